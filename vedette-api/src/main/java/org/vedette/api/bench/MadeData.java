package org.vedette.api.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vedette.base.Location;
import org.vedette.base.Polygons;
import org.vedette.base.RandomSource;
import org.vedette.base.VedetteException;
import org.vedette.base.coco.CocoFile;
import org.vedette.base.coco.Segmentation;
import org.vedette.config.Config;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.Literals;
import org.vedette.config.ScalarNode;
import org.vedette.data.dataset.MetaInfoReader;
import org.vedette.data.dataset.Palettes;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

/**
 * Pictures of one size with elliptic objects, for measuring where no dataset is at hand. The same
 * settings give the same pictures.
 *
 * @param height rows of each picture
 * @param width columns of each picture
 * @param objects how many objects each picture shows, with boxes and outlines
 */
public record MadeData(int height, int width, int objects) {
  private static final int LEAST_SIDE = 64;
  private static final int CORNERS = 16;
  private static final int PICTURES = 16;

  /** Checks the numbers. */
  public MadeData {
    if (height < LEAST_SIDE || width < LEAST_SIDE || objects < 1) {
      throw new VedetteException(
          "made pictures are of %d rows and columns or more and show 1 object or more; got %d, %d, %d"
              .formatted(LEAST_SIDE, height, width, objects));
    }
  }

  /**
   * An object.
   *
   * @param box x1 y1 x2 y2 in pixels
   * @param kind a number from which its class and colour follow
   */
  private record Thing(double[] box, int kind) {
    double[] outline() {
      double[] corners = new double[2 * CORNERS];
      for (int i = 0; i < CORNERS; i++) {
        double angle = 2 * Math.PI * i / CORNERS;
        corners[2 * i] = (box[0] + box[2]) / 2 + (box[2] - box[0]) / 2 * Math.cos(angle);
        corners[2 * i + 1] = (box[1] + box[3]) / 2 + (box[3] - box[1]) / 2 * Math.sin(angle);
      }
      return corners;
    }
  }

