package org.vedette.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.vedette.base.DataException;
import org.vedette.base.Suggestions;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.base.coco.Segmentation;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;

/** What a file of COCO's format holds for a dataset; records are made of its columns when asked. */
final class CocoContent {
  private final DatasetOptions options;
  private final CocoRules rules;
  private final CocoAnnotations coco;
  private final boolean outlines;
  private final int[] labels;
  private final int[] images;
  private final StoredProposals proposals;

  private CocoContent(
      DatasetOptions options, CocoRules rules, MetaInfo metaInfo, boolean outlines) {
    this.options = options;
    this.rules = rules;
    this.outlines = outlines;
    Path file = Path.of(options.annotationPath());
    coco = rules.nameKey().read(file, outlines);
    labels = labels(metaInfo);
    int[] usable = IntStream.range(0, coco.imageCount()).filter(this::isUsable).toArray();
    proposals =
        options.proposal_file() == null
            ? null
            : StoredProposals.read(options, IntStream.of(usable).mapToObj(this::path).toList());
    int[] kept = IntStream.of(usable).filter(this::keeps).toArray();
    images = Indices.choose(kept, options.indices());
  }

  /**
   * Reads the annotation file, and the proposals if there are any.
   *
   * @param outlines whether the outlines of objects are read too
   * @throws DataException when a file is missing or wrong, or lacks a class
   */
  static CocoContent read(
      DatasetOptions options, CocoRules rules, MetaInfo metaInfo, boolean outlines) {
    if (options.ann_file().isEmpty()) {
      throw new DataException(rules.type() + ": 'ann_file' is needed: a COCO annotation file");
    }
    return new CocoContent(options, rules, metaInfo, outlines);
  }

  /** Whether the outlines of objects were read. */
  boolean hasOutlines() {
    return outlines;
  }

  /** How many images are kept. */
  int size() {
    return images.length;
  }

  /** The category ids of the file, by label. */
  long[] categoryIds() {
    return IntStream.of(rules.categories().order(coco))
        .filter(c -> labels[c] >= 0)
        .mapToLong(coco::categoryId)
        .toArray();
  }

  /** By category of the file; -1 for one that is no class. */
  private int[] labels(MetaInfo metaInfo) {
    List<String> names = coco.categoryNames();
    boolean all = rules.categories() == CocoRules.Categories.ALL;
    if (all && names.size() != metaInfo.classes().size()) {
      throw new DataException(
          "%s: expected the %d categories of %s, got %d; hint: its labels count all categories of the"
                  .formatted(coco.file(), metaInfo.classes().size(), rules.type(), names.size())
              + " file, so metainfo=dict(classes=(...)) must name them all");
    }
    if (!all) {
      requireClasses(metaInfo.classes(), names);
    }
    int[] found = new int[names.size()];
    int next = 0;
    for (int c : rules.categories().order(coco)) {
      found[c] = all || metaInfo.classes().contains(names.get(c)) ? next++ : -1;
    }
    return found;
  }

  /** A class that the file lacks would shift the labels of those behind it. */
  private void requireClasses(List<String> classes, List<String> names) {
    List<String> missing = classes.stream().filter(name -> !names.contains(name)).toList();
    if (missing.isEmpty()) {
      return;
    }
    String first = missing.get(0);
    String hint = Suggestions.didYouMean(first, names);
    throw new DataException(
        coco.file()
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

  private boolean isUsable(int image) {
    String name = rules.fileName(coco, image);
    return name == null || !rules.leftOut().test(name);
  }

  /** The rules of {@code filter_cfg}; in testing every image counts. */
  private boolean keeps(int image) {
    DatasetOptions.FilterCfg filter = options.filter_cfg();
    if (options.test_mode() || filter == null) {
      return true;
    }
    if (Math.min(coco.width(image), coco.height(image)) < filter.min_size()) {
      return false;
    }
    return !filter.filter_empty_gt() || !isEmpty(image);
  }

  private boolean isEmpty(int image) {
    IntStream all = IntStream.range(coco.start(image), coco.end(image));
    return rules.emptyWhenCrowded()
        ? all.noneMatch(a -> isObject(a, coco.height(image), coco.width(image)) && !coco.isCrowd(a))
        : all.noneMatch(a -> coco.category(a) >= 0 && labels[coco.category(a)] >= 0);
  }

  private String path(int image) {
    String name = rules.fileName(coco, image);
    if (name == null || coco.height(image) < 0 || coco.width(image) < 0) {
      throw new DataException(
          coco.file()
              + ": image id "
              + coco.imageId(image)
              + " lacks '"
              + rules.nameKey().key()
              + "', 'height' or 'width'");
    }
    return JoinedPath.of(options.imageFolder(), name);
  }

  /** What is known of an image that is kept. */
  ImageRecord record(int index) {
    int image = images[index];
    String path = path(image);
    int[] objects =
        IntStream.range(coco.start(image), coco.end(image))
            .filter(a -> isObject(a, coco.height(image), coco.width(image)))
            .toArray();
    return record(image, path, objects);
  }

  /** Whether an annotation is any: of a class, not flagged away, and with a box in the image. */
  private boolean isObject(int annotation, int height, int width) {
    int category = coco.category(annotation);
    if (coco.isIgnored(annotation) || category < 0 || labels[category] < 0) {
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

  private ImageRecord record(int image, String path, int[] objects) {
    float[] boxes = new float[4 * objects.length];
    int[] classes = new int[objects.length];
    boolean[] ignored = new boolean[objects.length];
    Segmentation[] segmentations = new Segmentation[objects.length];
    for (int i = 0; i < objects.length; i++) {
      int a = objects[i];
      boxes[4 * i] = (float) coco.box(a, 0);
      boxes[4 * i + 1] = (float) coco.box(a, 1);
      boxes[4 * i + 2] = (float) (coco.box(a, 0) + coco.box(a, 2));
      boxes[4 * i + 3] = (float) (coco.box(a, 1) + coco.box(a, 3));
      classes[i] = labels[coco.category(a)];
      ignored[i] = coco.isCrowd(a);
      segmentations[i] = coco.segmentation(a);
    }
    return new ImageRecord(
        coco.imageId(image),
        path,
        segMapPath(rules.fileName(coco, image)),
        coco.height(image),
        coco.width(image),
        boxes,
        classes,
        ignored,
        segmentations,
        proposals == null ? null : proposals.of(path));
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
}
