package org.vedette.api.datatool;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.base.Truth;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.data.DataLoader;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.Sample;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.visual.DetectionPainter;
import org.vedette.visual.Palette;

/**
 * Draws what a model is trained on: each image after its pipeline, with boxes, masks and labels.
 * Loads no libtorch.
 */
public final class DatasetBrowser implements AutoCloseable {
  private static final int MOST_WORKERS = 4;
  private static final Set<String> FORMATS = Set.of(".jpg", ".jpeg", ".png", ".bmp", ".webp");

  /** What a picture shows. */
  public enum Mode {
    /** The image after its pipeline. */
    TRANSFORMED,
    /** The image as its file is. */
    ORIGINAL,
    /** Both, the original on the left. */
    CONCAT
  }

  private final Dataset dataset;
  private final DetectionPainter painter;
  private final Mode mode;
  private final DataLoader loader;
  private final Set<String> names = new HashSet<>();

  private DatasetBrowser(Dataset dataset, Mode mode, long seed) {
    this.dataset = dataset;
    this.mode = mode;
    MetaInfo meta = dataset.metaInfo();
    Palette palette =
        meta.palette().isEmpty()
            ? Palette.distinct(Math.max(1, meta.classes().size()))
            : Palette.of(meta.palette());
    painter = new DetectionPainter(meta.classes(), palette);
    int workers = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
    loader = new DataLoader(dataset, workers, 2 * workers, seed);
  }

  /**
   * A browser of the dataset of a resolved config.
   *
   * @param registry the components, with those of the config's own {@code custom_imports}
   * @param key of the data loader, such as {@code train_dataloader}
   * @param seed other seeds give other random transforms
   * @throws ConfigException when there is no such loader, or its settings are wrong
   */
  public static DatasetBrowser of(
      Registry registry, DictNode config, String key, Mode mode, long seed) {
    ConfigNode node = config.dict(key) == null ? null : config.dict(key).get("dataset");
    if (node == null) {
      throw new ConfigException(
          Problem.of(config.location(), key, "the config has no " + key + " with a dataset"));
    }
    Binder binder = new Binder(registry);
    return new DatasetBrowser(
        binder.spec(Dataset.class, node, key + ".dataset").build(), mode, seed);
  }

  /** How many images the dataset has. */
  public int size() {
    return dataset.size();
  }

  /**
   * Writes pictures of the first images, by the names of their files; a name that is there already
   * gets a number.
   *
   * @param done is told of each picture
   */
  public void write(Path folder, int count, IntConsumer done) {
    int[] order = IntStream.range(0, Math.min(count, dataset.size())).toArray();
    List<int[]> batches = Arrays.stream(order).mapToObj(i -> new int[] {i}).toList();
    try (DataLoader.Epoch epoch = loader.epoch(batches, 0)) {
      for (int index = 0; epoch.hasNext(); index++) {
        try (Sample sample = epoch.next().get(0);
            Image picture = picture(sample)) {
          ImageFiles.write(folder.resolve(name(sample)), picture);
        }
        done.accept(index);
      }
    }
  }

  private Image picture(Sample sample) {
    return switch (mode) {
      case TRANSFORMED -> transformed(sample);
      case ORIGINAL -> original(sample);
      case CONCAT -> {
        try (Image left = original(sample);
            Image right = transformed(sample)) {
          yield Pictures.sideBySide(left, right);
        }
      }
    };
  }

  private Image transformed(Sample sample) {
    Image picture = Pictures.visible(sample.image());
    if (sample.truths() != null) {
      painter.draw(picture.mat(), truth(sample.truths()));
    }
    return picture;
  }

  /** Objects whose labels were not loaded are drawn as of no class. */
  private static Truth truth(Truths truths) {
    if (truths.labels() != null) {
      return truths.toTruth();
    }
    int[] labels = new int[truths.size()];
    Arrays.fill(labels, -1);
    return new Truths(truths.boxes(), labels, truths.ignored(), truths.masks()).toTruth();
  }

  /** The file behind a sample: another one where that of its place was of no use in training. */
  private Image original(Sample sample) {
    ImageRecord record = sample.record();
    Image picture = ImageFiles.read(Path.of(record.path()));
    painter.draw(picture.mat(), new Truth(record.boxes(), record.labels(), record.ignored(), null));
    return picture;
  }

  private String name(Sample sample) {
    String file = sample.path().isEmpty() ? "image.jpg" : sample.path();
    String name = Path.of(file).getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot <= 0 ? name : name.substring(0, dot);
    String extension = dot <= 0 ? "" : name.substring(dot);
    if (!FORMATS.contains(extension.toLowerCase(Locale.ROOT))) {
      extension = ".jpg";
    }
    String free = stem + extension;
    for (int number = 2; !names.add(free); number++) {
      free = stem + "_" + number + extension;
    }
    return free;
  }

  /** Ends the threads that load images. */
  @Override
  public void close() {
    loader.close();
  }
}
