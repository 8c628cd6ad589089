package org.vedette.metrics.coco;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.DataException;
import org.vedette.metrics.MetricReport;

/** Computes the figures of {@link CocoMetric}: their names, order and rounding are upstream's. */
final class CocoFigures {
  /** The names of COCO's twelve figures, whatever limits on detections are set. */
  static final List<String> ITEMS =
      List.of(
          "mAP",
          "mAP_50",
          "mAP_75",
          "mAP_s",
          "mAP_m",
          "mAP_l",
          "AR@100",
          "AR@300",
          "AR@1000",
          "AR_s@1000",
          "AR_m@1000",
          "AR_l@1000");

  private static final int PRECISIONS = 6;

  private final GroundTruth truth;
  private final int[] categories;
  private final DetectionColumns detections;
  private final CocoMetric.Config config;
  private final Map<String, Double> values = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private CocoFigures(
      GroundTruth truth, int[] categories, DetectionColumns detections, CocoMetric.Config config) {
    this.truth = truth;
    this.categories = categories;
    this.detections = detections;
    this.config = config;
  }

  /**
   * The figures, by names without prefix.
   *
   * @param categories per label the index of its category in the ground truth
   */
  static MetricReport of(
      GroundTruth truth, int[] categories, DetectionColumns detections, CocoMetric.Config config) {
    CocoFigures figures = new CocoFigures(truth, categories, detections, config);
    figures.run();
    return new MetricReport(figures.values, figures.text.toString());
  }

  private void run() {
    for (EvalTarget target : config.metric().values()) {
      if (target == EvalTarget.PROPOSAL_FAST) {
        fastRecall();
        continue;
      }
      if (target == EvalTarget.SEGM && !detections.hasMasks()) {
        throw new DataException("metric 'segm' needs masks, but the detections have none");
      }
      if (detections.size() == 0) {
        text.append("No detection in the whole data set: nothing to evaluate.\n");
        return;
      }
      average(target);
    }
  }

  private void fastRecall() {
    int[] limits = config.limits();
    double[] thresholds = config.thresholds();
    double[][] recalls = FastRecall.of(truth, detections, limits, thresholds);
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    for (double threshold : thresholds) {
      head.add(PythonFloats.repr(threshold));
    }
    rows.add(head);
    StringBuilder means = new StringBuilder();
    for (int p = 0; p < limits.length; p++) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(limits[p])));
      for (double recall : recalls[p]) {
        row.add(Numpy.fixed(recall, 3));
      }
      rows.add(row);
      double mean = Numpy.mean(recalls[p], thresholds.length);
      values.put("AR@" + limits[p], mean);
      means.append("AR@" + limits[p] + "\t" + Numpy.fixed(mean, 4) + "\n");
    }
    text.append(AsciiTable.of(rows)).append('\n').append(means);
  }

  private void average(EvalTarget target) {
    EvalParams params =
        EvalParams.coco(target.iouType(), 0)
            .withCategories(categories)
            .withMaxDets(config.limits())
            .withIouThresholds(config.thresholds());
    if (target == EvalTarget.PROPOSAL) {
      params = params.withoutCategories();
    }
    Results results = detections.toResults(categories, target.iouType());
    CocoEvaluation evaluation = CocoEvaluator.evaluate(truth, results, params);
    CocoSummary.lines(evaluation, config.useMpEval())
        .forEach(line -> text.append(line).append('\n'));
    double[] stats = config.useMpEval() ? evaluation.statsOfAllLimits() : evaluation.stats();
    if (target == EvalTarget.PROPOSAL) {
      for (String item : config.items(ITEMS.subList(PRECISIONS, ITEMS.size()))) {
        values.put(item, Double.valueOf(Numpy.fixed(stats[ITEMS.indexOf(item)], 3)));
      }
      return;
    }
    if (config.classwise()) {
      classwise(evaluation);
    }
    for (String item : config.items(ITEMS.subList(0, PRECISIONS))) {
      values.put(target.key() + "_" + item, Numpy.round3(stats[ITEMS.indexOf(item)]));
    }
    text.append(target.key()).append("_mAP_copypaste:");
    for (int i = 0; i < PRECISIONS; i++) {
      text.append(' ').append(Numpy.fixed(stats[i], 3));
    }
    text.append('\n');
  }

  /**
   * The precision of each category. Upstream reads the precisions, which lie by rising category id,
   * in the order in which the file lists the categories; where that is another order the names are
   * off, and so they are here.
   */
  private void classwise(CocoEvaluation evaluation) {
    int[] limits = evaluation.params().maxDets();
    int most = limits[limits.length - 1];
    double all = CocoEvaluation.ALL_THRESHOLDS;
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("category", "mAP", "mAP_50", "mAP_75", "mAP_s", "mAP_m", "mAP_l"));
    for (int k = 0; k < categories.length; k++) {
      String name = truth.categoryNames()[categories[k]];
      double[] figures = {
        evaluation.categoryPrecision(k, all, 0, most),
        evaluation.categoryPrecision(k, 0.5, 0, most),
        evaluation.categoryPrecision(k, 0.75, 0, most),
        evaluation.categoryPrecision(k, all, 1, most),
        evaluation.categoryPrecision(k, all, 2, most),
        evaluation.categoryPrecision(k, all, 3, most)
      };
      List<String> row = new ArrayList<>(List.of(name));
      for (int i = 0; i < figures.length; i++) {
        figures[i] = figures[i] < 0 ? Double.NaN : Numpy.round3(figures[i]);
        row.add(PythonFloats.repr(figures[i]));
      }
      rows.add(row);
      values.put(name + "_precision", figures[0]);
    }
    text.append(AsciiTable.of(rows)).append('\n');
  }
}
