package org.vedette.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.Detections;
import org.vedette.base.ImageInput;
import org.vedette.base.Problem;
import org.vedette.base.Rle;
import org.vedette.base.coco.Segmentation;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.core.TtaModel;
import org.vedette.data.DataLoader;
import org.vedette.data.DataLoaderConfig;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.Sample;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.Metric;
import org.vedette.metrics.MetricReport;

/**
 * Runs a model over a config's {@code val_dataloader} or {@code test_dataloader} and judges it by
 * the evaluator of the same name. May run again and again, as validation does.
 */
public final class Evaluator {
  /** Hears of each batch. */
  public interface Listener {
    /** A batch is done; its samples are still open. */
    void batch(EvalStep step);
  }

  /** Finds the objects in images. */
  public interface Predictor {
    /** The detections of each image, in pixels of the original image. */
    List<Detections> predict(List<ImageInput> images);
  }

  /**
   * What came out.
   *
   * @param values the figures by name, such as {@code coco/bbox_mAP}, in the order to print
   * @param text tables and summaries of the metrics
   * @param secondsPerBatch mean time of a batch
   * @param dataSecondsPerBatch mean time that a batch was waited for
   */
  public record Result(
      Map<String, Double> values,
      String text,
      double secondsPerBatch,
      double dataSecondsPerBatch) {}

  private final EvalStep.Phase phase;
  private final DataLoaderConfig loaderConfig;
  private final List<Spec<Metric>> metricSpecs;
  private final List<Metric> metrics = new ArrayList<>();
  private Dataset dataset;

  private Evaluator(
      EvalStep.Phase phase, DataLoaderConfig loaderConfig, List<Spec<Metric>> metricSpecs) {
    this.phase = phase;
    this.loaderConfig = loaderConfig;
    this.metricSpecs = metricSpecs;
  }

