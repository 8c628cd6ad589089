package org.vedette.api.datatool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vedette.base.JsonReader;
import org.vedette.data.dataset.JoinedPath;

/**
 * Reads a COCO annotation file and goes on where a dataset would give up, so that all that is wrong
 * is told at once.
 */
final class CocoScan {
  private final Findings findings;
  private final String imageFolder;
  private final Map<Long, CheckedPicture> pictures = new LinkedHashMap<>();
  private final List<String> categories = new ArrayList<>();
  private final Map<Long, Integer> categoryIndex = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final Set<Long> objectIds = new HashSet<>();
  private final Set<String> fileNames = new HashSet<>();

  /** An annotation before its image and category are looked up. */
  private record Row(
      String name, long image, long category, double[] box, double area, RawObject raw) {}

  private CocoScan(Findings findings, String imageFolder) {
    this.findings = findings;
    this.imageFolder = imageFolder;
  }

  /**
   * Reads a file.
   *
   * @param imageFolder where its images are; null for as their names say
   * @param classes the classes of the config
   * @throws org.vedette.base.DataException when the file is no such file
   */
  static CheckedData read(Path file, String imageFolder, List<String> classes, Findings findings) {
    CocoScan scan = new CocoScan(findings, imageFolder);
    boolean unused = JsonReader.read(file, scan::readFile);
    scan.link();
    return new CheckedData(scan.categories, classes, List.copyOf(scan.pictures.values()));
  }

  private boolean readFile(JsonReader json) {
    if (!json.next()) {
      throw json.error("the file is empty");
    }
    json.object("a COCO annotation file: an object with 'images', 'annotations', 'categories'");
    Set<String> seen = new HashSet<>();
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      seen.add(key);
      switch (key) {
        case "images" -> readList(json, key, this::image);
        case "categories" -> readList(json, key, this::category);
        case "annotations" -> readList(json, key, this::annotation);
        default -> json.skip();
      }
    }
    for (String key : List.of("images", "categories")) {
      if (!seen.contains(key)) {
        throw json.error("no '" + key + "'");
      }
    }
    return true;
  }

  /** Takes a record and its place in the file. */
  private interface Reader {
    void read(String place, RawObject raw);
  }

  private static void readList(JsonReader json, String key, Reader reader) {
    json.array("'" + key + "' to be a list");
    for (int i = 0; json.next(); i++) {
      reader.read(key + "[" + i + "]", new RawObject(json.value()));
    }
  }

  private void image(String place, RawObject raw) {
    Long id = raw.id("id");
    String file = raw.text("file_name");
    int width = raw.side("width");
    int height = raw.side("height");
    String name = (file == null ? place : file) + (id == null ? "" : " (image " + id + ")");
    if (!raw.problem().isEmpty()) {
      findings.add(Check.IMAGE_FIELD, name + ": " + raw.problem());
    }
    if (id == null || file == null) {
      return;
    }
    CheckedPicture picture =
        new CheckedPicture(
            name, JoinedPath.of(imageFolder, file), width, height, new ArrayList<>());
    if (pictures.putIfAbsent(id, picture) != null) {
      findings.add(Check.IMAGE_ID, place + ", " + name + ": as " + pictures.get(id).name());
    } else if (!fileNames.add(file)) {
      findings.add(Check.FILE_TWICE, name, picture, null);
    }
  }

  private void category(String place, RawObject raw) {
    Long id = raw.id("id");
    String name = raw.text("name");
    if (!raw.problem().isEmpty()) {
      findings.add(Check.CATEGORY_FIELD, place + ": " + raw.problem());
      return;
    }
    if (categoryIndex.putIfAbsent(id, categories.size()) != null) {
      findings.add(Check.CATEGORY_ID, place + ", " + name + ": id " + id);
      return;
    }
    if (categories.contains(name)) {
      findings.add(Check.CATEGORY_NAME, place + ": " + name);
    }
    categories.add(name);
  }

  private void annotation(String place, RawObject raw) {
    Long id = raw.id("id");
    Long image = raw.id("image_id");
    Long category = raw.id("category_id");
    double[] box = raw.box();
    double area = raw.number("area");
    String name = id == null ? place : "annotation " + id;
    if (!raw.problem().isEmpty()) {
      findings.add(Check.OBJECT_FIELD, name + ": " + raw.problem());
    }
    if (id != null && !objectIds.add(id)) {
      findings.add(Check.OBJECT_ID, place + ": id " + id);
    }
    if (id != null && id == 0) {
      findings.add(Check.OBJECT_ID_ZERO, place);
    }
    if (image != null && category != null && box != null) {
      rows.add(new Row(name, image, category, box, area, raw));
    }
  }

  private void link() {
    for (Row row : rows) {
      CheckedPicture picture = pictures.get(row.image());
      if (picture == null) {
        findings.add(Check.OBJECT_IMAGE, row.name() + ": image_id " + row.image());
        continue;
      }
      int category = categoryIndex.getOrDefault(row.category(), -1);
      double[] box = row.box();
      CheckedPicture.Item item =
          new CheckedPicture.Item(
              row.name(), category, box[0], box[1], box[2], box[3], row.area(), crowd(row.raw()));
      picture.items().add(item);
      String where = row.name() + " of " + picture.name();
      if (category < 0) {
        findings.add(
            Check.OBJECT_CATEGORY, where + ": category_id " + row.category(), picture, item);
      }
      String problem = row.raw().segmentationProblem(picture.height(), picture.width());
      if (!problem.isEmpty()) {
        findings.add(Check.SEGMENTATION, where + ": it " + problem, picture, item);
      }
    }
  }

  private static boolean crowd(RawObject raw) {
    return raw.flag("iscrowd") || raw.flag("ignore");
  }
}
