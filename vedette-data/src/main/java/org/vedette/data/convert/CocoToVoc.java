package org.vedette.data.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.base.ErrorList;
import org.vedette.base.coco.CocoAnnotations;

/**
 * Writes the boxes of COCO files in Pascal VOC's layout: the inverse of {@link VocToCoco}, which
 * reads them back as they were. VOC's coordinates are whole numbers that count from 1: borders of
 * boxes are rounded. Crowds and ignored objects become difficult. Outlines have no place in VOC.
 */
public final class CocoToVoc {
  /**
   * What is converted.
   *
   * @param files COCO files, by the name of their split
   * @param imageFolder the folder that file names are below, whose pictures are copied into {@code
   *     JPEGImages}; null to leave them where they are
   * @param out the folder to write
   * @param origin the number of the first pixel, which is added: 1 as VOC counts
   */
  public record Settings(Map<String, Path> files, Path imageFolder, Path out, int origin) {}

  /**
   * What was written.
   *
   * @param splits how many images each split has
   * @param classes the classes of all files
   * @param notes what the user should know
   */
  public record Report(Map<String, Integer> splits, List<String> classes, List<String> notes) {}

  private final Settings settings;
  private final ErrorList errors = new ErrorList();
  private final Map<String, String> annotations = new LinkedHashMap<>();
  private final Map<String, String> pictures = new LinkedHashMap<>();
  private final Map<String, List<String>> splits = new LinkedHashMap<>();
  private final List<String> classes = new ArrayList<>();
  private int rounded;
  private int strays;

  private CocoToVoc(Settings settings) {
    this.settings = settings;
  }

  /**
   * Converts; nothing is written unless all of it can be.
   *
   * @throws DataException naming the files and records that are wrong
   */
  public static Report run(Settings settings) {
    return new CocoToVoc(settings).run();
  }

  private Report run() {
    settings.files().keySet().forEach(CocoToVoc::requireFileName);
    settings.files().forEach(this::read);
    errors.throwIfAny();
    annotations.forEach(
        (name, xml) -> write(settings.out().resolve("Annotations").resolve(name + ".xml"), xml));
    if (settings.imageFolder() != null) {
      pictures.values().forEach(this::copy);
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    splits.forEach(
        (split, names) -> {
          Path lists = settings.out().resolve("ImageSets").resolve("Main");
          write(lists.resolve(split + ".txt"), String.join("\n", names) + "\n");
          counts.put(split, names.size());
        });
    return new Report(counts, classes, notes());
  }

  private static void requireFileName(String split) {
    if (split.isBlank() || split.contains("/") || split.contains("\\")) {
      throw new DataException("split: expected the name of a file, got '" + split + "'");
    }
  }

  private void read(String split, Path file) {
    CocoAnnotations coco = CocoAnnotations.readBoxes(file);
    for (String name : coco.categoryNames()) {
      if (!classes.contains(name)) {
        classes.add(name);
      }
    }
    strays += coco.strayCategories() + coco.strayImages();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < coco.imageCount(); i++) {
      int image = i;
      String name = errors.collect(() -> image(coco, image));
      if (name != null) {
        names.add(name);
      }
    }
    splits.put(split, names);
  }

  /** Keeps an image's annotation and gives its name. */
  private String image(CocoAnnotations coco, int image) {
    String where = coco.file() + ": image id " + coco.imageId(image);
    String file = coco.fileName(image);
    if (file == null || coco.height(image) < 0 || coco.width(image) < 0) {
      throw new DataException(where + ": lacks 'file_name', 'height' or 'width'");
    }
    String base = file.substring(file.lastIndexOf('/') + 1);
    String name = base.contains(".") ? base.substring(0, base.lastIndexOf('.')) : base;
    if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
      throw new DataException(where + ": '" + base + "': lists of VOC take names without spaces");
    }
    if (settings.imageFolder() != null
        && !Files.isRegularFile(settings.imageFolder().resolve(file))) {
      throw new DataException(
          where + ": " + settings.imageFolder().resolve(file) + ": no such file");
    }
    String xml = xml(coco, image, base);
    String before = annotations.putIfAbsent(name, xml);
    String picture = pictures.putIfAbsent(name, file);
    if ((before != null && !before.equals(xml)) || (picture != null && !picture.equals(file))) {
      throw new DataException(
          where
              + ": '"
              + file
              + "' would be written as "
              + name
              + ".xml, as is '"
              + picture
              + "', which is another picture or has other objects");
    }
    return name;
  }

  private String xml(CocoAnnotations coco, int image, String base) {
    StringBuilder xml = new StringBuilder("<annotation>\n");
    xml.append("  <folder>JPEGImages</folder>\n");
    xml.append("  <filename>").append(escape(base)).append("</filename>\n");
    xml.append("  <size><width>").append(coco.width(image)).append("</width><height>");
    xml.append(coco.height(image)).append("</height><depth>3</depth></size>\n");
    xml.append("  <segmented>0</segmented>\n");
    for (int a = coco.start(image); a < coco.end(image); a++) {
      if (coco.category(a) >= 0) {
        object(xml, coco, a);
      }
    }
    return xml.append("</annotation>\n").toString();
  }

  private void object(StringBuilder xml, CocoAnnotations coco, int annotation) {
    double x = coco.box(annotation, 0);
    double y = coco.box(annotation, 1);
    double right = x + coco.box(annotation, 2);
    double bottom = y + coco.box(annotation, 3);
    if (!(right >= x && bottom >= y)) {
      throw new DataException(
          coco.file()
              + ": annotation id "
              + coco.id(annotation)
              + ": 'bbox' must be [x, y, width, height] with sides that are not negative");
    }
    long[] box = {Math.round(x), Math.round(y), Math.round(right), Math.round(bottom)};
    rounded += box[0] == x && box[1] == y && box[2] == right && box[3] == bottom ? 0 : 1;
    boolean difficult = coco.isCrowd(annotation) || coco.isIgnored(annotation);
    String name = coco.categoryNames().get(coco.category(annotation));
    xml.append("  <object>\n    <name>").append(escape(name)).append("</name>\n");
    xml.append("    <pose>Unspecified</pose>\n    <truncated>0</truncated>\n    <difficult>");
    xml.append(difficult ? 1 : 0).append("</difficult>\n    <bndbox>");
    String[] keys = {"xmin", "ymin", "xmax", "ymax"};
    for (int k = 0; k < keys.length; k++) {
      xml.append('<').append(keys[k]).append('>').append(box[k] + settings.origin());
      xml.append("</").append(keys[k]).append('>');
    }
    xml.append("</bndbox>\n  </object>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void write(Path file, String text) {
    AtomicFiles.writeString(file, text);
  }

  private void copy(String file) {
    Path from = settings.imageFolder().resolve(file);
    Path to =
        settings.out().resolve("JPEGImages").resolve(file.substring(file.lastIndexOf('/') + 1));
    try {
      if (Files.exists(to) && Files.isSameFile(from, to)) {
        return;
      }
    } catch (IOException e) {
      throw new DataException(to + ": cannot read: " + AtomicFiles.reason(e), e);
    }
    AtomicFiles.write(
        to, temporary -> Files.copy(from, temporary, StandardCopyOption.REPLACE_EXISTING));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (rounded > 0) {
      notes.add(rounded + " boxes do not lie on whole pixels and were rounded");
    }
    if (strays > 0) {
      notes.add(strays + " annotations are of no listed image or category and were left out");
    }
    if (settings.imageFolder() == null) {
      notes.add(
          "pictures were not copied; VOC keeps them in JPEGImages: --img-dir DIR copies them");
    }
    return notes;
  }
}
