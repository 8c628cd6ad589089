package org.vedette.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.base.Suggestions;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.base.coco.Segmentation;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Visit;

/**
 * Images with a COCO annotation file. Upstream: mmdet's {@code CocoDataset}.
 *
 * <p>A label is the place of the category among those of the file that are classes, in the order of
 * the file: not the place in {@code metainfo.classes}. So upstream counts, and checkpoints depend
 * on it; where the two orders differ, {@link #metaInfo} still names classes in the config's order.
 */
@Component("CocoDataset")
public final class CocoDataset implements Dataset {
  private final DatasetOptions options;
  private final MetaInfo metaInfo;
  private volatile StepRunner runner;
  private volatile Content content;

  /**
   * Settings.
   *
   * @param options the settings of all detection datasets
   */
  public record Config(@Flat DatasetOptions options) {
    /** Refuses what is for other datasets. */
    public Config {
      options.requireNoBoxFilter("CocoDataset");
    }
  }

  /**
   * What the annotation file holds.
   *
   * @param outlines whether the outlines of objects were read too
   * @param labels by category of the file; -1 for one that is no class
   * @param images the images that are kept
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Content(CocoAnnotations coco, boolean outlines, int[] labels, int[] images) {}

  /**
   * A dataset with these settings; the annotation file is read now unless {@code lazy_init}.
   *
   * @throws DataException when the file is missing or wrong, or lacks a class
   * @throws ConfigException when {@code metainfo} is wrong
   */
  public CocoDataset(Config config) {
    options = config.options();
    metaInfo = MetaInfoReader.read(options.metainfo(), Palettes.COCO);
    runner = runner(Pipeline.build(options.pipeline()));
    if (!options.lazy_init()) {
      content();
    }
  }

  private StepRunner runner(Pipeline pipeline) {
    return new ImageRunner(this, pipeline, options.test_mode(), options.max_refetch());
  }

  private Content content() {
    if (content == null) {
      synchronized (this) {
        if (content == null) {
          content = load();
        }
      }
    }
    return content;
  }

  private Content load() {
    if (options.ann_file().isEmpty()) {
      throw new DataException("CocoDataset: 'ann_file' is needed: a COCO annotation file");
    }
    Path file = Path.of(options.annotationPath());
    boolean outlines = needsOutlines(runner.pipeline());
    CocoAnnotations coco = outlines ? CocoAnnotations.read(file) : CocoAnnotations.readBoxes(file);
    int[] labels = labels(coco);
    int[] images =
        IntStream.range(0, coco.imageCount()).filter(i -> keeps(coco, labels, i)).toArray();
    return new Content(coco, outlines, labels, Indices.choose(images, options.indices()));
  }

  private static boolean needsOutlines(Pipeline pipeline) {
    List<Transform> steps = pipeline.steps();
    return steps.isEmpty() || steps.stream().anyMatch(Transform::readsSegmentations);
  }

  private int[] labels(CocoAnnotations coco) {
    List<String> names = coco.categoryNames();
    requireClasses(coco.file(), names);
    int[] labels = new int[names.size()];
    int next = 0;
    for (int c = 0; c < labels.length; c++) {
      labels[c] = metaInfo.classes().contains(names.get(c)) ? next++ : -1;
    }
    return labels;
  }

  /** A class that the file lacks would shift the labels of those behind it. */
  private void requireClasses(Path file, List<String> names) {
    List<String> missing =
        metaInfo.classes().stream().filter(name -> !names.contains(name)).toList();
    if (missing.isEmpty()) {
      return;
    }
    String first = missing.get(0);
    String hint = Suggestions.didYouMean(first, names);
    throw new DataException(
        file
            + ": class '"
            + first
            + "' "
            + (missing.size() > 1 ? "and " + (missing.size() - 1) + " more are" : "is")
            + " not among the file's "
            + names.size()
            + " categories ("
            + String.join(", ", names.subList(0, Math.min(8, names.size())))
            + (names.size() > 8 ? ", ..." : "")
            + "); "
            + (hint.isEmpty()
                ? "set metainfo=dict(classes=(...)) to the classes of this file"
                : hint));
  }

  /** The rules of {@code filter_cfg}; in testing every image counts. */
  private boolean keeps(CocoAnnotations coco, int[] labels, int image) {
    DatasetOptions.FilterCfg filter = options.filter_cfg();
    if (options.test_mode() || filter == null) {
      return true;
    }
    if (Math.min(coco.width(image), coco.height(image)) < filter.min_size()) {
      return false;
    }
    return !filter.filter_empty_gt()
        || IntStream.range(coco.start(image), coco.end(image))
            .anyMatch(a -> coco.category(a) >= 0 && labels[coco.category(a)] >= 0);
  }

