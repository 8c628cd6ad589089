package org.vedette.base.coco;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vedette.base.AtomicFiles;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A COCO annotation file to be written.
 *
 * @param description what the data are, for {@code info}
 * @param images the images
 * @param objects their annotated objects
 * @param categories the classes
 */
public record CocoFile(
    String description, List<Picture> images, List<Instance> objects, List<Category> categories) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * An image.
   *
   * @param id unique among the images; evaluators take 0 for none
   * @param fileName path below the folder of images, with forward slashes
   * @param height rows
   * @param width columns
   */
  public record Picture(long id, String fileName, int height, int width) {}

  /**
   * A class.
   *
   * @param id unique among the categories
   * @param name what it is called
   * @param supercategory what it is a kind of
   */
  public record Category(long id, String name, String supercategory) {}

  /**
   * An object.
   *
   * @param id unique among the objects
   * @param imageId the image it is on
   * @param categoryId its class
   * @param x left border in pixels
   * @param y upper border in pixels
   * @param width pixels across
   * @param height pixels down
   * @param area covered pixels
   * @param crowd whether it is a group that detectors need not take apart
   * @param ignored whether nobody is to use it
   * @param segmentation its outline; null for none
   */
  public record Instance(
      long id,
      long imageId,
      long categoryId,
      double x,
      double y,
      double width,
      double height,
      double area,
      boolean crowd,
      boolean ignored,
      Segmentation segmentation) {}

  /**
   * Writes the file whole or not at all.
   *
   * @throws org.vedette.base.DataException when it cannot be written
   */
  public void write(Path file) {
    AtomicFiles.write(
        file,
        temporary -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary));
              JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(json);
          }
        });
  }

  private void write(JsonGenerator json) {
    json.writeStartObject();
    json.writeObjectPropertyStart("info");
    json.writeStringProperty("description", description);
    json.writeEndObject();
    json.writeArrayPropertyStart("licenses");
    json.writeEndArray();
    json.writeArrayPropertyStart("images");
    images.forEach(picture -> write(json, picture));
    json.writeEndArray();
    json.writeArrayPropertyStart("annotations");
    objects.forEach(object -> write(json, object));
    json.writeEndArray();
    json.writeArrayPropertyStart("categories");
    categories.forEach(category -> write(json, category));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Picture picture) {
    json.writeStartObject();
    json.writeNumberProperty("id", picture.id());
    json.writeStringProperty("file_name", picture.fileName());
    json.writeNumberProperty("height", picture.height());
    json.writeNumberProperty("width", picture.width());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Category category) {
    json.writeStartObject();
    json.writeNumberProperty("id", category.id());
    json.writeStringProperty("name", category.name());
    json.writeStringProperty("supercategory", category.supercategory());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Instance object) {
    json.writeStartObject();
    json.writeNumberProperty("id", object.id());
    json.writeNumberProperty("image_id", object.imageId());
    json.writeNumberProperty("category_id", object.categoryId());
    json.writeName("bbox");
    numbers(json, object.x(), object.y(), object.width(), object.height());
    json.writeName("area");
    number(json, object.area());
    json.writeNumberProperty("iscrowd", object.crowd() ? 1 : 0);
    if (object.ignored()) {
      json.writeNumberProperty("ignore", 1);
    }
    if (object.segmentation() != null) {
      json.writeName("segmentation");
      write(json, object.segmentation());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Segmentation segmentation) {
    if (segmentation instanceof Segmentation.Outline outline) {
      json.writeStartArray();
      for (double[] ring : outline.rings()) {
        numbers(json, ring);
      }
      json.writeEndArray();
    } else if (segmentation instanceof Segmentation.Bitmap bitmap) {
      Rle mask = bitmap.rle();
      json.writeStartObject();
      json.writeName("size");
      numbers(json, mask.height(), mask.width());
      json.writeStringProperty("counts", RleMasks.compress(mask));
      json.writeEndObject();
    }
  }

  private static void numbers(JsonGenerator json, double... values) {
    json.writeStartArray();
    for (double value : values) {
      number(json, value);
    }
    json.writeEndArray();
  }

  /** Whole numbers without a point, as annotation tools write them. */
  private static void number(JsonGenerator json, double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(value);
    }
  }
}
