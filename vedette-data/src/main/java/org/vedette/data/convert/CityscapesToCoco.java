package org.vedette.data.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.base.ErrorList;
import org.vedette.base.IntList;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import org.vedette.base.coco.CocoFile;
import org.vedette.base.coco.Segmentation;
import org.vedette.data.image.IdMap;

/**
 * Writes Cityscapes' instance maps as COCO files of run lengths (Cordts et al., The Cityscapes
 * Dataset, 2016). Category ids are Cityscapes' label ids. Upstream: {@code
 * tools/dataset_converters/cityscapes.py}, of which this differs in that ids of annotations start
 * at 1 (evaluators take 0 for none), images come by name, and {@code segm_file} is left out.
 */
public final class CityscapesToCoco {
  private static final List<String> USUAL_SPLITS = List.of("train", "val", "test");
  private static final String IMAGE = "_leftImg8bit.png";
  private static final String INSTANCES = "_gtFine_instanceIds.png";

  /** Smaller ids are stuff. */
  private static final int FIRST_THING = 24;

  /** Ids below are whole labels: groups that nobody took apart. */
  private static final int FIRST_INSTANCE = 1000;

  private static final int LAST_LABEL = 33;

  /** The labels that have instances and count in evaluation. */
  private static final SortedMap<Integer, String> THINGS =
      new TreeMap<>(
          Map.of(
              24, "person",
              25, "rider",
              26, "car",
              27, "truck",
              28, "bus",
              31, "train",
              32, "motorcycle",
              33, "bicycle"));

  /**
   * What is converted.
   *
   * @param imageFolder holds a folder for each split, which holds one for each city
   * @param truthFolder the same of the maps
   * @param splits the splits; empty for train, val and test as far as they are there
   * @param out the folder into which {@code instancesonly_filtered_gtFine_SPLIT.json} is written
   */
  public record Settings(Path imageFolder, Path truthFolder, List<String> splits, Path out) {}

  private record Instance(int id, Rle mask) {}

  private record City(String fileName, int height, int width, List<Instance> instances) {}

  private final Settings settings;

  private CityscapesToCoco(Settings settings) {
    this.settings = settings;
  }

  /**
   * Converts; nothing is written unless all of it can be.
   *
   * @throws DataException naming the files that are wrong
   */
  public static ConvertReport run(Settings settings) {
    return new CityscapesToCoco(settings).run();
  }

  private ConvertReport run() {
    ErrorList errors = new ErrorList();
    Map<String, CocoBuilder> splits = new LinkedHashMap<>();
    for (String split : splitNames()) {
      splits.put(split, read(split, errors));
    }
    errors.throwIfAny();
    List<ConvertReport.Written> written = new ArrayList<>();
    splits.forEach(
        (split, coco) ->
            written.add(
                coco.write(
                    settings.out().resolve("instancesonly_filtered_gtFine_" + split + ".json"),
                    split,
                    "Converted from Cityscapes: " + split)));
    return new ConvertReport(
        settings.imageFolder(), List.copyOf(THINGS.values()), written, List.of());
  }

  private List<String> splitNames() {
    if (!settings.splits().isEmpty()) {
      return settings.splits();
    }
    List<String> found =
        USUAL_SPLITS.stream()
            .filter(split -> Files.isDirectory(settings.imageFolder().resolve(split)))
            .toList();
    if (found.isEmpty()) {
      throw new DataException(settings.imageFolder() + ": holds none of " + USUAL_SPLITS);
    }
    return found;
  }

  private CocoBuilder read(String split, ErrorList errors) {
    Path folder = settings.imageFolder().resolve(split);
    List<Path> images = images(folder);
    if (images.isEmpty()) {
      throw new DataException(folder + ": holds no folder of a city with PNG files");
    }
    // Maps are big and each is on its own; the order stays.
    List<Object> read =
        images.parallelStream().map(image -> readOrError(split, folder.relativize(image))).toList();
    CocoBuilder coco =
        new CocoBuilder(
            THINGS.entrySet().stream()
                .map(thing -> new CocoFile.Category(thing.getKey(), thing.getValue(), "none"))
                .toList());
    for (Object result : read) {
      if (result instanceof DataException error) {
        errors.add(error);
      } else if (result instanceof City city) {
        add(coco, city);
      }
    }
    return coco;
  }

  private static void add(CocoBuilder coco, City city) {
    coco.image(city.fileName(), city.height(), city.width());
    for (Instance instance : city.instances()) {
      boolean crowd = instance.id() < FIRST_INSTANCE;
      coco.object(
          label(instance.id()),
          RleMasks.toBbox(instance.mask()),
          Math.toIntExact(RleMasks.area(instance.mask())),
          crowd,
          new Segmentation.Bitmap(instance.mask()));
    }
  }

  private static int label(int id) {
    return id < FIRST_INSTANCE ? id : id / FIRST_INSTANCE;
  }

  private static List<Path> images(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder + ": no such folder");
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> file.getNameCount() == folder.getNameCount() + 2)
          .filter(file -> file.toString().endsWith(".png"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(folder + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  private Object readOrError(String split, Path image) {
    try {
      return read(split, image);
    } catch (DataException e) {
      return e;
    }
  }

  private City read(String split, Path image) {
    String name = image.toString().replace('\\', '/');
    if (!name.endsWith(IMAGE)) {
      throw new DataException(
          settings.imageFolder().resolve(split).resolve(image)
              + ": expected a name that ends with "
              + IMAGE);
    }
    String stem = name.substring(0, name.length() - IMAGE.length());
    Path file = settings.truthFolder().resolve(split).resolve(stem + INSTANCES);
    IdMap map = IdMap.read(file);
    List<Instance> instances = new ArrayList<>();
    for (Map.Entry<Integer, Rle> mask : masks(map).entrySet()) {
      int label = label(mask.getKey());
      if (label < FIRST_THING || label > LAST_LABEL) {
        throw new DataException(
            file + ": the id " + mask.getKey() + " is of no label of Cityscapes");
      }
      if (THINGS.containsKey(label)) {
        instances.add(new Instance(mask.getKey(), mask.getValue()));
      }
    }
    return new City(name, map.height(), map.width(), instances);
  }

  /** The mask of each thing by its id, in one walk down the columns. */
  private static SortedMap<Integer, Rle> masks(IdMap map) {
    SortedMap<Integer, Runs> runs = new TreeMap<>();
    int pixels = map.height() * map.width();
    int start = 0;
    int current = pixels == 0 ? 0 : map.ids()[0];
    for (int p = 1; p <= pixels; p++) {
      int id = p == pixels ? -1 : map.ids()[p % map.height() * map.width() + p / map.height()];
      if (id != current) {
        if (current >= FIRST_THING) {
          runs.computeIfAbsent(current, unused -> new Runs()).add(start, p);
        }
        start = p;
        current = id;
      }
    }
    SortedMap<Integer, Rle> masks = new TreeMap<>();
    runs.forEach((id, of) -> masks.put(id, of.end(map.height(), map.width())));
    return masks;
  }

  /** Run lengths of one object as its runs are met. */
  private static final class Runs {
    private final IntList counts = new IntList(64);
    private int last;

    void add(int start, int end) {
      counts.add(start - last);
      counts.add(end - start);
      last = end;
    }

    Rle end(int height, int width) {
      if (last < height * width) {
        counts.add(height * width - last);
      }
      return new Rle(height, width, counts.toArray());
    }
  }
}