  @Override
  public int size() {
    return content().images.length;
  }

  @Override
  public MetaInfo metaInfo() {
    return metaInfo;
  }

  /** The category ids of the file, by label. */
  public long[] categoryIds() {
    Content all = content();
    return IntStream.range(0, all.labels.length)
        .filter(c -> all.labels[c] >= 0)
        .mapToLong(all.coco::categoryId)
        .toArray();
  }

  @Override
  public ImageRecord record(int index) {
    Content all = content();
    CocoAnnotations coco = all.coco;
    int image = all.images[index];
    String name = coco.fileName(image);
    int height = coco.height(image);
    int width = coco.width(image);
    if (name == null || height < 0 || width < 0) {
      throw new DataException(
          coco.file()
              + ": image id "
              + coco.imageId(image)
              + " lacks 'file_name', 'height' or 'width'");
    }
    int[] objects =
        IntStream.range(coco.start(image), coco.end(image))
            .filter(a -> isObject(all, a, height, width))
            .toArray();
    return record(all, image, JoinedPath.of(imageFolder(), name), objects);
  }

  private String imageFolder() {
    String folder = options.folder("img");
    return folder == null ? options.folder("img_path") : folder;
  }

  /** Whether an annotation is any: of a class, not flagged away, and with a box in the image. */
  private static boolean isObject(Content all, int annotation, int height, int width) {
    CocoAnnotations coco = all.coco;
    int category = coco.category(annotation);
    if (coco.isIgnored(annotation) || category < 0 || all.labels[category] < 0) {
      return false;
    }
    double x = coco.box(annotation, 0);
    double y = coco.box(annotation, 1);
    double w = coco.box(annotation, 2);
    double h = coco.box(annotation, 3);
    double insideWidth = Math.max(0, Math.min(x + w, width) - Math.max(x, 0));
    double insideHeight = Math.max(0, Math.min(y + h, height) - Math.max(y, 0));
    if (Double.isNaN(coco.area(annotation))) {
      throw new DataException(
          coco.file() + ": annotation id " + coco.id(annotation) + ": missing 'area'");
    }
    return insideWidth * insideHeight != 0 && coco.area(annotation) > 0 && w >= 1 && h >= 1;
  }

  private ImageRecord record(Content all, int image, String path, int[] objects) {
    CocoAnnotations coco = all.coco;
    float[] boxes = new float[4 * objects.length];
    int[] labels = new int[objects.length];
    boolean[] ignored = new boolean[objects.length];
    Segmentation[] segmentations = new Segmentation[objects.length];
    for (int i = 0; i < objects.length; i++) {
      int a = objects[i];
      boxes[4 * i] = (float) coco.box(a, 0);
      boxes[4 * i + 1] = (float) coco.box(a, 1);
      boxes[4 * i + 2] = (float) (coco.box(a, 0) + coco.box(a, 2));
      boxes[4 * i + 3] = (float) (coco.box(a, 1) + coco.box(a, 3));
      labels[i] = all.labels[coco.category(a)];
      ignored[i] = coco.isCrowd(a);
      segmentations[i] = coco.segmentation(a);
    }
    return new ImageRecord(
        coco.imageId(image),
        path,
        segMapPath(coco.fileName(image)),
        coco.height(image),
        coco.width(image),
        boxes,
        labels,
        ignored,
        segmentations);
  }

  private String segMapPath(String fileName) {
    String folder = options.folder("seg");
    if (folder == null || folder.isEmpty()) {
      return null;
    }
    int dot = fileName.lastIndexOf('.');
    String stem = dot < 0 ? fileName : fileName.substring(0, dot);
    return JoinedPath.of(folder, stem + options.seg_map_suffix());
  }

  @Override
  public Sample sample(int index, RandomSource random) {
    return sample(Visit.alone(index, random));
  }

  @Override
  public Sample sample(Visit visit) {
    Sample sample = runner.run(visit);
    if (options.return_classes()) {
      sample.text(metaInfo.classes());
    }
    return sample;
  }

  /** Replaces the steps; outlines that only the new ones need are read now. */
  @Override
  public synchronized void replacePipeline(Pipeline pipeline) {
    runner = runner(pipeline);
    if (content != null && !content.outlines && needsOutlines(pipeline)) {
      content = load();
    }
  }
}
