package org.vedette.data.convert;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.vedette.base.DataException;
import org.vedette.base.ErrorList;
import org.vedette.base.coco.CocoFile;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.data.voc.VocAnnotation;

/**
 * Writes annotations of Pascal VOC's layout as COCO files. Boxes are those of upstream's converter
 * and {@code XMLDataset}: 1 is subtracted from all four coordinates, because VOC counts pixels from
 * 1, and the width is xmax - xmin, a pixel less than VOC means. Ids start at 1: evaluators take
 * annotation 0 for none. Boxes are not written as outlines.
 */
public final class VocToCoco {
  private static final List<String> USUAL_SPLITS = List.of("train", "val", "trainval", "test");

  /** What becomes of an object that is marked as difficult. */
  public enum Difficult {
    /** {@code iscrowd}, as upstream: a detector is neither to find nor to miss it. */
    CROWD,
    /** {@code ignore}: it is as if it were not there. */
    IGNORE,
    /** An object as any other. */
    KEEP,
    /** It is not written. */
    DROP
  }

  /**
   * What is converted.
   *
   * @param folders of VOC's layout, or folders of such
   * @param splits names of files in {@code ImageSets/Main}; empty for train, val, trainval and test
   *     as far as they are there, or all annotations where none is
   * @param classes the classes in the order of their ids; empty for all that are found, by name
   * @param out the folder into which {@code instances_SPLIT.json} is written
   * @param difficult what becomes of difficult objects
   * @param origin the number of the first pixel, which is subtracted: 1 as VOC counts, or 0 as some
   *     tools write
   */
  public record Settings(
      List<Path> folders,
      List<String> splits,
      List<String> classes,
      Path out,
      Difficult difficult,
      int origin) {}

  /** A file that is ready to be written, and how many objects of each class it has. */
  private record Split(Path file, CocoFile content, ConvertReport.Written summary) {
    ConvertReport.Written write() {
      content.write(file);
      return summary;
    }
  }

  /** An image with what its annotation file says. */
  private record Entry(Path picture, VocAnnotation annotation) {}

  private final Settings settings;
  private final List<VocFolder> folders;
  private final Path imageRoot;
  private final Map<Path, Entry> entries = new LinkedHashMap<>();

  private VocToCoco(Settings settings) {
    this.settings = settings;
    folders = settings.folders().stream().flatMap(f -> VocFolder.find(f).stream()).toList();
    imageRoot = settings.folders().size() == 1 ? settings.folders().get(0) : commonParent(folders);
  }

  /** Where the annotations of these folders go when nobody says so. */
  public static Path usualOut(List<Path> folders) {
    return folders.get(0).resolve("annotations");
  }

  /**
   * Converts; nothing is written unless all of it can be.
   *
   * @throws DataException naming the files and lines that are wrong
   */
  public static ConvertReport run(Settings settings) {
    return new VocToCoco(settings).run();
  }

  private ConvertReport run() {
    Map<String, List<Entry>> splits = new LinkedHashMap<>();
    ErrorList errors = new ErrorList();
    splitNames().forEach(split -> splits.put(split, read(split, errors)));
    errors.throwIfAny();
    List<String> classes = classes();
    List<Split> built = new ArrayList<>();
    splits.forEach((split, images) -> built.add(build(split, images, classes, errors)));
    errors.throwIfAny();
    List<ConvertReport.Written> written = built.stream().map(Split::write).toList();
    return new ConvertReport(imageRoot, classes, written, notes(classes));
  }

  private static Path commonParent(List<VocFolder> folders) {
    Path parent = folders.get(0).root().toAbsolutePath().normalize().getParent();
    for (VocFolder folder : folders) {
      while (!folder.root().toAbsolutePath().normalize().startsWith(parent)) {
        parent = parent.getParent();
      }
    }
    return parent;
  }

  private List<String> splitNames() {
    for (String split : settings.splits()) {
      if (folders.stream().noneMatch(folder -> folder.hasSplit(split))) {
        throw new DataException(folders.get(0).splitFile(split) + ": no such split");
      }
    }
    if (!settings.splits().isEmpty()) {
      return settings.splits();
    }
    List<String> usual =
        USUAL_SPLITS.stream()
            .filter(split -> folders.stream().anyMatch(folder -> folder.hasSplit(split)))
            .toList();
    return usual.isEmpty() ? List.of("all") : usual;
  }

  private List<Entry> read(String split, ErrorList errors) {
    List<Entry> found = new ArrayList<>();
    for (VocFolder folder : folders) {
      if (folder.hasSplit(split)) {
        read(folder, folder.names(split), found, errors);
      } else if (split.equals("all") && settings.splits().isEmpty()) {
        read(folder, folder.allNames(), found, errors);
      }
    }
    return found;
  }

