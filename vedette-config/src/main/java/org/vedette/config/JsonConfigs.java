package org.vedette.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.config.syntax.Source;

/**
 * Reads values that are kept as JSON, such as the records {@code {"config": ..., "model": ...}} of
 * a {@code .jsonl} or {@code .jsonl.gz} file. Whole numbers and floats stay apart; a text such as
 * "Infinity" stays a text.
 */
public final class JsonConfigs {
  private JsonConfigs() {}

  /**
   * The value of a JSON text.
   *
   * @param name what errors call the text
   * @throws org.vedette.base.ConfigException when it is no JSON
   */
  public static ConfigNode parse(String text, String name) {
    return JsonReader.read(Source.of(name, text));
  }

  /**
   * The records of a file with one JSON object a line, read as they are asked for; blank lines are
   * passed over. Close the stream. The file is unpacked when its name ends with {@code .gz}.
   *
   * @throws DataException when the file cannot be read; the stream throws it too, and a {@link
   *     org.vedette.base.ConfigException} at a line that is no JSON object
   */
  public static Stream<DictNode> records(Path file) {
    BufferedReader lines = open(file);
    Iterator<DictNode> records = new Records(file, lines);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(records, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(() -> close(lines));
  }

  private static BufferedReader open(Path file) {
    try {
      InputStream bytes = Files.newInputStream(file);
      InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
      return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static void close(BufferedReader lines) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataException unreadable(Path file, IOException e) {
    return new DataException("cannot read " + file + ": " + AtomicFiles.reason(e), e);
  }

  private static final class Records implements Iterator<DictNode> {
    private final Path file;
    private final BufferedReader lines;
    private int number;
    private String line;

    Records(Path file, BufferedReader lines) {
      this.file = file;
      this.lines = lines;
    }

    @Override
    public boolean hasNext() {
      try {
        while (line == null || line.isBlank()) {
          line = lines.readLine();
          number++;
          if (line == null) {
            return false;
          }
        }
        return true;
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }

    @Override
    public DictNode next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Source source = Source.ofLine(file.toString(), line, number);
      line = null;
      if (JsonReader.read(source) instanceof DictNode record) {
        return record;
      }
      throw source.error(0, "the record is no JSON object");
    }
  }
}
