package org.vedette.data.drawn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.base.coco.CocoFile;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

/**
 * A small dataset to try things on: coloured shapes on textured backgrounds, written as COCO writes
 * its own. The same settings give the same files, to the byte.
 *
 * <pre>
 * ROOT/train/000001.jpg ...   ROOT/annotations/instances_train.json
 * ROOT/val/000001.jpg ...     ROOT/annotations/instances_val.json
 * </pre>
 *
 * <p>Objects cover each other, some are small, and each class has its colours, so that a detector
 * learns them in minutes. Whole shapes have polygons; rings, and shapes of which a part is hidden,
 * have run lengths of what is seen.
 */
public final class DrawnShapes {
  /** Says which settings a folder was drawn with, and whether it is complete. */
  private static final String MARKER = "drawn-shapes.txt";

  private static final int VERSION = 3;
  private static final List<String> SPLITS = List.of("train", "val");

  private final Path root;
  private final Settings settings;

  private DrawnShapes(Path root, Settings settings) {
    this.root = root;
    this.settings = settings;
  }

  /**
   * What is drawn.
   *
   * @param trainImages how many pictures to train on
   * @param valImages how many pictures to evaluate on
   * @param imageSize rows and columns of each picture
   * @param minObjects the fewest shapes of a picture
   * @param maxObjects the most shapes of a picture; fewer are drawn when there is no room
   * @param minDiameter of the smallest shapes, as a share of the picture's side
   * @param maxDiameter of the biggest shapes, as a share of the picture's side
   * @param seed other seeds give other pictures
   */
  public record Settings(
      int trainImages,
      int valImages,
      int imageSize,
      int minObjects,
      int maxObjects,
      double minDiameter,
      double maxDiameter,
      long seed) {
    /** Checks the numbers. */
    public Settings {
      if (trainImages < 1 || valImages < 1 || trainImages > 999_999 || valImages > 999_999) {
        throw new IllegalArgumentException("1 to 999999 pictures are drawn of each split");
      }
      if (imageSize < 32 || minObjects < 0 || maxObjects < Math.max(1, minObjects)) {
        throw new IllegalArgumentException(
            "pictures are of at least 32 pixels and show minObjects to maxObjects, at least 1");
      }
      if (!(minDiameter * imageSize >= 6 && minDiameter <= maxDiameter && maxDiameter <= 1)) {
        throw new IllegalArgumentException("shapes are from 6 pixels to the picture's side across");
      }
    }

    /** Pictures of 128 pixels with 1 to 4 shapes, 19 to 70 pixels across. */
    public static Settings of(int trainImages, int valImages, long seed) {
      return new Settings(trainImages, valImages, 128, 1, 4, 0.15, 0.55, seed);
    }

    private int images(String split) {
      return split.equals("train") ? trainImages : valImages;
    }
  }

  /** The class names, by label; category ids are one more. */
  public static List<String> classes() {
    return Shape.names();
  }

  /**
   * Draws the dataset; one that is there, complete and of the same settings, is left as it is.
   *
   * @throws DataException when the folder holds something else, or cannot be written
   */
  public static void write(Path root, Settings settings) {
    new DrawnShapes(root, settings).write();
  }

  private void write() {
    String before = marker();
    if (before.equals(marker(true)) && hasAllFiles()) {
      return;
    }
    if (before.isEmpty() && !isEmpty()) {
      throw new DataException(
          root + ": the folder holds something else; expected an empty or a new one");
    }
    AtomicFiles.writeString(root.resolve(MARKER), marker(false));
    SPLITS.forEach(this::writeSplit);
    AtomicFiles.writeString(root.resolve(MARKER), marker(true));
  }

  private String marker(boolean complete) {
    return "version "
        + VERSION
        + "\n"
        + settings
        + "\n"
        + (complete ? "complete\n" : "incomplete\n");
  }

  /** The content of the marker; empty when there is none. */
  private String marker() {
    Path file = root.resolve(MARKER);
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new DataException(file + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  private boolean isEmpty() {
    if (!Files.exists(root)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new DataException(root + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  private boolean hasAllFiles() {
    return SPLITS.stream()
        .allMatch(
            split ->
                Files.exists(annotations(split))
                    && IntStream.rangeClosed(1, settings.images(split))
                        .allMatch(i -> Files.exists(picture(split, i))));
  }

  private Path annotations(String split) {
    return root.resolve("annotations").resolve("instances_" + split + ".json");
  }

  private Path picture(String split, int number) {
    return root.resolve(split).resolve(name(number));
  }

  private static String name(int number) {
    return String.format(Locale.ROOT, "%06d.jpg", number);
  }

  private void writeSplit(String split) {
    removePictures(split);
    List<List<Drawing.Item>> items =
        IntStream.rangeClosed(1, settings.images(split))
            .parallel()
            .mapToObj(number -> draw(split, number))
            .toList();
    List<CocoFile.Picture> pictures = new ArrayList<>();
    List<CocoFile.Instance> objects = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      pictures.add(
          new CocoFile.Picture(i + 1, name(i + 1), settings.imageSize(), settings.imageSize()));
      for (Drawing.Item item : items.get(i)) {
        objects.add(instance(objects.size() + 1, i + 1, item));
      }
    }
    new CocoFile("Shapes drawn by Vedette: " + settings, pictures, objects, categories())
        .write(annotations(split));
  }

  /** Pictures of other settings, which might be more. */
  private void removePictures(String split) {
    Path folder = root.resolve(split);
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().matches("\\d{6}\\.jpg")) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be cleared: " + AtomicFiles.reason(e), e);
    }
  }

  private List<Drawing.Item> draw(String split, int number) {
    RandomSource random = RandomSource.at(settings.seed(), SPLITS.indexOf(split), number);
    Drawing drawing = new Drawing(settings, random);
    try (Image image = drawing.image()) {
      ImageFiles.write(picture(split, number), image);
    }
    return drawing.items();
  }

  private static CocoFile.Instance instance(long id, long imageId, Drawing.Item item) {
    double[] box = item.box();
    return new CocoFile.Instance(
        id,
        imageId,
        item.label() + 1,
        box[0],
        box[1],
        box[2],
        box[3],
        item.area(),
        false,
        false,
        item.segmentation());
  }

  private static List<CocoFile.Category> categories() {
    List<CocoFile.Category> categories = new ArrayList<>();
    for (String name : classes()) {
      categories.add(new CocoFile.Category(categories.size() + 1, name, "shape"));
    }
    return categories;
  }
}
