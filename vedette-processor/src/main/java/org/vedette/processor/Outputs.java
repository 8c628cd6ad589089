package org.vedette.processor;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Reads and writes the index and the docs beside the compiled classes. */
final class Outputs {
  static final String INDEX = "META-INF/vedette/components";
  static final String DOCS = "META-INF/vedette/docs/";

  private final Filer filer;

  Outputs(Filer filer) {
    this.filer = filer;
  }

  /** The lines of the index that an earlier compilation left. */
  NavigableSet<String> readIndex() throws IOException {
    NavigableSet<String> lines = new TreeSet<>();
    try {
      FileObject file = filer.getResource(StandardLocation.CLASS_OUTPUT, "", INDEX);
      try (Reader reader = file.openReader(true);
          BufferedReader buffered = new BufferedReader(reader)) {
        buffered.lines().filter(line -> !line.isBlank()).forEach(lines::add);
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      // The first compilation: there is no index yet.
    }
    return lines;
  }

  /** Replaces the index. */
  void writeIndex(NavigableSet<String> lines) throws IOException {
    write(INDEX, String.join("\n", lines) + "\n");
  }

  /**
   * Writes what the doc comments of a class or record say, in the syntax of Java's properties.
   *
   * @param className the binary name
   * @param summary the first sentence
   * @param keys the doc of each config key
   */
  void writeDocs(String className, String summary, Map<String, String> keys, Element origin)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("summary=").append(escaped(summary)).append('\n');
    keys.forEach(
        (key, doc) ->
            text.append("key.").append(key).append('=').append(escaped(doc)).append('\n'));
    write(DOCS + className + ".properties", text.toString(), origin);
  }

  private static String escaped(String text) {
    return text == null ? "" : text.replace("\\", "\\\\");
  }

  private void write(String name, String text, Element... origins) throws IOException {
    FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, origins);
    try (Writer writer = file.openWriter()) {
      writer.write(text);
    }
  }
}
