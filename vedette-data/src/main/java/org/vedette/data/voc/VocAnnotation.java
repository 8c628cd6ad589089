package org.vedette.data.voc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vedette.base.DataException;

/**
 * What one file below {@code Annotations} says.
 *
 * @param folder where the image is, as the file says; null when it does not
 * @param width columns of the image; 0 when the file does not say
 * @param height rows of the image; 0 when the file does not say
 * @param objects the objects
 */
public record VocAnnotation(String folder, int width, int height, List<Item> objects) {
  /**
   * An object.
   *
   * @param name its class
   * @param difficult whether people found it hard to tell
   * @param xmin left border, as written but for digits behind the point
   * @param ymin upper border
   * @param xmax right border
   * @param ymax lower border
   */
  public record Item(String name, boolean difficult, long xmin, long ymin, long xmax, long ymax) {}

  /**
   * Reads a file. Digits behind the point are cut off, as upstream cuts them.
   *
   * @throws DataException naming the file and the line
   */
  public static VocAnnotation read(Path file) {
    XmlElement root = XmlElement.read(file);
    if (!root.name().equals("annotation")) {
      throw root.error("expected <annotation>, got <" + root.name() + ">");
    }
    XmlElement size = root.find("size");
    List<Item> items = new ArrayList<>();
    for (XmlElement object : root.all("object")) {
      items.add(item(object));
    }
    XmlElement folder = root.find("folder");
    return new VocAnnotation(
        folder == null ? null : folder.text(), side(size, "width"), side(size, "height"), items);
  }

  private static int side(XmlElement size, String name) {
    if (size == null) {
      return 0;
    }
    XmlElement side = size.require(name);
    double value = side.number();
    if (value < 0 || value > Integer.MAX_VALUE || value != Math.rint(value)) {
      throw side.error("<" + name + ">: expected a number of pixels, got '" + side.text() + "'");
    }
    return (int) value;
  }

  private static Item item(XmlElement object) {
    String name = object.require("name").text();
    if (name.isEmpty()) {
      throw object.require("name").error("<name> is empty");
    }
    XmlElement difficult = object.find("difficult");
    XmlElement box = object.require("bndbox");
    long xmin = (long) box.require("xmin").number();
    long ymin = (long) box.require("ymin").number();
    long xmax = (long) box.require("xmax").number();
    long ymax = (long) box.require("ymax").number();
    if (xmax < xmin || ymax < ymin) {
      throw box.error(
          "<bndbox> ends before it starts: x "
              + xmin
              + " to "
              + xmax
              + ", y "
              + ymin
              + " to "
              + ymax);
    }
    boolean hard = difficult != null && !difficult.text().isEmpty() && difficult.number() != 0;
    return new Item(name, hard, xmin, ymin, xmax, ymax);
  }
}
