package org.vedette.data.convert;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vedette.base.DataException;
import org.vedette.base.ErrorList;
import org.vedette.base.JsonReader;

/**
 * What an annotation file of the VGG Image Annotator says: an object of entries, one an image, or
 * VIA 2's project file, which holds that object as {@code _via_img_metadata}.
 *
 * @param file the file
 * @param images the images, in the file's order
 */
record ViaAnnotations(Path file, List<Entry> images) {
  private static final String PROJECT = "_via_img_metadata";

  /**
   * An image.
   *
   * @param fileName its file
   * @param regions its outlined objects
   */
  record Entry(String fileName, List<Region> regions) {}

  /**
   * An outlined object.
   *
   * @param place where the file says it, for errors
   * @param attributes {@code region_attributes}
   * @param x columns of its corners
   * @param y rows of its corners
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Region(String place, Map<?, ?> attributes, double[] x, double[] y) {}

  /**
   * Reads a file.
   *
   * @throws DataException naming the file and all entries that are wrong
   */
  static ViaAnnotations read(Path file) {
    Object tree =
        JsonReader.read(
            file,
            json -> {
              if (!json.next()) {
                throw json.error("the file is empty");
              }
              return json.value();
            });
    if (tree instanceof Map<?, ?> project && project.get(PROJECT) != null) {
      tree = project.get(PROJECT);
    }
    if (!(tree instanceof Map<?, ?> entries)) {
      throw new DataException(file + ": expected an object with an entry for each image");
    }
    if (entries.isEmpty()) {
      throw new DataException(file + ": expected an entry for each image, got none");
    }
    return new ViaAnnotations(file, entries(file, entries));
  }

  private static List<Entry> entries(Path file, Map<?, ?> entries) {
    ErrorList errors = new ErrorList();
    List<Entry> images = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    entries.forEach(
        (key, value) -> {
          Entry entry = errors.collect(() -> entry(file + ": '" + key + "'", value, errors));
          if (entry != null) {
            images.add(entry);
            if (!names.add(entry.fileName())) {
              errors.add(
                  wrong(file + ": '" + key + "'", "'" + entry.fileName() + "' was there before"));
            }
          }
        });
    errors.throwIfAny();
    return images;
  }

  private static Entry entry(String place, Object value, ErrorList errors) {
    if (!(value instanceof Map<?, ?> entry)) {
      throw wrong(place, "expected an object with 'filename' and 'regions'");
    }
    if (!(entry.get("filename") instanceof String name) || name.isEmpty()) {
      throw wrong(place, "lacks 'filename'; is this a file of the VGG Image Annotator?");
    }
    List<Region> regions = new ArrayList<>();
    int number = 0;
    for (Object item : regions(place, entry.get("regions"))) {
      String where = place + ": regions[" + number++ + "]";
      Region region = errors.collect(() -> region(where, item));
      if (region != null) {
        regions.add(region);
      }
    }
    return new Entry(name, regions);
  }

  /** VIA 1 writes an object with the keys "0", "1" and so on, VIA 2 a list. */
  private static Collection<?> regions(String place, Object regions) {
    if (regions instanceof Map<?, ?> map) {
      return map.values();
    }
    if (regions instanceof List<?> list) {
      return list;
    }
    throw wrong(place, "'regions' must be an object or a list");
  }

  private static Region region(String place, Object value) {
    if (!(value instanceof Map<?, ?> region)
        || !(region.get("shape_attributes") instanceof Map<?, ?> shape)) {
      throw wrong(place, "lacks 'shape_attributes'");
    }
    Object name = shape.get("name");
    if (name != null && !name.equals("polygon")) {
      throw wrong(place, "the shape is a '" + name + "'; only polygons are converted");
    }
    double[] x = numbers(place, "all_points_x", shape);
    double[] y = numbers(place, "all_points_y", shape);
    if (x.length != y.length || x.length < 3) {
      throw wrong(
          place,
          x.length
              + " numbers in 'all_points_x' and "
              + y.length
              + " in 'all_points_y'; expected as many, and at least 3");
    }
    Object attributes = region.get("region_attributes");
    return new Region(place, attributes instanceof Map<?, ?> map ? map : Map.of(), x, y);
  }

  private static double[] numbers(String place, String key, Map<?, ?> shape) {
    if (shape.get(key) instanceof List<?> list
        && list.stream().allMatch(v -> v instanceof Number n && Double.isFinite(n.doubleValue()))) {
      return list.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    }
    throw wrong(place, "'" + key + "' must be a list of numbers");
  }

  private static DataException wrong(String place, String message) {
    return new DataException(place + ": " + message);
  }
}
