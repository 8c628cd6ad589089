package org.vedette.api.train.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.Detections;
import org.vedette.base.Truth;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.engine.EvalStep;
import org.vedette.engine.log.History;
import org.vedette.engine.log.Scalars;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.analysis.ConfusionMatrix;
import org.vedette.metrics.analysis.JudgedImage;
import org.vedette.metrics.analysis.ScoreCurve;
import org.vedette.metrics.coco.ClassFigures;

/** Collects over a run what its report shows. */
final class ReportData {
  /** Where evaluations stand in the run: saved with it, so that a resumed run knows. */
  private static final String PLACES = "report/evaluated_at";

  private final RunReportHook.Config config;
  private final Map<String, int[]> objects = new LinkedHashMap<>();
  private final List<RunReport.Evaluation> evaluations = new ArrayList<>();
  private final List<JudgedImage> judged = new ArrayList<>();
  private List<RunReport.Picture> firstBatch = List.of();
  private List<RunReport.Picture> lastBatch = List.of();
  private List<RunReport.Picture> predictions = List.of();
  private List<RunReport.Picture> drawing = new ArrayList<>();
  private RunReport.Analysis analysis;

  ReportData(RunReportHook.Config config) {
    this.config = config;
  }

  /** Counts the objects of a dataset that are not ignored. */
  void count(String name, Dataset dataset) {
    int[] counts = new int[dataset.metaInfo().classes().size()];
    for (int i = 0; i < dataset.size(); i++) {
      ImageRecord record = dataset.record(i);
      for (int g = 0; g < record.size(); g++) {
        counts[record.labels()[g]] += record.ignored()[g] ? 0 : 1;
      }
    }
    objects.put(name, counts);
  }

  boolean hasCounted(String name) {
    return objects.containsKey(name);
  }

  /** Draws the first samples of a batch. */
  void batch(String caption, List<Sample> samples, Thumbnails thumbnails) {
    List<RunReport.Picture> pictures = new ArrayList<>();
    for (Sample sample : samples.subList(0, Math.min(samples.size(), config.train_pictures()))) {
      Truth truth =
          sample.truths() == null || sample.truths().labels() == null
              ? null
              : sample.truths().toTruth();
      pictures.add(new RunReport.Picture(caption, thumbnails.of(sample.image(), truth)));
    }
    if (firstBatch.isEmpty()) {
      firstBatch = pictures;
    } else {
      lastBatch = pictures;
    }
  }

  void startEvaluation() {
    judged.clear();
    drawing = new ArrayList<>();
  }

  /** Takes a batch of an evaluation. */
  void evaluated(EvalStep step, Thumbnails thumbnails) {
    for (int i = 0; i < step.samples().size(); i++) {
      ImageRecord record = step.samples().get(i).record();
      Detections found = step.detections().get(i);
      judged.add(
          new JudgedImage(
              new Detections(found.boxes(), found.scores(), found.labels(), null), truth(record)));
      if (drawing.size() < config.val_pictures() && record.size() > 0) {
        draw(record, found, thumbnails);
      }
    }
  }

  private void draw(ImageRecord record, Detections found, Thumbnails thumbnails) {
    Path file = Path.of(record.path());
    try (Image image = ImageFiles.read(file)) {
      Truth truth = new Truth(record.boxes(), record.labels(), record.ignored(), null);
      drawing.add(
          new RunReport.Picture(
              String.valueOf(file.getFileName()),
              thumbnails.of(image, truth, found, config.score_thr())));
    }
  }

  private static ImageTruth truth(ImageRecord record) {
    double[] boxes = new double[record.boxes().length];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = record.boxes()[i];
    }
    return new ImageTruth(boxes, record.labels(), record.ignored(), null);
  }

  /** Ends an evaluation: its figures, and what follows from its detections. */
  void endEvaluation(long at, Map<String, Double> figures, List<String> classes, Scalars scalars) {
    scalars.add(PLACES, (double) at);
    evaluations.add(new RunReport.Evaluation(at, new LinkedHashMap<>(figures)));
    predictions = drawing;
    if (!classes.isEmpty()) {
      ConfusionMatrix confusion =
          new ConfusionMatrix(
              classes.size(),
              new ConfusionMatrix.Settings(config.score_thr(), config.iou_thr(), null));
      judged.forEach(confusion::add);
      analysis =
          new RunReport.Analysis(
              ClassFigures.of(classes, judged),
              ScoreCurve.of(classes.size(), judged, config.iou_thr()),
              confusion.counts(),
              confusion.shares(),
              config.iou_thr(),
              config.score_thr());
    }
    judged.clear();
  }

  /** Takes the evaluations of a resumed run from its scalars. */
  void resume(Scalars scalars) {
    History places = scalars.history(PLACES);
    if (places == null) {
      return;
    }
    double[] at = places.values();
    for (int i = 0; i < at.length; i++) {
      Map<String, Double> figures = new LinkedHashMap<>();
      for (Map.Entry<String, History> entry : scalars.histories().entrySet()) {
        String name = entry.getKey();
        if (name.startsWith("val/") && entry.getValue().size() == at.length) {
          figures.put(name.substring("val/".length()), entry.getValue().values()[i]);
        }
      }
      figures.keySet().removeIf(name -> name.equals("time") || name.equals("data_time"));
      evaluations.add(new RunReport.Evaluation((long) at[i], figures));
    }
  }

  Map<String, int[]> objects() {
    return objects;
  }

  List<RunReport.Evaluation> evaluations() {
    return evaluations;
  }

  RunReport.Analysis analysis() {
    return analysis;
  }

  List<RunReport.Picture> trainPictures() {
    List<RunReport.Picture> all = new ArrayList<>(firstBatch);
    all.addAll(lastBatch);
    return all;
  }

  List<RunReport.Picture> predictions() {
    return predictions;
  }
}
