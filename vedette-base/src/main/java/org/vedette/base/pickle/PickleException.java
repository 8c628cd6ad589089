package org.vedette.base.pickle;

/**
 * What is wrong with a pickle, without the place: {@link PickleReader} adds file and byte and
 * throws it on as a {@link org.vedette.base.CheckpointException}.
 */
public final class PickleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean refusal;

  /** A malformed pickle. */
  public PickleException(String message) {
    this(message, false);
  }

  private PickleException(String message, boolean refusal) {
    super(message);
    this.refusal = refusal;
  }

  /** A well-formed pickle that asks for something that is not allowed. */
  public static PickleException refused(String message) {
    return new PickleException(message, true);
  }

  /** Whether the pickle asked for something that is not allowed, rather than being malformed. */
  public boolean isRefusal() {
    return refusal;
  }
}
