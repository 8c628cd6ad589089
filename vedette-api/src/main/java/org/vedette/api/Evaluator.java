package org.vedette.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.vedette.data.DataLoader;
import org.vedette.data.DataLoaderConfig;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.Sample;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.Metric;
import org.vedette.metrics.MetricReport;

/**
 * Runs a model over a config's {@code test_dataloader} and judges it by the config's {@code
 * test_evaluator}.
 */
public final class Evaluator {
  /** Hears of each batch. */
  public interface Listener {
    /**
     * A batch is done.
     *
     * @param done images that are done, this batch included
     * @param total images of the dataset
     * @param samples the images, still open, as they went into the model
     * @param found the detections of each, in pixels of the original image
     * @param dataSeconds how long the batch was waited for
     * @param seconds how long the batch took in all
     */
    void batch(
        int done,
        int total,
        List<Sample> samples,
        List<Detections> found,
        double dataSeconds,
        double seconds);
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

  private final DataLoaderConfig loaderConfig;
  private final List<Spec<Metric>> metricSpecs;
  private final List<Metric> metrics = new ArrayList<>();
  private Dataset dataset;

  private Evaluator(DataLoaderConfig loaderConfig, List<Spec<Metric>> metricSpecs) {
    this.loaderConfig = loaderConfig;
    this.metricSpecs = metricSpecs;
  }

  /**
   * Binds and checks {@code test_dataloader} and {@code test_evaluator} of a config.
   *
   * @throws ConfigException with all problems
   */
  public static Evaluator of(Binder binder, DictNode config) {
    List<Problem> problems = new ArrayList<>();
    DataLoaderConfig loader = null;
    List<Spec<Metric>> metrics = new ArrayList<>();
    try {
      loader =
          binder.bind(
              DataLoaderConfig.class, require(config, "test_dataloader"), "test_dataloader");
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
    try {
      ConfigNode node = require(config, "test_evaluator");
      List<ConfigNode> nodes = node instanceof ListNode list ? list.items() : List.of(node);
      for (ConfigNode item : nodes) {
        metrics.add(binder.spec(Metric.class, item, "test_evaluator"));
      }
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Evaluator(loader, metrics);
  }

  private static ConfigNode require(DictNode config, String key) {
    ConfigNode node = config.get(key);
    if (node == null || node.isNone()) {
      throw new ConfigException(
          Problem.of(
              config.location(),
              key,
              "the config has no " + key + ", so there is nothing to test on"));
    }
    return node;
  }

  /**
   * Tests a model.
   *
   * @throws org.vedette.base.DataException when the dataset or an image cannot be read
   */
  public Result run(ModelRuntime runtime, Listener listener) {
    Dataset images = dataset();
    metricSpecs.forEach(spec -> metrics.add(spec.build()));
    metrics.forEach(metric -> metric.start(images.metaInfo().classes()));
    int[] order = loaderConfig.sampler().build().order(images, 0, 0, 0, 1);
    if (order.length == 0) {
      throw new DataException("test_dataloader: the dataset has no images to test on");
    }
    List<int[]> batches = DataLoader.batches(order, loaderConfig.batch_size(), false);
    double[] seconds = new double[2];
    try (DataLoader loader = DataLoader.of(loaderConfig, images, 0);
        DataLoader.Epoch epoch = loader.epoch(batches, 0)) {
      int done = 0;
      while (epoch.hasNext()) {
        done = batch(runtime, epoch, done, order.length, listener, seconds);
      }
    }
    Map<String, Double> values = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    for (Metric metric : metrics) {
      MetricReport report = metric.report();
      values.putAll(report.values());
      text.append(report.text());
    }
    int count = Math.max(1, batches.size());
    return new Result(values, text.toString(), seconds[0] / count, seconds[1] / count);
  }

  private int batch(
      ModelRuntime runtime,
      DataLoader.Epoch epoch,
      int done,
      int total,
      Listener listener,
      double[] seconds) {
    long start = System.nanoTime();
    List<Sample> samples = epoch.next();
    double data = (System.nanoTime() - start) / 1e9;
    try {
      List<ImageInput> inputs = samples.stream().map(Sample::toInput).toList();
      List<Detections> found = runtime.predict(inputs);
      for (int i = 0; i < samples.size(); i++) {
        add(samples.get(i), found.get(i));
      }
      double all = (System.nanoTime() - start) / 1e9;
      seconds[0] += all;
      seconds[1] += data;
      listener.batch(done + samples.size(), total, samples, found, data, all);
      return done + samples.size();
    } finally {
      samples.forEach(Sample::close);
    }
  }

  private void add(Sample sample, Detections found) {
    for (Metric metric : metrics) {
      metric.add(sample.record().imageId(), found, metric.needsTruth() ? truth(sample) : null);
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

  /** The metrics after {@link #run}. */
  public List<Metric> metrics() {
    return List.copyOf(metrics);
  }

  /** The test dataset; its annotation file is read at the first call and kept. */
  public Dataset dataset() {
    if (dataset == null) {
      dataset = loaderConfig.buildDataset(1);
    }
    return dataset;
  }
}
