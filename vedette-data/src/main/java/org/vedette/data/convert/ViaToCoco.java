package org.vedette.data.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.base.ErrorList;
import org.vedette.base.Polygons;
import org.vedette.base.coco.Segmentation;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

/**
 * Writes polygons of the VGG Image Annotator as a COCO file. Points and boxes are those of
 * upstream's guide to the balloon dataset: VIA's points name pixels, so an outline runs through
 * their centres, half a pixel on; the box spans the points as they are. The area is the outline's
 * own, as COCO means it, where the guide takes the box's.
 */
public final class ViaToCoco {
  /** What the one class is called unless someone says so: the guide's. */
  public static final String USUAL_CLASS = "balloon";

  private static final double PIXEL_CENTRE = 0.5;

  /**
   * What is converted.
   *
   * @param file VIA's file
   * @param imageFolder the folder of the images; null for the file's own
   * @param className the class of all objects; null for none said
   * @param classKey the key of {@code region_attributes} that names an object's class; null for
   *     none
   * @param classes the classes in the order of their ids; empty for all that are found, by name
   * @param out the file to write
   */
  public record Settings(
      Path file,
      Path imageFolder,
      String className,
      String classKey,
      List<String> classes,
      Path out) {}

  private record Size(int height, int width) {}

  private final Settings settings;
  private final Path imageFolder;
  private final List<String> notes = new ArrayList<>();

  private ViaToCoco(Settings settings) {
    this.settings = settings;
    Path beside = settings.file().toAbsolutePath().getParent();
    imageFolder = settings.imageFolder() == null ? beside : settings.imageFolder();
  }

  /**
   * Converts; nothing is written unless all of it can be.
   *
   * @throws DataException naming the entries and images that are wrong
   */
  public static ConvertReport run(Settings settings) {
    return new ViaToCoco(settings).run();
  }

  private ConvertReport run() {
    requireOtherFile();
    ViaAnnotations via = ViaAnnotations.read(settings.file());
    ErrorList errors = new ErrorList();
    IdentityHashMap<ViaAnnotations.Region, String> names = new IdentityHashMap<>();
    Map<String, Size> sizes = new LinkedHashMap<>();
    for (ViaAnnotations.Entry entry : via.images()) {
      sizes.put(entry.fileName(), errors.collect(() -> size(entry.fileName())));
      for (ViaAnnotations.Region region : entry.regions()) {
        names.put(region, errors.collect(() -> className(region)));
      }
    }
    errors.throwIfAny();
    if (settings.className() == null && settings.classKey() == null) {
      notes.add(
          "the class is called '"
              + USUAL_CLASS
              + "'; --class NAME or --class-key KEY say otherwise");
    }
    List<String> classes = classes(names.values());
    CocoBuilder coco = build(via, names, sizes, classes);
    return new ConvertReport(
        imageFolder,
        classes,
        List.of(coco.write(settings.out(), "", "Converted from VIA: " + fileName(settings.file()))),
        notes);
  }

  private void requireOtherFile() {
    try {
      if (Files.exists(settings.out()) && Files.isSameFile(settings.file(), settings.out())) {
        throw new DataException(
            settings.out() + ": is the file that is read; --out names another to write");
      }
    } catch (IOException e) {
      throw new DataException(settings.file() + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  /** Those that are said; else those found, which a split without objects has, too. */
  private List<String> classes(Collection<String> found) {
    if (!settings.classes().isEmpty()) {
      return settings.classes();
    }
    TreeSet<String> names = new TreeSet<>(found);
    if (settings.classKey() == null) {
      names.add(settings.className() == null ? USUAL_CLASS : settings.className());
    }
    return List.copyOf(names);
  }

  private static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The size as training will see it: turned as EXIF says, which browsers do too. */
  private Size size(String fileName) {
    Path file = imageFolder.resolve(fileName);
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          settings.file()
              + ": '"
              + fileName
              + "': expected a picture at "
              + file
              + ", got none there; --img-dir names another folder");
    }
    try (Image image = ImageFiles.read(file)) {
      return new Size(image.height(), image.width());
    }
  }

  private String className(ViaAnnotations.Region region) {
    if (settings.classKey() == null) {
      return settings.className() == null ? onlyClass(region) : settings.className();
    }
    Object value = region.attributes().get(settings.classKey());
    if (value instanceof Map<?, ?> options) {
      // A check box: {"cat": true}.
      List<?> chosen =
          options.entrySet().stream()
              .filter(option -> Boolean.TRUE.equals(option.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      value = chosen.size() == 1 ? chosen.get(0) : null;
    }
    if (value instanceof String name && !name.isBlank()) {
      return name.strip();
    }
    throw new DataException(
        region.place()
            + ": region_attributes has no single name as '"
            + settings.classKey()
            + "'; its keys are "
            + region.attributes().keySet());
  }

  /** Objects that carry attributes are perhaps of several classes: that is the user's to say. */
  private static String onlyClass(ViaAnnotations.Region region) {
    if (!region.attributes().isEmpty()) {
      throw new DataException(
          region.place()
              + ": the object has the attributes "
              + region.attributes().keySet()
              + "; say which names its class by --class-key KEY, or name one for all by --class NAME");
    }
    return USUAL_CLASS;
  }

  private CocoBuilder build(
      ViaAnnotations via,
      IdentityHashMap<ViaAnnotations.Region, String> names,
      Map<String, Size> sizes,
      List<String> classes) {
    CocoBuilder coco = CocoBuilder.ofClasses(classes);
    int otherClasses = 0;
    int outside = 0;
    int flat = 0;
    for (ViaAnnotations.Entry entry : via.images()) {
      Size size = sizes.get(entry.fileName());
      coco.image(entry.fileName(), size.height(), size.width());
      for (ViaAnnotations.Region region : entry.regions()) {
        int label = classes.indexOf(names.get(region));
        if (label < 0) {
          otherClasses++;
          continue;
        }
        double[] box = box(region);
        double[] ring = ring(region);
        double area = Polygons.area(ring);
        coco.object(label + 1L, box, area, false, new Segmentation.Outline(new double[][] {ring}));
        boolean inside =
            box[0] >= 0
                && box[1] >= 0
                && box[0] + box[2] <= size.width()
                && box[1] + box[3] <= size.height();
        outside += inside ? 0 : 1;
        flat += area > 0 && box[2] >= 1 && box[3] >= 1 ? 0 : 1;
      }
    }
    note(otherClasses, " objects are of other classes and were left out");
    note(outside, " outlines reach out of their picture");
    note(flat, " outlines enclose less than a pixel; training leaves them out");
    return coco;
  }

  private void note(int count, String what) {
    if (count > 0) {
      notes.add(count + what);
    }
  }

  private static double[] box(ViaAnnotations.Region region) {
    double left = Arrays.stream(region.x()).min().orElseThrow();
    double top = Arrays.stream(region.y()).min().orElseThrow();
    double right = Arrays.stream(region.x()).max().orElseThrow();
    double bottom = Arrays.stream(region.y()).max().orElseThrow();
    return new double[] {left, top, right - left, bottom - top};
  }

  private static double[] ring(ViaAnnotations.Region region) {
    double[] ring = new double[2 * region.x().length];
    for (int i = 0; i < region.x().length; i++) {
      ring[2 * i] = region.x()[i] + PIXEL_CENTRE;
      ring[2 * i + 1] = region.y()[i] + PIXEL_CENTRE;
    }
    return ring;
  }
}