  /**
   * Binds and checks the dataloader and the evaluator of a config for an evaluation.
   *
   * @throws ConfigException with all problems
   */
  public static Evaluator of(Binder binder, DictNode config, EvalStep.Phase phase) {
    String loaderKey = phase.key() + "_dataloader";
    String evaluatorKey = phase.key() + "_evaluator";
    List<Problem> problems = new ArrayList<>();
    DataLoaderConfig loader = null;
    List<Spec<Metric>> metrics = new ArrayList<>();
    try {
      loader = binder.bind(DataLoaderConfig.class, require(config, loaderKey), loaderKey);
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
    try {
      ConfigNode node = require(config, evaluatorKey);
      List<ConfigNode> nodes = node instanceof ListNode list ? list.items() : List.of(node);
      for (ConfigNode item : nodes) {
        metrics.add(binder.spec(Metric.class, item, evaluatorKey));
      }
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Evaluator(phase, loader, metrics);
  }

  private static ConfigNode require(DictNode config, String key) {
    ConfigNode node = config.get(key);
    if (node == null || node.isNone()) {
      throw new ConfigException(
          Problem.of(
              config.location(),
              key,
              "the config has no " + key + ", so there is nothing to evaluate on"));
    }
    return node;
  }

  /**
   * Evaluates a model.
   *
   * @throws org.vedette.base.DataException when the dataset or an image cannot be read
   */
  public Result run(Predictor model, Listener listener) {
    return evaluate(
        samples -> model.predict(samples.stream().map(Sample::toInput).toList()), listener);
  }

  /**
   * Evaluates a model on several views of each image, as test-time augmentation makes them.
   *
   * @param model predicts the images of a batch in one view after the other
   * @param merger makes one result of the views of an image
   * @throws org.vedette.base.DataException when the dataset or an image cannot be read, or the
   *     pipeline makes no views
   */
  public Result runOnViews(Predictor model, TtaModel merger, Listener listener) {
    return evaluate(new ViewPredictor(model, merger)::predict, listener);
  }

  /**
   * Reads the data and what the metrics compare with, so that hours of training do not end in a
   * missing file.
   *
   * @throws DataException when the dataset or a metric's annotation file cannot be read, or there
   *     are no images
   */
  void check() {
    batches();
    startMetrics();
    metrics.clear();
  }

  private void startMetrics() {
    metrics.clear();
    metricSpecs.forEach(spec -> metrics.add(spec.build()));
    metrics.forEach(metric -> metric.start(dataset().metaInfo().classes()));
  }

  private Result evaluate(Function<List<Sample>, List<Detections>> model, Listener listener) {
    Dataset images = dataset();
    startMetrics();
    List<int[]> batches = batches();
    double[] seconds = new double[2];
    try (DataLoader loader = DataLoader.of(loaderConfig, images, 0);
        DataLoader.Epoch epoch = loader.epoch(batches, 0)) {
      for (int i = 0; i < batches.size(); i++) {
        EvalStep step = batch(model, epoch, i, batches.size());
        try {
          seconds[0] += step.seconds();
          seconds[1] += step.dataSeconds();
          listener.batch(step);
        } finally {
          step.samples().forEach(Sample::close);
        }
      }
    }
    return result(seconds[0] / batches.size(), seconds[1] / batches.size());
  }

  private List<int[]> batches() {
    int[] order = loaderConfig.sampler().build().order(dataset(), 0, 0, 0, 1);
    if (order.length == 0) {
      String purpose = phase == EvalStep.Phase.TEST ? "test" : "validate";
      throw new DataException(
          phase.key() + "_dataloader: the dataset has no images to " + purpose + " on");
    }
    return DataLoader.batches(order, loaderConfig.batch_size(), false);
  }

  private Result result(double secondsPerBatch, double dataSecondsPerBatch) {
    Map<String, Double> values = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    for (Metric metric : metrics) {
      MetricReport report = metric.report();
      values.putAll(report.values());
      text.append(report.text());
    }
    return new Result(values, text.toString(), secondsPerBatch, dataSecondsPerBatch);
  }

  /** Loads and predicts one batch; its samples belong to the step. */
  private EvalStep batch(
      Function<List<Sample>, List<Detections>> model,
      DataLoader.Epoch epoch,
      int index,
      int count) {
    long start = System.nanoTime();
    List<Sample> samples = epoch.next();
    double data = (System.nanoTime() - start) / 1e9;
    boolean done = false;
    try {
      List<Detections> found = model.apply(samples);
      for (int i = 0; i < samples.size(); i++) {
        add(samples.get(i), found.get(i));
      }
      double all = (System.nanoTime() - start) / 1e9;
      done = true;
      return new EvalStep(phase, index, count, dataset(), samples, found, data, all);
    } finally {
      if (!done) {
        samples.forEach(Sample::close);
      }
    }
  }

  private void add(Sample sample, Detections found) {
    for (Metric metric : metrics) {
      ImageRecord record = sample.record();
      metric.add(
          record.imageId(), record.path(), found, metric.needsTruth() ? truth(sample) : null);
    }
  }

  /**
   * What the dataset says is in the image, in pixels of the original image whatever the pipeline
   * did.
   */
  private static ImageTruth truth(Sample sample) {
    ImageRecord record = sample.record();
    double[] boxes = new double[record.boxes().length];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = record.boxes()[i];
    }
    Segmentation[] outlines = record.segmentations();
    boolean masked = outlines.length > 0 && Arrays.stream(outlines).allMatch(Objects::nonNull);
    Rle[] masks =
        masked
            ? Arrays.stream(outlines)
                .map(outline -> outline.toRle(sample.oriHeight(), sample.oriWidth()))
                .toArray(Rle[]::new)
            : null;
    return new ImageTruth(boxes, record.labels(), record.ignored(), masks);
  }

  /** How many batches an evaluation has. */
  public int length() {
    return batches().size();
  }

  /** The metrics of the last {@link #run}. */
  public List<Metric> metrics() {
    return List.copyOf(metrics);
  }

  /** What is evaluated on; its annotation file is read at the first call and kept. */
  public Dataset dataset() {
    if (dataset == null) {
      dataset = loaderConfig.buildDataset(1);
    }
    return dataset;
  }
}
