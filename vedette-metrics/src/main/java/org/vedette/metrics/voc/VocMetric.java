package org.vedette.metrics.voc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.vedette.base.DataException;
import org.vedette.base.Detections;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.Metric;
import org.vedette.metrics.MetricReport;
import org.vedette.metrics.coco.AsciiTable;

/**
 * Pascal VOC's average precision, or the recall of boxes (upstream {@code VOCMetric}). Widths and
 * heights count the last pixel, as VOC's own program has it. {@code AP50} and the like are rounded
 * to three digits, {@code mAP} is not.
 *
 * <p>The truth comes with the images, so any dataset will do. With {@code scale_ranges} figures are
 * named {@code AP50_0_64} and {@code mAP_0_64} by the range; upstream fails there.
 */
@Component("VOCMetric")
public final class VocMetric implements Metric {
  private static final float LAST_PIXEL = 1;
  private static final int DIGITS = 3;

  private final Config config;
  private final List<VocImage> images = new ArrayList<>();
  private List<String> classNames = List.of();

  /**
   * The settings.
   *
   * @param iouThrs the overlaps from which on a detection is right; mAP is the mean over them
   * @param scaleRanges sides (from, to) in pixels: boxes of areas from {@code from**2} to below
   *     {@code to**2} are judged by themselves; None for all at once
   * @param metric mAP, or recall: the share of boxes of any class that detections of the first
   *     class find, which is meant for proposals
   * @param proposalNums how many detections of an image count for recall
   * @param evalMode 11points: the mean of precisions at recalls 0, 0.1, ... 1, as VOC 2007 has it;
   *     area: the area under the curve, as later years have it
   * @param collectDevice {@code cpu} or {@code gpu}: detections are plain arrays in one process, so
   *     both mean the same
   * @param prefix what stands before the names of the figures; None or empty: {@code pascal_voc}
   */
  public record Config(
      @Default("0.5") OneOrMany<Double> iouThrs,
      @Default("None") List<List<Double>> scaleRanges,
      @Default("'mAP'") OneOrMany<String> metric,
      @Default("(100, 300, 1000)") List<Integer> proposalNums,
      @Default("'11points'") String evalMode,
      @Default("'cpu'") String collectDevice,
      @Default("None") String prefix) {
    /** Checks the settings. */
    public Config {
      require(
          !iouThrs.values().isEmpty() && iouThrs.values().stream().allMatch(t -> t >= 0 && t <= 1),
          "iou_thrs must be numbers from 0 to 1, got " + iouThrs.values());
      require(
          scaleRanges == null
              || (!scaleRanges.isEmpty()
                  && scaleRanges.stream().allMatch(r -> r.size() == 2 && r.get(0) < r.get(1))),
          "scale_ranges must be pairs (from, to), got " + scaleRanges);
      require(
          metric.values().size() == 1 && List.of("mAP", "recall").contains(metric.values().get(0)),
          "metric must be 'mAP' or 'recall', got " + metric.values());
      require(
          !proposalNums.isEmpty() && proposalNums.stream().allMatch(n -> n > 0),
          "proposal_nums must be whole numbers above 0, got " + proposalNums);
      require(
          List.of("11points", "area").contains(evalMode),
          "eval_mode must be '11points' or 'area', got '" + evalMode + "'");
      require(
          collectDevice.equals("cpu") || collectDevice.equals("gpu"),
          "collect_device must be 'cpu' or 'gpu', got '" + collectDevice + "'");
    }

    private static void require(boolean right, String message) {
      if (!right) {
        throw new IllegalArgumentException(message);
      }
    }

    private double[][] areas() {
      return scaleRanges == null
          ? null
          : scaleRanges.stream()
              .map(r -> new double[] {r.get(0) * r.get(0), r.get(1) * r.get(1)})
              .toArray(double[][]::new);
    }

    /** What the figures of a range have behind their names. */
    private String suffix(int range) {
      return scaleRanges == null
          ? ""
          : "_" + plain(scaleRanges.get(range).get(0)) + "_" + plain(scaleRanges.get(range).get(1));
    }

    private static String plain(double value) {
      return new BigDecimal(value).stripTrailingZeros().toPlainString();
    }
  }

  /** A metric with these settings. */
  public VocMetric(Config config) {
    this.config = config;
  }

  @Override
  public void start(List<String> names) {
    classNames = List.copyOf(names);
    images.clear();
  }

  @Override
  public boolean needsTruth() {
    return true;
  }

