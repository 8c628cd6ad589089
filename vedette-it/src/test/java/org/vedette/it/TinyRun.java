package org.vedette.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vedette.data.drawn.DrawnShapes;

/** The smallest training run that has all parts: 18 steps on drawn pictures of 64 pixels. */
final class TinyRun {
  /** The checkpoint after its last step. */
  static final String LAST = "iter_18.pth";

  private TinyRun() {}

  /** Draws the data and writes the config. */
  static Path write(Path folder) throws IOException {
    Path data = folder.resolve("data");
    DrawnShapes.write(data, new DrawnShapes.Settings(24, 8, 64, 1, 3, 0.2, 0.6, 3));
    Path config = folder.resolve("tiny_yolox.py");
    try (InputStream in = TinyRun.class.getResourceAsStream("/training/tiny_yolox.py")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(config, text.replace("'data/'", "'" + data + "/'"));
    }
    return config;
  }
}
