package org.vedette.base.pickle;

/**
 * Bounds the work and memory that one pickle may cost, so that a small hostile file cannot fill the
 * heap.
 *
 * <p>Every opcode and every element that a call copies is one step; every byte that a call decodes
 * is counted against a multiple of the file's own size.
 */
public final class Budget {
  /**
   * Steps that a checkpoint may take: far above any real one (a detector with optimizer and history
   * takes about 100,000).
   */
  public static final long CHECKPOINT_STEPS = 4_000_000;

  private static final long SPARE_BYTES = 1 << 20;

  private final long maxSteps;
  private long steps;
  private long bytes;

  /**
   * A budget for a pickle.
   *
   * @param inputBytes its size
   * @param maxSteps how many steps it may take
   */
  public Budget(long inputBytes, long maxSteps) {
    this.maxSteps = maxSteps;
    this.steps = maxSteps;
    this.bytes = 2 * inputBytes + SPARE_BYTES;
  }

  /** Spends {@code count} steps. */
  public void steps(long count) {
    steps -= count;
    if (steps < 0) {
      throw PickleException.refused(
          "the pickle has more than " + maxSteps + " elements; no honest file of its kind does");
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
