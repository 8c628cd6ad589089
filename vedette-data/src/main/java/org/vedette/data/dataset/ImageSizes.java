package org.vedette.data.dataset;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.base.JsonReader;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The sizes of CrowdHuman's images, height and width by ID, which take minutes to find out: from a
 * JSON file, or from the images, and then such a file is written.
 */
final class ImageSizes {
  private static final Logger LOG = LoggerFactory.getLogger(ImageSizes.class);
  private static final JsonFactory FACTORY = new JsonFactory();

  private ImageSizes() {}

  /**
   * The sizes of all images.
   *
   * @param named the file of {@code extra_ann_file}; null for the usual one
   * @throws DataException when a file is wrong or lacks an image
   */
  static Map<String, int[]> of(DatasetOptions options, String named, List<String> ids) {
    Path file = named == null ? usual(options) : Path.of(named);
    if (named == null && (file == null || !Files.isRegularFile(file))) {
      return ofImages(options, ids, file);
    }
    Map<String, int[]> sizes = read(file);
    for (String id : ids) {
      if (!sizes.containsKey(id)) {
        throw new DataException(
            file
                + ": expected the size of image '"
                + id
                + "', got none; hint: delete the file, and"
                + " it is written anew");
      }
    }
    return sizes;
  }

  /** Where upstream keeps them, too; null for lists of other names. */
  private static Path usual(DatasetOptions options) {
    String name = Path.of(options.ann_file()).getFileName().toString();
    for (String split : List.of("train", "val")) {
      if (name.contains(split)) {
        return Path.of(JoinedPath.of(options.data_root(), "id_hw_" + split + ".json"));
      }
    }
    return null;
  }

  private static Map<String, int[]> read(Path file) {
    return JsonReader.read(
        file,
        json -> {
          Map<String, int[]> sizes = new HashMap<>();
          if (!json.next()) {
            throw json.error("the file is empty; expected an object of sizes");
          }
          json.object("an object of [height, width] by ID");
          for (String key = json.nextKey(); key != null; key = json.nextKey()) {
            json.at("'" + key + "'");
            int[] size = json.ints("[height, width]");
            if (size.length != 2 || size[0] <= 0 || size[1] <= 0) {
              throw json.error("expected [height, width]");
            }
            sizes.put(key, size);
          }
          return sizes;
        });
  }

  private static Map<String, int[]> ofImages(DatasetOptions options, List<String> ids, Path file) {
    List<int[]> found =
        ids.parallelStream()
            .map(
                id -> {
                  try (Image image = ImageFiles.read(Path.of(CrowdHumanFile.path(options, id)))) {
                    return new int[] {image.height(), image.width()};
                  }
                })
            .toList();
    Map<String, int[]> sizes = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      sizes.put(ids.get(i), found.get(i));
    }
    if (file != null) {
      write(file, sizes);
    }
    return sizes;
  }

  /** A folder that cannot be written to only costs the time once more. */
  private static void write(Path file, Map<String, int[]> sizes) {
    try {
      AtomicFiles.write(
          file,
          temporary -> {
            try (OutputStream out = Files.newOutputStream(temporary);
                JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
              json.writeStartObject();
              sizes.forEach(
                  (id, size) -> {
                    json.writeName(id);
                    json.writeArray(size, 0, size.length);
                  });
              json.writeEndObject();
            }
          });
    } catch (DataException e) {
      LOG.warn("{}; sizes are read from the images each time", e.getMessage());
    }
  }
}