  private void read(VocFolder folder, List<String> names, List<Entry> found, ErrorList errors) {
    for (String name : names) {
      Path file = folder.annotation(name);
      try {
        Entry entry = entries.get(file);
        if (entry == null) {
          entry = new Entry(folder.picture(name), VocAnnotation.read(file));
          entries.put(file, entry);
        }
        found.add(entry);
      } catch (DataException e) {
        errors.add(e);
      }
    }
  }

  private List<String> classes() {
    if (!settings.classes().isEmpty()) {
      CocoBuilder.requireNames(settings.classes());
      return settings.classes();
    }
    TreeSet<String> names = new TreeSet<>();
    entries.values().forEach(e -> e.annotation().objects().forEach(o -> names.add(o.name())));
    return List.copyOf(names);
  }

  private Split build(String split, List<Entry> images, List<String> classes, ErrorList errors) {
    List<CocoFile.Picture> pictures = new ArrayList<>();
    List<CocoFile.Instance> objects = new ArrayList<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    classes.forEach(name -> counts.put(name, 0));
    for (Entry entry : images) {
      CocoFile.Picture picture = errors.collect(() -> picture(pictures.size() + 1, entry));
      if (picture == null) {
        continue;
      }
      pictures.add(picture);
      for (VocAnnotation.Item item : entry.annotation().objects()) {
        int label = classes.indexOf(item.name());
        boolean dropped = item.difficult() && settings.difficult() == Difficult.DROP;
        if (label >= 0 && !dropped) {
          objects.add(instance(objects.size() + 1, picture, label, item));
          counts.merge(item.name(), 1, Integer::sum);
        }
      }
    }
    List<CocoFile.Category> categories = new ArrayList<>();
    classes.forEach(
        name -> categories.add(new CocoFile.Category(categories.size() + 1, name, "none")));
    Path file = settings.out().resolve("instances_" + split + ".json");
    return new Split(
        file,
        new CocoFile("Converted from Pascal VOC: " + split, pictures, objects, categories),
        new ConvertReport.Written(split, file, pictures.size(), counts));
  }

  private CocoFile.Picture picture(long id, Entry entry) {
    VocAnnotation annotation = entry.annotation();
    Path root = imageRoot.toAbsolutePath().normalize();
    String name =
        root.relativize(entry.picture().toAbsolutePath().normalize())
            .toString()
            .replace(File.separatorChar, '/');
    if (annotation.width() > 0 && annotation.height() > 0) {
      return new CocoFile.Picture(id, name, annotation.height(), annotation.width());
    }
    try (Image image = ImageFiles.read(entry.picture())) {
      return new CocoFile.Picture(id, name, image.height(), image.width());
    }
  }

  private CocoFile.Instance instance(
      long id, CocoFile.Picture picture, int label, VocAnnotation.Item item) {
    long x = item.xmin() - settings.origin();
    long y = item.ymin() - settings.origin();
    long width = item.xmax() - item.xmin();
    long height = item.ymax() - item.ymin();
    boolean difficult = item.difficult();
    return new CocoFile.Instance(
        id,
        picture.id(),
        label + 1L,
        x,
        y,
        width,
        height,
        (double) width * height,
        difficult && settings.difficult() == Difficult.CROWD,
        difficult && settings.difficult() == Difficult.IGNORE,
        null);
  }

  private List<String> notes(List<String> classes) {
    int otherClasses = 0;
    int outside = 0;
    for (Entry entry : entries.values()) {
      for (VocAnnotation.Item item : entry.annotation().objects()) {
        otherClasses += classes.contains(item.name()) ? 0 : 1;
        outside += reachesOut(item, entry.annotation()) ? 1 : 0;
      }
    }
    List<String> notes = new ArrayList<>();
    if (otherClasses > 0) {
      notes.add(otherClasses + " objects are of other classes and were left out");
    }
    if (outside > 0) {
      notes.add(
          outside
              + " boxes reach out of their picture"
              + (settings.origin() == 1 ? "; are their coordinates counted from 0?" : ""));
    }
    return notes;
  }

  private boolean reachesOut(VocAnnotation.Item item, VocAnnotation annotation) {
    int origin = settings.origin();
    return item.xmin() < origin
        || item.ymin() < origin
        || (annotation.width() > 0 && item.xmax() - origin > annotation.width())
        || (annotation.height() > 0 && item.ymax() - origin > annotation.height());
  }
}
