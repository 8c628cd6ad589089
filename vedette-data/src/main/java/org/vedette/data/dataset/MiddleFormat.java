package org.vedette.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vedette.base.DataException;
import org.vedette.base.JsonReader;
import org.vedette.base.coco.Segmentation;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;

/** Reads annotation files of MMEngine's {@code BaseDataset}. */
final class MiddleFormat {
  private final DatasetOptions options;
  private final JsonReader json;
  private final List<ImageRecord> images = new ArrayList<>();
  private Map<?, ?> metaInfo;
  private boolean listed;

  /** An object of an image. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Item(double[] box, int label, boolean ignored, Segmentation mask) {}

  private MiddleFormat(DatasetOptions options, JsonReader json) {
    this.options = options;
    this.json = json;
  }

  /**
   * Reads the annotation file.
   *
   * @throws DataException naming the record that is wrong
   */
  static ListedDataset.Listing read(DatasetOptions options) {
    if (options.ann_file().isEmpty()) {
      throw new DataException(
          "BaseDetDataset: 'ann_file' is needed: a JSON file of 'metainfo' and 'data_list'");
    }
    Path file = Path.of(options.annotationPath());
    return JsonReader.read(file, json -> new MiddleFormat(options, json).read());
  }

  private ListedDataset.Listing read() {
    if (!json.next()) {
      throw json.error("the file is empty");
    }
    json.object("an object with 'metainfo' and 'data_list'");
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      switch (key) {
        case "metainfo" -> {
          json.object("'metainfo' to be an object");
          metaInfo = (Map<?, ?>) json.value();
        }
        case "data_list" -> images();
        default -> json.skip();
      }
    }
    json.at("");
    if (metaInfo == null || !listed) {
      throw json.error("expected an object with 'metainfo' and 'data_list'");
    }
    MetaInfo named = MetaInfoReader.read(options.metainfo(), ofFile());
    if (named.classes().isEmpty()) {
      throw json.error(
          "'metainfo' has no 'classes', and the config's metainfo=dict(classes=(...)) neither");
    }
    checkLabels(named);
    return new ListedDataset.Listing(named, images);
  }

  private MetaInfo ofFile() {
    List<String> classes = new ArrayList<>();
    if (value("classes", "CLASSES") instanceof List<?> names) {
      names.forEach(name -> classes.add(String.valueOf(name)));
    }
    List<int[]> palette = new ArrayList<>();
    if (value("palette", "PALETTE") instanceof List<?> colours) {
      colours.forEach(colour -> palette.add(colour(colour)));
    }
    return new MetaInfo(classes, palette);
  }

  private Object value(String key, String formerKey) {
    Object value = metaInfo.get(key);
    return value == null ? metaInfo.get(formerKey) : value;
  }

  private int[] colour(Object colour) {
    if (colour instanceof List<?> rgb
        && rgb.size() == 3
        && rgb.stream().allMatch(Number.class::isInstance)) {
      return rgb.stream().mapToInt(level -> ((Number) level).intValue()).toArray();
    }
    throw json.error("'metainfo.palette' must be a list of [red, green, blue]");
  }

  /** The file may name its classes behind its images. */
  private void checkLabels(MetaInfo named) {
    for (int i = 0; i < images.size(); i++) {
      for (int label : images.get(i).labels()) {
        if (label < 0 || label >= named.classes().size()) {
          json.at("data_list[" + i + "]");
          throw json.error(
              "'bbox_label' "
                  + label
                  + ", but there are "
                  + named.classes().size()
                  + " classes: "
                  + named.classes());
        }
      }
    }
  }

  private void images() {
    listed = true;
    json.array("'data_list' to be a list");
    while (json.next()) {
      json.at("data_list[" + images.size() + "]");
      json.object("an object for each image");
      images.add(image());
    }
  }

  private ImageRecord image() {
    String path = null;
    String map = null;
    long id = images.size();
    int height = -1;
    int width = -1;
    List<Item> items = List.of();
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      switch (key) {
        case "img_path" -> path = json.stringValue("'img_path' to be a string");
        case "seg_map_path" -> map = json.isNull() ? null : json.stringValue("'seg_map_path'");
        case "height" -> height = json.intValue("'height' to be a whole number");
        case "width" -> width = json.intValue("'width' to be a whole number");
        case "img_id" -> id = json.isString() ? id : json.longValue("'img_id' to be a number");
        case "instances" -> items = items();
        default -> json.skip();
      }
    }
    if (path == null || height <= 0 || width <= 0) {
      json.at("data_list[" + images.size() + "]");
      throw json.error("lacks 'img_path', 'height' or 'width'");
    }
    return record(id, below("img_path", path), below("seg_map_path", map), height, width, items);
  }

  private String below(String key, String path) {
    return path == null ? null : JoinedPath.of(options.folder(key), path);
  }

  private List<Item> items() {
    json.array("'instances' to be a list");
    List<Item> items = new ArrayList<>();
    while (json.next()) {
      json.at("data_list[" + images.size() + "].instances[" + items.size() + "]");
      json.object("an object for each instance");
      items.add(item());
    }
    return items;
  }

  private Item item() {
    double[] box = null;
    Integer label = null;
    boolean ignored = false;
    Segmentation mask = null;
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      switch (key) {
        case "bbox" -> box = json.doubles("'bbox' to be [x1, y1, x2, y2]");
        case "bbox_label" -> label = json.intValue("'bbox_label' to be a whole number");
        case "ignore_flag" -> ignored = json.flagValue("'ignore_flag' to be 0 or 1");
        case "mask" -> mask = Segmentation.read(json);
        default -> json.skip();
      }
    }
    if (box == null || label == null) {
      throw json.error("lacks 'bbox' or 'bbox_label'");
    }
    if (box.length != 4
        || !Arrays.stream(box).allMatch(Double::isFinite)
        || box[2] < box[0]
        || box[3] < box[1]) {
      throw json.error("'bbox' must be [x1, y1, x2, y2], got " + Arrays.toString(box));
    }
    return new Item(box, label, ignored, mask);
  }

  private static ImageRecord record(
      long id, String path, String map, int height, int width, List<Item> items) {
    float[] boxes = new float[4 * items.size()];
    int[] labels = new int[items.size()];
    boolean[] ignored = new boolean[items.size()];
    Segmentation[] masks = new Segmentation[items.size()];
    for (int i = 0; i < labels.length; i++) {
      Item item = items.get(i);
      for (int k = 0; k < 4; k++) {
        boxes[4 * i + k] = (float) item.box[k];
      }
      labels[i] = item.label;
      ignored[i] = item.ignored;
      masks[i] = item.mask;
    }
    return new ImageRecord(id, path, map, height, width, boxes, labels, ignored, masks);
  }
}
