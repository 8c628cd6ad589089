package org.vedette.base.pickle;

/**
 * Bounds the work and memory that one pickle may cost, so that a small hostile file cannot fill the
 * heap.
 *
 * <p>Every opcode and every element that a call copies is one step; every byte that a call decodes
 * is counted against a multiple of the file's own size.
 */
public final class Budget {
  /** Far above any real checkpoint (a detector with optimizer and history takes about 100,000). */
  private static final long MAX_STEPS = 4_000_000;

  private static final long SPARE_BYTES = 1 << 20;

  private long steps = MAX_STEPS;
  private long bytes;

  /** A budget for a pickle of {@code inputBytes} bytes. */
  public Budget(long inputBytes) {
    this.bytes = 2 * inputBytes + SPARE_BYTES;
  }

  /** Spends {@code count} steps. */
  public void steps(long count) {
    steps -= count;
    if (steps < 0) {
      throw PickleException.refused(
          "the pickle has more than " + MAX_STEPS + " elements; no real checkpoint does");
    }
  }

  /** Spends {@code count} decoded bytes. */
  public void bytes(long count) {
    bytes -= count;
    if (bytes < 0) {
      throw PickleException.refused("the pickle decodes to many times its own size");
    }
  }
}
