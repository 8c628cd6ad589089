package org.vedette.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vedette.base.DataException;
import org.vedette.base.JsonReader;
import org.vedette.base.coco.Segmentation;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;

/** Reads CrowdHuman's annotations. */
final class CrowdHumanFile {
  private final JsonReader json;
  private final MetaInfo metaInfo;
  private final List<Line> lines = new ArrayList<>();

  /** An image with its people. */
  private record Line(String id, List<Item> people) {}

  /** A person. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Item(double[] box, int label) {}

  private CrowdHumanFile(JsonReader json, MetaInfo metaInfo) {
    this.json = json;
    this.metaInfo = metaInfo;
  }

  /**
   * Reads the annotations and finds out the images' sizes.
   *
   * @throws DataException naming the line that is wrong, or the image that is missing
   */
  static ListedDataset.Listing read(DatasetOptions options, String sizeFile) {
    if (options.ann_file().isEmpty()) {
      throw new DataException(
          CrowdHumanDataset.TYPE + ": 'ann_file' is needed: annotation_train.odgt or the like");
    }
    MetaInfo metaInfo =
        MetaInfoReader.read(options.metainfo(), Palettes.ofType(CrowdHumanDataset.TYPE));
    List<Line> lines =
        JsonReader.read(
            Path.of(options.annotationPath()),
            json -> {
              CrowdHumanFile file = new CrowdHumanFile(json, metaInfo);
              file.read();
              return file.lines;
            });
    List<String> ids = lines.stream().map(Line::id).toList();
    Map<String, int[]> sizes = ImageSizes.of(options, sizeFile, ids);
    List<ImageRecord> images = new ArrayList<>();
    for (Line line : lines) {
      images.add(
          record(images.size() + 1, path(options, line.id), sizes.get(line.id), line.people));
    }
    return new ListedDataset.Listing(metaInfo, images);
  }

  /** The file of an image. */
  static String path(DatasetOptions options, String id) {
    return JoinedPath.of(options.imageFolder(), id + ".jpg");
  }

  private void read() {
    Set<String> seen = new HashSet<>();
    while (json.next()) {
      json.at("line " + (lines.size() + 1));
      json.object("an object for each image");
      Line line = line();
      if (!seen.add(line.id)) {
        throw json.error("the ID '" + line.id + "' was used before");
      }
      lines.add(line);
    }
    json.at("");
    if (lines.isEmpty()) {
      throw json.error("the file is empty; expected a JSON object for each image");
    }
  }

  private Line line() {
    String id = null;
    List<Item> people = null;
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      switch (key) {
        case "ID" -> id = json.stringValue("'ID' to be a string");
        case "gtboxes" -> people = people();
        default -> json.skip();
      }
    }
    if (id == null || people == null) {
      throw json.error("lacks 'ID' or 'gtboxes'");
    }
    return new Line(id, people);
  }

  private List<Item> people() {
    json.array("'gtboxes' to be a list");
    List<Item> items = new ArrayList<>();
    while (json.next()) {
      json.at("line " + (lines.size() + 1) + ": gtboxes[" + items.size() + "]");
      json.object("an object for each person");
      items.add(item());
    }
    json.at("line " + (lines.size() + 1));
    return items;
  }

  private Item item() {
    String tag = null;
    double[] box = null;
    boolean ignored = false;
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      switch (key) {
        case "tag" -> tag = json.stringValue("'tag' to be a string");
        case "fbox" -> box = json.doubles("'fbox' to be [x, y, width, height]");
        case "extra" -> ignored = ignoreFlag();
        default -> json.skip();
      }
    }
    if (tag == null || box == null) {
      throw json.error("lacks 'tag' or 'fbox'");
    }
    if (box.length != 4 || !Arrays.stream(box).allMatch(Double::isFinite)) {
      throw json.error("'fbox' must be [x, y, width, height], got " + Arrays.toString(box));
    }
    return new Item(box, ignored ? -1 : metaInfo.classes().indexOf(tag));
  }

  private boolean ignoreFlag() {
    json.object("'extra' to be an object");
    boolean ignored = false;
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      if (key.equals("ignore")) {
        ignored = json.flagValue("'ignore' to be 0 or 1");
      } else {
        json.skip();
      }
    }
    return ignored;
  }

  private static ImageRecord record(long id, String path, int[] size, List<Item> people) {
    float[] boxes = new float[4 * people.size()];
    int[] labels = new int[people.size()];
    boolean[] ignored = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      double[] box = people.get(i).box;
      boxes[4 * i] = (float) box[0];
      boxes[4 * i + 1] = (float) box[1];
      boxes[4 * i + 2] = (float) (box[0] + box[2]);
      boxes[4 * i + 3] = (float) (box[1] + box[3]);
      ignored[i] = people.get(i).label < 0;
      labels[i] = Math.max(0, people.get(i).label);
    }
    return new ImageRecord(
        id, path, null, size[0], size[1], boxes, labels, ignored, new Segmentation[labels.length]);
  }
}
