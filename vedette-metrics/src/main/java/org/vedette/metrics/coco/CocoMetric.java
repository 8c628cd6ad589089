package org.vedette.metrics.coco;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.vedette.base.DataException;
import org.vedette.base.Detections;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.Metric;
import org.vedette.metrics.MetricReport;

/**
 * COCO's average precision and recall of boxes, masks and proposals (upstream {@code CocoMetric}).
 *
 * <p>A label's category is found by the class's name, in the order in which the annotation file
 * lists its categories, as the dataset does. All images of the annotation file are evaluated, also
 * those that were not added.
 */
@Component("CocoMetric")
public final class CocoMetric implements Metric {
  private final Config config;
  private final CocoAnnotations annotations;
  private final GroundTruth fileTruth;

  private List<String> classNames;
  private DetectionColumns detections;
  private TruthColumns added;
  private Set<Long> seen;

  /**
   * The settings.
   *
   * @param annFile the annotation file; without one the truth comes with each image
   * @param metric what to evaluate: bbox, segm, proposal, proposal_fast, or several of them
   * @param classwise whether to give the precision of each category too
   * @param proposalNums limits on the detections of an image; their three smallest are the limits
   *     of the summary, with {@code use_mp_eval} all of them are
   * @param iouThrs IoU thresholds; None: 0.50, 0.55, ... 0.95. {@code mAP_50} and {@code mAP_75}
   *     are -1 when theirs is not among them
   * @param metricItems names of the figures to give; None: the precisions, for proposals the
   *     recalls
   * @param formatOnly whether to write the result files and evaluate nothing
   * @param outfilePrefix where to write {@code PREFIX.bbox.json} and {@code PREFIX.segm.json};
   *     None: no files
   * @param fileClientArgs upstream's former name of {@code backend_args}; only None
   * @param backendArgs None or {@code dict(backend='local')}: files are read from the local disk
   * @param collectDevice {@code cpu} or {@code gpu}: detections are plain arrays in one process, so
   *     both mean the same
   * @param prefix what stands before the names of the figures; None or empty: {@code coco}
   * @param sortCategories whether to take the categories by id instead of in the file's order, as
   *     Objects365 needs
   * @param useMpEval upstream's switch to several processes. Evaluation is parallel either way; the
   *     switch decides what {@code mAP} counts: without it 100 detections of an image, with it as
   *     many as the largest of {@code proposal_nums}
   */
  public record Config(
      @Default("None") String annFile,
      @Default("'bbox'") OneOrMany<EvalTarget> metric,
      @Default("False") boolean classwise,
      @Default("(100, 300, 1000)") List<Integer> proposalNums,
      @Default("None") OneOrMany<Double> iouThrs,
      @Default("None") List<String> metricItems,
      @Default("False") boolean formatOnly,
      @Default("None") String outfilePrefix,
      @Default("None") ConfigNode fileClientArgs,
      @Default("None") DictNode backendArgs,
      @Default("'cpu'") String collectDevice,
      @Default("None") String prefix,
      @Default("False") boolean sortCategories,
      @Default("False") boolean useMpEval) {

    /** Checks the settings. */
    public Config {
      require(!metric.values().isEmpty(), "metric names nothing to evaluate");
      checkLimits(metric.values(), proposalNums, useMpEval);
      checkThresholds(iouThrs);
      checkItems(metricItems);
      checkItemsOfLimits(metric.values(), metricItems, proposalNums, useMpEval);
      require(
          !formatOnly || outfilePrefix != null,
          "format_only writes result files and evaluates nothing: it needs outfile_prefix");
      require(
          fileClientArgs == null || fileClientArgs.isNone(),
          "file_client_args is upstream's former name of backend_args; use that");
      checkBackend(backendArgs);
      require(
          collectDevice.equals("cpu") || collectDevice.equals("gpu"),
          "collect_device must be 'cpu' or 'gpu', got '" + collectDevice + "'");
    }

    /** The defaults for one target. */
    static Config of(EvalTarget target, boolean classwise) {
      return new Config(
          null,
          OneOrMany.of(target),
          classwise,
          List.of(100, 300, 1000),
          null,
          null,
          false,
          null,
          null,
          null,
          "cpu",
          null,
          false,
          false);
    }

    private static void require(boolean right, String message) {
      if (!right) {
        throw new IllegalArgumentException(message);
      }
    }

    private static void checkLimits(
        List<EvalTarget> targets, List<Integer> limits, boolean anyCount) {
      require(
          !limits.isEmpty() && limits.stream().allMatch(n -> n > 0),
          "proposal_nums must be whole numbers above 0, got " + limits);
      require(
          anyCount
              || limits.size() >= 3
              || targets.stream().allMatch(t -> t == EvalTarget.PROPOSAL_FAST),
          "proposal_nums needs three numbers for the twelve figures unless use_mp_eval=True, got "
              + limits);
    }

    /** The recalls have their names by place, of which there are fewer with fewer limits. */
    private static void checkItemsOfLimits(
        List<EvalTarget> targets, List<String> items, List<Integer> limits, boolean anyCount) {
      int figures = anyCount ? CocoEvaluation.figures(limits.size()) : CocoFigures.ITEMS.size();
      List<String> needed = new ArrayList<>(items == null ? List.of() : items);
      if (items == null && targets.contains(EvalTarget.PROPOSAL)) {
        needed.addAll(CocoFigures.ITEMS);
      }
      for (String item : needed) {
        require(
            CocoFigures.ITEMS.indexOf(item) < figures,
            "the figure '" + item + "' needs three numbers in proposal_nums, got " + limits);
      }
    }

    private static void checkThresholds(OneOrMany<Double> thresholds) {
      require(
          thresholds == null
              || (!thresholds.values().isEmpty()
                  && thresholds.values().stream().allMatch(t -> t >= 0 && t <= 1)),
          "iou_thrs must be numbers from 0 to 1");
    }

    private static void checkItems(List<String> items) {
      for (String item : items == null ? List.<String>of() : items) {
        require(
            CocoFigures.ITEMS.contains(item),
            "metric_items has no '" + item + "'; there are " + CocoFigures.ITEMS);
      }
    }

    private static void checkBackend(DictNode args) {
      if (args != null) {
        ConfigNode backend = args.get("backend");
        require(
            backend instanceof ScalarNode scalar && "local".equals(scalar.value()),
            "backend_args: only dict(backend='local') is supported: files are read from disk");
      }
    }

    int[] limits() {
      return proposalNums.stream().mapToInt(Integer::intValue).toArray();
    }

    double[] thresholds() {
      return iouThrs == null
          ? EvalParams.defaultIouThresholds()
          : iouThrs.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    List<String> items(List<String> defaults) {
      return metricItems == null ? defaults : metricItems;
    }

    private boolean evaluatesMasks() {
      return metric.values().contains(EvalTarget.SEGM);
    }
  }

  /**
   * Reads the annotation file.
   *
   * @throws DataException when it cannot be read
   */
  public CocoMetric(Config config) {
    this.config = config;
    if (config.annFile == null) {
      annotations = null;
      fileTruth = null;
    } else {
      Path file = Path.of(config.annFile);
      boolean masks = config.evaluatesMasks() && !config.formatOnly;
      annotations = masks ? CocoAnnotations.read(file) : CocoAnnotations.readBoxes(file);
      fileTruth = GroundTruth.of(annotations, masks);
    }
  }

  @Override
  public boolean needsTruth() {
    return annotations == null;
  }

  @Override
  public void start(List<String> names) {
    classNames = List.copyOf(names);
    detections = new DetectionColumns();
    added = new TruthColumns(config.evaluatesMasks());
    seen = new HashSet<>();
  }

  @Override
  public void add(long imageId, Detections found, ImageTruth truth) {
    if (!seen.add(imageId)) {
      throw new DataException("image " + imageId + " was given to CocoMetric twice");
    }
    detections.add(annotations == null ? added.add(imageId, truth) : find(imageId), found);
  }

  private int find(long imageId) {
    int image = annotations.findImage(imageId);
    if (image < 0) {
      throw new DataException(
          config.annFile + ": no image with id " + imageId + "; is ann_file the dataset's own?");
    }
    return image;
  }

  @Override
  public MetricReport report() {
    GroundTruth truth = annotations == null ? added.toGroundTruth(classNames) : fileTruth;
    int[] categories = categories(truth);
    writeResults(truth, categories);
    if (config.formatOnly) {
      return new MetricReport(Map.of(), "Results are in " + config.outfilePrefix + ".*.json\n");
    }
    MetricReport plain = CocoFigures.of(truth, categories, detections, config);
    String prefix = config.prefix == null || config.prefix.isEmpty() ? "coco" : config.prefix;
    Map<String, Double> named = new LinkedHashMap<>();
    plain.values().forEach((name, value) -> named.put(prefix + "/" + name, value));
    return new MetricReport(named, plain.text());
  }

  /**
   * Writes the detections added so far as COCO results: with masks when they have masks.
   *
   * @param file the file to write, {@code .json}
   */
  public void writeResults(Path file) {
    GroundTruth truth = annotations == null ? added.toGroundTruth(classNames) : fileTruth;
    write(file, truth, categories(truth), hasMasks());
  }

  private void writeResults(GroundTruth truth, int[] categories) {
    if (config.outfilePrefix == null) {
      return;
    }
    write(Path.of(config.outfilePrefix + ".bbox.json"), truth, categories, false);
    if (hasMasks()) {
      write(Path.of(config.outfilePrefix + ".segm.json"), truth, categories, true);
    }
  }

  private boolean hasMasks() {
    return detections.size() > 0 && detections.hasMasks();
  }

  private void write(Path file, GroundTruth truth, int[] categories, boolean masks) {
    ResultWriter.write(file, truth.imageIds(), truth.categoryIds(), detections, categories, masks);
  }

  /** Per label the index of its category. */
  private int[] categories(GroundTruth truth) {
    Set<String> names = new HashSet<>(classNames);
    List<Integer> found = new ArrayList<>();
    for (int c = 0; c < truth.categoryCount(); c++) {
      if (names.isEmpty() || names.contains(truth.categoryNames()[c])) {
        found.add(c);
      }
    }
    if (config.sortCategories) {
      found.sort(Comparator.comparingLong(c -> truth.categoryIds()[c]));
    }
    if (found.isEmpty()) {
      throw new DataException(truth.source() + ": has none of the dataset's classes " + classNames);
    }
    int most = IntStream.range(0, detections.size()).map(detections::label).max().orElse(0);
    if (most >= found.size()) {
      throw new DataException(
          truth.source()
              + ": a detection has label "
              + most
              + ", but the file has only "
              + found.size()
              + " of the dataset's classes");
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }
}