  private List<Thing> things(int picture) {
    RandomSource random = RandomSource.at(0, picture);
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < objects; i++) {
      double w = width * random.uniform(0.05, 0.5);
      double h = height * random.uniform(0.05, 0.5);
      double x = random.uniform(0, width - w);
      double y = random.uniform(0, height - h);
      things.add(new Thing(new double[] {x, y, x + w, y + h}, random.nextInt(1 << 16)));
    }
    return things;
  }

  /** Writes one picture into a folder, and says where it is. */
  public Path writePicture(Path folder) {
    Path file = folder.resolve("made.jpg");
    writePicture(file, 0);
    return file;
  }

  private void writePicture(Path file, int picture) {
    byte[] pixels = new byte[3 * height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        pixels[at] = (byte) (x * 255 / width);
        pixels[at + 1] = (byte) (y * 255 / height);
        pixels[at + 2] = (byte) (96 + 8 * ((x / 16 + y / 16 + picture) % 4));
      }
    }
    things(picture).forEach(thing -> paint(pixels, thing));
    try (Image image = Image.of(pixels, height, width, 3)) {
      ImageFiles.write(file, image);
    }
  }

  private void paint(byte[] pixels, Thing thing) {
    double[] box = thing.box();
    for (int y = (int) box[1]; y < (int) box[3]; y++) {
      for (int x = (int) box[0]; x < (int) box[2]; x++) {
        double u = (2 * x - box[0] - box[2]) / (box[2] - box[0]);
        double v = (2 * y - box[1] - box[3]) / (box[3] - box[1]);
        if (u * u + v * v <= 1) {
          int at = 3 * (y * width + x);
          pixels[at] = (byte) (thing.kind() * 37);
          pixels[at + 1] = (byte) (thing.kind() * 101);
          pixels[at + 2] = (byte) (thing.kind() * 59);
        }
      }
    }
  }

  /**
   * Writes pictures and annotations, and gives the config with these as its training data, with its
   * own pipelines around them. Nothing is left in it that would have to be downloaded.
   *
   * @throws VedetteException when the config has no training data to replace
   */
  Config instead(Config config, Path folder) {
    DictNode root = config.root().copy();
    DictNode loader = root.dict("train_dataloader");
    if (loader == null || loader.dict("dataset") == null) {
      throw new VedetteException(config.file() + ": no 'train_dataloader.dataset' to replace");
    }
    replace(loader.dict("dataset"), folder);
    if (root.dict("model") != null) {
      dropPretrained(root.dict("model"));
    }
    return new Config(config.file(), root, config.warnings());
  }

  private void replace(DictNode dataset, Path folder) {
    boolean wraps = false;
    if (dataset.dict("dataset") != null) {
      replace(dataset.dict("dataset"), folder);
      wraps = true;
    }
    if (dataset.get("datasets") instanceof ListNode many) {
      for (ConfigNode each : many.items()) {
        if (each instanceof DictNode inner) {
          replace(inner, folder);
        }
      }
      wraps = true;
    }
    if (!wraps) {
      replaceLeaf(dataset, folder);
    }
  }

  private void replaceLeaf(DictNode dataset, Path folder) {
    String type = String.valueOf(dataset.string("type"));
    List<String> classes =
        MetaInfoReader.read(
                dataset.dict("metainfo"),
                type.endsWith("VOCDataset") ? Palettes.VOC : Palettes.COCO)
            .classes();
    Path annotations = folder.resolve("made.json");
    write(folder, annotations, classes);
    ConfigNode pipeline = dataset.get("pipeline");
    for (Object key : List.copyOf(dataset.keys())) {
      dataset.remove(key);
    }
    dataset.put("type", ScalarNode.of("CocoDataset"));
    dataset.put("ann_file", ScalarNode.of(annotations.toString()));
    DictNode prefix = new DictNode(Location.UNKNOWN);
    prefix.put("img", ScalarNode.of(folder.toString()));
    dataset.put("data_prefix", prefix);
    DictNode meta = new DictNode(Location.UNKNOWN);
    List<ConfigNode> names = new ArrayList<>();
    classes.forEach(name -> names.add(ScalarNode.of(name)));
    meta.put("classes", new ListNode(names, false, Location.UNKNOWN));
    dataset.put("metainfo", meta);
    dataset.put("pipeline", pipeline == null ? Literals.parse("[]") : pipeline);
  }

  private void write(Path folder, Path annotations, List<String> classes) {
    List<CocoFile.Picture> pictures = new ArrayList<>();
    List<CocoFile.Instance> instances = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      String name = i + ".jpg";
      writePicture(folder.resolve(name), i);
      pictures.add(new CocoFile.Picture(i + 1, name, height, width));
      for (Thing thing : things(i)) {
        instances.add(instance(instances.size() + 1, i + 1, thing, classes.size()));
      }
    }
    List<CocoFile.Category> categories = new ArrayList<>();
    classes.forEach(
        name -> categories.add(new CocoFile.Category(categories.size() + 1, name, "made")));
    new CocoFile("made for measuring: " + this, pictures, instances, categories).write(annotations);
  }

  private static CocoFile.Instance instance(int id, int imageId, Thing thing, int classes) {
    double[] box = thing.box();
    double[] outline = thing.outline();
    return new CocoFile.Instance(
        id,
        imageId,
        thing.kind() % classes + 1,
        box[0],
        box[1],
        box[2] - box[0],
        box[3] - box[1],
        Polygons.area(outline),
        false,
        false,
        new Segmentation.Outline(new double[][] {outline}));
  }

  /** Initial weights of a file are none. */
  private static void dropPretrained(ConfigNode node) {
    if (node instanceof ListNode list) {
      list.items().forEach(MadeData::dropPretrained);
    } else if (node instanceof DictNode dict) {
      DictNode init = dict.dict("init_cfg");
      if (init != null && "Pretrained".equals(init.string("type"))) {
        dict.put("init_cfg", ScalarNode.of(null));
      }
      dict.entries().values().forEach(MadeData::dropPretrained);
    }
  }
}
