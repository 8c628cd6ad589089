package org.vedette.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

/** Writes small datasets: image i is all of colour i and has one box, of class i % 3. */
public final class TinyCoco {
  /** What loads an image and its objects. */
  public static final String LOADING =
      "dict(type='LoadImageFromFile'), dict(type='LoadAnnotations')";

  private TinyCoco() {}

  /** Writes images of 24 x 16 pixels, every third of them 16 x 24, and their annotations. */
  public static void write(Path folder, int images) throws IOException {
    List<String> records = new ArrayList<>();
    List<String> objects = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      int width = i % 3 == 2 ? 16 : 24;
      int height = 40 - width;
      byte[] pixels = new byte[3 * width * height];
      Arrays.fill(pixels, (byte) i);
      try (Image image = Image.of(pixels, height, width, 3)) {
        ImageFiles.write(folder.resolve(i + ".png"), image);
      }
      records.add(
          "{\"id\": %d, \"file_name\": \"%d.png\", \"height\": %d, \"width\": %d}"
              .formatted(i, i, height, width));
      objects.add(
          "{\"id\": %d, \"image_id\": %d, \"category_id\": %d, \"bbox\": [2, 2, 8, 8], \"area\": 64}"
              .formatted(i + 1, i, i % 3));
    }
    Files.writeString(
        folder.resolve("ann.json"),
        "{\"images\": "
            + records
            + ", \"annotations\": "
            + objects
            + ", \"categories\": [{\"id\": 0, \"name\": \"a\"}, {\"id\": 1, \"name\": \"b\"},"
            + " {\"id\": 2, \"name\": \"c\"}]}");
  }

  /** The literal of a dataset of such a folder. */
  public static String literal(Path folder, String steps) {
    return ("dict(type='CocoDataset', data_root='%s', ann_file='ann.json',"
            + " metainfo=dict(classes=('a', 'b', 'c')), pipeline=[%s])")
        .formatted(folder, steps);
  }

  /** Builds a dataset of a literal. */
  public static Dataset build(String literal) {
    return Nodes.BINDER.spec(Dataset.class, literal).build();
  }
}
