package org.vedette.base;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/** Writes files so that a reader sees the old content or the new one, never a part. */
public final class AtomicFiles {
  /** Writes a file's content to the path it is given. */
  public interface Writer {
    /** Writes all content to {@code temporary}. */
    void write(Path temporary) throws IOException;
  }

  private AtomicFiles() {}

  /**
   * Lets {@code writer} fill a temporary file beside {@code target}, flushes it to disk and renames
   * it.
   */
  public static void write(Path target, Writer writer) {
    write(target, writer, true);
  }

  /**
   * The same without flushing, which takes long: for files whose readers notice what a power cut
   * has spoiled.
   */
  public static void writeUnflushed(Path target, Writer writer) {
    write(target, writer, false);
  }

  private static void write(Path target, Writer writer, boolean flush) {
    Path temporary = null;
    try {
      Path file = replaceable(target);
      Path directory = file.toAbsolutePath().getParent();
      Files.createDirectories(directory);
      temporary = Files.createFile(directory.resolve(temporaryName(file)));
      writer.write(temporary);
      if (flush) {
        flush(temporary);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      temporary = null;
    } catch (IOException e) {
      throw new DataException("cannot write " + target + ": " + reason(e), e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /** The file itself where {@code target} is a link to it; a device or a folder is not replaced. */
  private static Path replaceable(Path target) throws IOException {
    if (!Files.exists(target)) {
      return target;
    }
    if (Files.isDirectory(target)) {
      throw new IOException("is a directory; expected a file");
    }
    if (!Files.isRegularFile(target)) {
      throw new IOException("is not a regular file, which alone can be replaced");
    }
    return Files.isSymbolicLink(target) ? target.toRealPath() : target;
  }

  private static void flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  // Not Files.createTempFile: it hides the file from everybody but its owner.
  private static String temporaryName(Path target) {
    long random = ThreadLocalRandom.current().nextLong();
    return "." + target.getFileName() + "." + Long.toHexString(random) + ".tmp";
  }

  /** Writes a text in UTF-8. */
  public static void writeString(Path target, String text) {
    write(
        target,
        temporary -> {
          try (OutputStream out = Files.newOutputStream(temporary)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  /** Why an input or output failed, in words: many IOExceptions carry only the path. */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a file of that name is in the way";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static void deleteQuietly(Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException ignored) {
        // The temporary file is only litter; the error that led here is what matters.
      }
    }
  }
}
