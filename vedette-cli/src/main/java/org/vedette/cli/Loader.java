package org.vedette.cli;

/** A config's data loaders by the names that people call them. */
enum Loader {
  TRAIN("train_dataloader"),
  VAL("val_dataloader"),
  TEST("test_dataloader");

  private final String key;

  Loader(String key) {
    this.key = key;
  }

  /** The key in the config. */
  String key() {
    return key;
  }
}
