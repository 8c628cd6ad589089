package org.vedette.engine.log;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;

/**
 * The text log of a run: a file of lines as MMEngine writes them, so that readers of such logs read
 * it, and listeners such as a console. Each line is on disk before the call returns. Lines also go
 * to the SLF4J logger {@code org.vedette.run}, for programs that embed Vedette. Safe for many
 * threads.
 */
public final class RunLog implements AutoCloseable {
  /** The name of the SLF4J logger. */
  public static final String LOGGER = "org.vedette.run";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");
  private static final int KEPT = 1000;

  private final Path file;
  private final Clock clock;
  private final List<Consumer<Line>> listeners = new ArrayList<>();
  private final Deque<Line> kept = new ArrayDeque<>();
  private LogLevel level = LogLevel.INFO;
  private BufferedWriter out;

  /**
   * One line; its message may have line breaks.
   *
   * @param time when it was logged
   * @param level how grave it is
   * @param message what it says
   */
  public record Line(LocalDateTime time, LogLevel level, String message) {
    /** The line of the file, such as {@code 2026/11/20 11:03:00 - mmengine - INFO - message}. */
    public String text() {
      return TIME.format(time) + " - mmengine - " + level + " - " + message;
    }
  }

  /** A log that appends to a file, which is made with its folders at the first line. */
  public RunLog(Path file) {
    this(file, Clock.system(ZoneId.systemDefault()));
  }

  RunLog(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Sets the least level that is kept; INFO when never called. */
  public synchronized void level(LogLevel least) {
    level = least;
  }

  /**
   * Adds a listener, and gives it the lines that were logged before it came, the last thousand of
   * them.
   */
  public synchronized void listen(Consumer<Line> listener) {
    kept.forEach(listener);
    listeners.add(listener);
  }

  /** Logs a detail; {@code {}} stands for the next argument, as in SLF4J. */
  public void debug(String format, Object... arguments) {
    log(LogLevel.DEBUG, format, arguments);
  }

  /** Logs what happens; {@code {}} stands for the next argument, as in SLF4J. */
  public void info(String format, Object... arguments) {
    log(LogLevel.INFO, format, arguments);
  }

  /** Logs what may be a mistake; {@code {}} stands for the next argument, as in SLF4J. */
  public void warn(String format, Object... arguments) {
    log(LogLevel.WARNING, format, arguments);
  }

  /** Logs what went wrong; {@code {}} stands for the next argument, as in SLF4J. */
  public void error(String format, Object... arguments) {
    log(LogLevel.ERROR, format, arguments);
  }

  /** Logs to the file alone what is too long for a console: a whole config, say. */
  public synchronized void fileOnly(String message) {
    if (level.compareTo(LogLevel.INFO) <= 0) {
      write(new Line(LocalDateTime.now(clock), LogLevel.INFO, message));
    }
  }

  private synchronized void log(LogLevel grave, String format, Object... arguments) {
    if (grave.compareTo(level) < 0) {
      return;
    }
    String message =
        arguments.length == 0
            ? format
            : MessageFormatter.arrayFormat(format, arguments).getMessage();
    Line line = new Line(LocalDateTime.now(clock), grave, message);
    write(line);
    kept.add(line);
    if (kept.size() > KEPT) {
      kept.remove();
    }
    listeners.forEach(listener -> listener.accept(line));
    switch (grave) {
      case DEBUG -> LOG.debug("{}", message);
      case INFO -> LOG.info("{}", message);
      case WARNING -> LOG.warn("{}", message);
      case ERROR -> LOG.error("{}", message);
    }
  }

  private void write(Line line) {
    try {
      if (out == null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        out =
            Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
      out.write(line.text());
      out.write('\n');
      out.flush();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private DataException unwritable(IOException e) {
    return new DataException("cannot write the log " + file + ": " + AtomicFiles.reason(e), e);
  }

  /** Closes the file; a later line opens it again. */
  @Override
  public synchronized void close() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        throw unwritable(e);
      } finally {
        out = null;
      }
    }
  }
}
