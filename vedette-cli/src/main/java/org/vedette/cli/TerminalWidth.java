package org.vedette.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** How many columns the terminal has. */
final class TerminalWidth {
  private static final int USUAL = 100;
  private static final long PAUSE_NANOS = 2_000_000_000L;
  private static final File TERMINAL = new File("/dev/tty");

  private static int known = -1;
  private static long askedAt;

  private TerminalWidth() {}

  /** The columns; asked anew now and then, because windows change. */
  static synchronized int columns() {
    long now = System.nanoTime();
    if (known < 0 || now - askedAt > PAUSE_NANOS) {
      askedAt = now;
      known = ask();
    }
    return known;
  }

  private static int ask() {
    if (!TERMINAL.canRead()) {
      return USUAL;
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor(1, TimeUnit.SECONDS);
      int columns = Integer.parseInt(size.strip().split(" ", -1)[1]);
      return columns > 0 ? columns : USUAL;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      // No stty, or it knows no size: the usual width does.
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }
}
