package org.vedette.tensor.checkpoint;

/** The file formats that checkpoints come in. */
public enum CheckpointFormat {
  /** PyTorch 1.6 and later: a zip archive. */
  ZIP("PyTorch zip"),
  /** PyTorch before 1.6: pickles followed by raw storages. */
  LEGACY("PyTorch legacy"),
  /** A bare pickle of numpy arrays, as Detectron2's model zoo has. */
  PICKLE("pickle"),
  /** A safetensors file. */
  SAFETENSORS("safetensors");

  private final String text;

  CheckpointFormat(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
