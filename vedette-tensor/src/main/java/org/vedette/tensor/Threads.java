package org.vedette.tensor;

/** How many threads tensor operations may use. */
public final class Threads {
  private Threads() {}

  /**
   * The threads of one operation: {@code VEDETTE_THREADS} or {@code OMP_NUM_THREADS} where set,
   * else the processors of this JVM.
   */
  public static int compute() {
    for (String name : new String[] {"VEDETTE_THREADS", "OMP_NUM_THREADS"}) {
      String text = System.getenv(name);
      if (text != null && text.matches("[1-9]\\d{0,3}")) {
        return Integer.parseInt(text);
      }
    }
    return Runtime.getRuntime().availableProcessors();
  }
}
