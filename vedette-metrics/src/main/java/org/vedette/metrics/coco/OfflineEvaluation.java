package org.vedette.metrics.coco;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vedette.metrics.MetricReport;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The evaluation of a file of COCO results against an annotation file, both as pycocotools does it
 * by default and as MMDetection's CocoMetric does it.
 */
public final class OfflineEvaluation {
  private static final int LIMIT = 100;

  private final CocoEvaluation evaluation;
  private final Map<Long, Double> perCategory;
  private final MetricReport mmdet;

  private OfflineEvaluation(
      CocoEvaluation evaluation, Map<Long, Double> perCategory, MetricReport mmdet) {
    this.evaluation = evaluation;
    this.perCategory = perCategory;
    this.mmdet = mmdet;
  }

  /**
   * Reads and evaluates.
   *
   * @param truthFile COCO annotations, {@code .json} or {@code .json.gz}
   * @param resultFile COCO results, {@code .json} or {@code .json.gz}
   * @param target what to evaluate
   * @param classwise whether CocoMetric's figures include those of each category
   * @throws org.vedette.base.DataException when a file is missing or wrong, or results name images
   *     or categories that the annotation file lacks
   */
  public static OfflineEvaluation run(
      Path truthFile, Path resultFile, EvalTarget target, boolean classwise) {
    CocoFiles files = CocoFiles.read(truthFile, resultFile, target.iouType());
    GroundTruth truth = GroundTruth.of(files.annotations(), target == EvalTarget.SEGM);
    Results results = files.results().resolve(files.annotations());
    int[] all = new int[truth.categoryCount()];
    Arrays.setAll(all, i -> i);
    CocoMetric.Config config = CocoMetric.Config.of(target, classwise);
    MetricReport mmdet = CocoFigures.of(truth, all, DetectionColumns.of(results), config);
    if (target == EvalTarget.PROPOSAL || target == EvalTarget.PROPOSAL_FAST) {
      return new OfflineEvaluation(null, Map.of(), mmdet);
    }
    CocoEvaluation evaluation =
        CocoEvaluator.evaluate(truth, results, EvalParams.coco(target.iouType(), all.length));
    return new OfflineEvaluation(evaluation, perCategory(truth, evaluation), mmdet);
  }

  private static Map<Long, Double> perCategory(GroundTruth truth, CocoEvaluation evaluation) {
    Map<Long, Double> perCategory = new LinkedHashMap<>();
    int[] categories = evaluation.categories();
    for (int k = 0; k < categories.length; k++) {
      double precision = evaluation.categoryPrecision(k, CocoEvaluation.ALL_THRESHOLDS, 0, LIMIT);
      perCategory.put(truth.categoryIds()[categories[k]], precision);
    }
    return perCategory;
  }

  /** COCO's twelve figures, unrounded; null for proposals. */
  public double[] stats() {
    return evaluation == null ? null : evaluation.stats();
  }

  /** The AP of each category by id, -1 without truth; empty for proposals. */
  public Map<Long, Double> perCategory() {
    return Map.copyOf(perCategory);
  }

  /** What CocoMetric gives, by names without {@code coco/}. */
  public MetricReport mmdet() {
    return mmdet;
  }

  /**
   * All figures as one line of JSON: {@code {"stats": [12] or null, "per_category": {id: AP},
   * "mmdet": {name: value}}}; NaN as the string {@code "nan"}.
   */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeName("stats");
      if (evaluation == null) {
        json.writeNull();
      } else {
        double[] stats = stats();
        json.writeArray(stats, 0, stats.length);
      }
      json.writeObjectPropertyStart("per_category");
      perCategory.forEach((id, value) -> json.writeNumberProperty(Long.toString(id), value));
      json.writeEndObject();
      json.writeObjectPropertyStart("mmdet");
      mmdet.values().forEach((name, value) -> writeFigure(json, name, value));
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeFigure(JsonGenerator json, String name, double value) {
    if (Double.isNaN(value)) {
      json.writeStringProperty(name, "nan");
    } else {
      json.writeNumberProperty(name, value);
    }
  }

  /** The console's text: pycocotools' summary, then CocoMetric's tables and figures. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (evaluation != null) {
      text.append("COCO, 1/10/100 detections an image:\n");
      CocoSummary.lines(evaluation).forEach(line -> text.append(line).append('\n'));
      text.append('\n');
    }
    text.append("CocoMetric, 100/300/1000 detections an image:\n").append(mmdet.text());
    mmdet
        .values()
        .forEach(
            (name, value) ->
                text.append(name).append(": ").append(Numpy.fixed(value, 4)).append('\n'));
    return text.toString();
  }
}
