package org.vedette.config;

/**
 * How much work one file may cause: every evaluated expression and every copied value costs one.
 * The largest configs there are need some ten thousand; what needs more than this is an accident or
 * an attack.
 */
final class Budget {
  private static final long MAX_WORK = 1_000_000;
  private static final int READ_AT_ONCE = 64;
  // Less than the brackets that the parser allows, so that what is printed can be read again.
  private static final int MAX_DEPTH = 190;

  /** The most characters that all texts which a file makes may have together. */
  static final int MAX_TEXT = 10_000_000;

  private long left = MAX_WORK;
  private long textLeft = MAX_TEXT;
  private int depth;

  /** Pays for {@code work} values. */
  void spend(long work) {
    left -= work;
    if (left < 0) {
      throw new OperationException("the config grows beyond " + MAX_WORK + " values");
    }
  }

  /** Pays for looking through a text. */
  void read(String text) {
    spend(1 + text.length() / READ_AT_ONCE);
  }

  /** Pays for a new text, before it is made. */
  void write(long length) {
    textLeft -= length;
    if (textLeft < 0) {
      throw new OperationException("the texts grow beyond " + MAX_TEXT + " characters");
    }
  }

  /** Goes one level deeper into nested values. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new OperationException("values nested deeper than " + MAX_DEPTH + " levels");
    }
  }

  /** Comes back from {@link #enter}. */
  void leave() {
    depth--;
  }
}