  @Override
  public void add(long imageId, Detections found, ImageTruth truth) {
    if (truth == null) {
      throw new DataException("image " + imageId + ": VOCMetric needs the truth of each image");
    }
    float[] truths = new float[truth.boxes().length];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = (float) truth.boxes()[i];
    }
    images.add(
        new VocImage(
            found.boxes(),
            found.scores(),
            found.labels(),
            truths,
            truth.labels(),
            truth.ignored()));
  }

  @Override
  public MetricReport report() {
    MetricReport plain = config.metric.values().get(0).equals("mAP") ? precision() : recall();
    String prefix = config.prefix == null || config.prefix.isEmpty() ? "pascal_voc" : config.prefix;
    Map<String, Double> named = new LinkedHashMap<>();
    plain.values().forEach((name, value) -> named.put(prefix + "/" + name, value));
    return new MetricReport(named, plain.text());
  }

  private MetricReport precision() {
    double[][] areas = config.areas();
    int ranges = areas == null ? 1 : areas.length;
    double[] sums = new double[ranges];
    Map<String, Double> figures = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    for (double threshold : config.iouThrs.values()) {
      AveragePrecision.Result result =
          new AveragePrecision(config.evalMode.equals("11points"), LAST_PIXEL, threshold, areas)
              .judge(images, classNames.size());
      String rule = "-".repeat(15);
      text.append('\n').append(rule).append("iou_thr: ").append(threshold).append(rule);
      for (int r = 0; r < ranges; r++) {
        sums[r] += result.mean()[r];
        figures.put(
            String.format(Locale.ROOT, "AP%02d", (int) (threshold * 100)) + config.suffix(r),
            rounded(result.mean()[r]));
        text.append('\n').append(table(result, r)).append('\n');
      }
    }
    Map<String, Double> values = new LinkedHashMap<>();
    for (int r = 0; r < ranges; r++) {
      values.put("mAP" + config.suffix(r), sums[r] / config.iouThrs.values().size());
    }
    values.putAll(figures);
    return new MetricReport(values, text.toString());
  }

  /** Python's {@code round(value, 3)}. */
  private static double rounded(double value) {
    return new BigDecimal(value).setScale(DIGITS, RoundingMode.HALF_EVEN).doubleValue();
  }

  private String table(AveragePrecision.Result result, int range) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("class", "gts", "dets", "recall", "ap"));
    for (int c = 0; c < classNames.size(); c++) {
      AveragePrecision.OfClass of = result.classes().get(c);
      rows.add(
          List.of(
              classNames.get(c),
              String.valueOf(of.truths()[range]),
              String.valueOf(of.detections()),
              three(of.detections() == 0 ? 0 : of.recall()[range]),
              three(of.average()[range])));
    }
    rows.add(List.of("mAP", "", "", "", three(result.mean()[range])));
    String heading =
        config.scaleRanges == null ? "" : "Scale range " + config.scaleRanges.get(range) + "\n";
    return heading + AsciiTable.of(rows, true);
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private MetricReport recall() {
    BoxRecall recall = new BoxRecall(config.proposalNums, LAST_PIXEL);
    images.forEach(image -> add(recall, image));
    List<Double> thresholds = config.iouThrs.values();
    double[][] recalls = recall.recalls(thresholds);
    Map<String, Double> figures = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    thresholds.forEach(threshold -> head.add(String.valueOf(threshold)));
    rows.add(head);
    for (int k = 0; k < recalls.length; k++) {
      int count = config.proposalNums.get(k);
      List<String> row = new ArrayList<>(List.of(String.valueOf(count)));
      for (int t = 0; t < thresholds.size(); t++) {
        figures.put("recall@" + count + "@" + thresholds.get(t), recalls[k][t]);
        row.add(three(recalls[k][t]));
      }
      rows.add(row);
    }
    if (thresholds.size() > 1) {
      for (int k = 0; k < recalls.length; k++) {
        figures.put(
            "AR@" + config.proposalNums.get(k),
            Arrays.stream(recalls[k]).sum() / thresholds.size());
      }
    }
    return new MetricReport(figures, "\n" + AsciiTable.of(rows) + "\n");
  }

  private static void add(BoxRecall recall, VocImage image) {
    int[] truths =
        IntStream.range(0, image.ignored().length).filter(g -> !image.ignored()[g]).toArray();
    int[] found =
        IntStream.range(0, image.labels().length).filter(i -> image.labels()[i] == 0).toArray();
    float[] scores = new float[found.length];
    for (int i = 0; i < found.length; i++) {
      scores[i] = image.scores()[found[i]];
    }
    recall.add(
        AveragePrecision.boxes(image.truths(), truths),
        AveragePrecision.boxes(image.boxes(), found),
        scores);
  }
}
