package org.vedette.base.coco;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.base.JsonReader;

/** Reads a COCO annotation file in one pass. */
final class CocoReader {
  private static final Logger LOG = LoggerFactory.getLogger(CocoReader.class);
  private static final String HINT =
      "expected a COCO annotation file: an object with 'images', 'annotations' and 'categories'";

  private final boolean segmentations;
  private final ImageColumns images;
  private final AnnotationColumns annotations = new AnnotationColumns();
  private long[] categoryIds = new long[16];
  private final List<String> categoryNames = new ArrayList<>();
  private boolean hasImages;
  private boolean hasCategories;

  CocoReader(boolean segmentations, boolean urls) {
    this.segmentations = segmentations;
    this.images = new ImageColumns(urls);
  }

  CocoAnnotations read(Path file) {
    return JsonReader.read(
        file,
        json -> {
          readFile(json);
          return link(file, json);
        });
  }

  private void readFile(JsonReader json) {
    if (!json.next()) {
      throw json.error("the file is empty; " + HINT);
    }
    if (json.isArray()) {
      throw json.error("a list, as detection results are; " + HINT);
    }
    json.object("an object with 'images', 'annotations' and 'categories'");
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      switch (key) {
        case "images" -> {
          hasImages = true;
          readList(json, key, () -> images.read(json));
        }
        case "categories" -> {
          hasCategories = true;
          readList(json, key, () -> readCategory(json));
        }
        case "annotations" -> readList(json, key, () -> annotations.read(json, segmentations));
        default -> json.skip();
      }
      json.at("");
    }
    if (!hasImages || !hasCategories) {
      throw json.error("no '" + (hasImages ? "categories" : "images") + "'; " + HINT);
    }
  }

  private static void readList(JsonReader json, String key, Runnable item) {
    json.array("'" + key + "' to be a list");
    for (int i = 0; json.next(); i++) {
      json.at(key + "[" + i + "]");
      json.object("an object");
      item.run();
    }
  }

  private void readCategory(JsonReader json) {
    boolean hasId = false;
    String name = null;
    int index = categoryNames.size();
    if (index == categoryIds.length) {
      categoryIds = Arrays.copyOf(categoryIds, 2 * index);
    }
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      switch (key) {
        case "id" -> {
          categoryIds[index] = json.longValue("'id' to be a whole number");
          hasId = true;
        }
        case "name" -> name = json.stringValue("'name' to be a string");
        default -> json.skip();
      }
    }
    if (!hasId || name == null) {
      throw json.error("missing '" + (hasId ? "name" : "id") + "'");
    }
    categoryNames.add(name);
  }

  /** Checks what records say of each other, and groups the annotations by image. */
  private CocoAnnotations link(Path file, JsonReader json) {
    long[] ids = Arrays.copyOf(categoryIds, categoryNames.size());
    CocoAnnotations.Images imageColumns = images.toColumns();
    LongIndex imageIndex = unique(json, "images", imageColumns.ids());
    LongIndex categoryIndex = unique(json, "categories", ids);
    long[] annotationIds = annotations.ids();
    unique(json, "annotations", annotationIds);
    CocoAnnotations coco =
        new CocoAnnotations(
            file,
            imageColumns,
            new CocoAnnotations.Categories(ids, List.copyOf(categoryNames)),
            annotations.group(imageIndex, categoryIndex, imageColumns.ids().length),
            annotationIds.length,
            imageIndex,
            categoryIndex);
    if (coco.strayImages() + coco.strayCategories() > 0) {
      LOG.warn(
          "{}: {} annotations are of images and {} of categories that the file does not list",
          file,
          coco.strayImages(),
          coco.strayCategories());
    }
    return coco;
  }

  private static LongIndex unique(JsonReader json, String list, long[] ids) {
    LongIndex index = new LongIndex(ids);
    int duplicate = index.duplicate();
    if (duplicate >= 0) {
      json.at(list + "[" + duplicate + "]");
      throw json.error("id " + ids[duplicate] + " was used before; ids must be unique");
    }
    return index;
  }
}
