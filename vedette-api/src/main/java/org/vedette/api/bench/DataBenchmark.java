package org.vedette.api.bench;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.vedette.base.VedetteException;
import org.vedette.config.Config;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Binder;
import org.vedette.data.BatchPlan;
import org.vedette.data.DataLoader;
import org.vedette.data.DataLoaderConfig;
import org.vedette.data.Dataset;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.StepTimes;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Measures how fast a config's loader brings images, and what each step of its pipeline costs. */
public final class DataBenchmark {
  /**
   * How to measure.
   *
   * @param loader the config's key of the loader, such as {@code train_dataloader}
   * @param batches measured batches
   * @param warmup batches before them
   * @param workers threads that load; null for the config's number
   */
  public record Options(String loader, int batches, int warmup, Integer workers) {
    /** Checks the counts. */
    public Options {
      if (batches < 1 || warmup < 0 || (workers != null && workers < 0)) {
        throw new VedetteException(
            "expected 1 batch or more, no negative warm-up and no negative number of workers");
      }
    }
  }

  /**
   * What was measured.
   *
   * @param options how
   * @param workers threads that loaded
   * @param images measured images
   * @param seconds how long they took
   * @param startSeconds how long the dataset took to read
   * @param steps thread seconds by step of the pipeline
   */
  public record Report(
      Options options,
      int workers,
      int images,
      double seconds,
      double startSeconds,
      Map<String, Double> steps) {
    /**
     * One JSON object.
     *
     * @param version of Vedette
     */
    public String json(String version) {
      StringWriter text = new StringWriter();
      try (JsonGenerator json =
          new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
        json.writeStartObject();
        json.writeStringProperty("loader", options.loader());
        json.writeNumberProperty("workers", workers);
        json.writeNumberProperty("batches", options.batches());
        json.writeNumberProperty("images", images);
        json.writeNumberProperty("dataset_start_s", rounded(startSeconds));
        json.writeNumberProperty("images_per_s", rounded(images / seconds));
        json.writeNumberProperty(
            "images_per_s_per_thread", rounded(images / seconds / Math.max(1, workers)));
        json.writeObjectPropertyStart("milliseconds_per_image_by_step");
        steps.forEach((step, all) -> json.writeNumberProperty(step, rounded(1e3 * all / images)));
        json.writeEndObject();
        long memory = Machine.peakMemory();
        json.writeNumberProperty("peak_rss_mib", memory < 0 ? -1 : memory >> 20);
        Machine.here().write(json, version);
        json.writeEndObject();
      }
      return text.toString();
    }

    private static double rounded(double value) {
      return Math.round(value * 1e3) / 1e3;
    }
  }

  private DataBenchmark() {}

  /** Loads batches, over several epochs where one is too short, and measures. */
  public static Report run(Binder binder, Config config, Options options) {
    DataLoaderConfig settings = settings(binder, config, options);
    long begin = System.nanoTime();
    Dataset dataset = settings.buildDataset(1);
    BatchPlan plan = new BatchPlan(settings, dataset, 0, 0, 1);
    if (plan.batchesPerEpoch() == 0) {
      throw new VedetteException(options.loader() + ": the dataset makes no batch");
    }
    double start = (System.nanoTime() - begin) / 1e9;
    StepTimes times = new StepTimes();
    try (DataLoader loader = DataLoader.of(settings, dataset, 0)) {
      return new Loading(plan, loader, options).measure(settings.num_workers(), start, times);
    } finally {
      Pipeline.timeSteps(null);
    }
  }

  private static DataLoaderConfig settings(Binder binder, Config config, Options options) {
    DictNode own = config.root().dict(options.loader());
    if (own == null) {
      throw new VedetteException(config.file() + ": no '" + options.loader() + "'");
    }
    DictNode dict = own.copy();
    if (options.workers() != null) {
      dict.put("num_workers", ScalarNode.of((long) options.workers()));
    }
    return binder.bind(DataLoaderConfig.class, dict, options.loader());
  }

  /** The batches of a plan, epoch after epoch. */
  private static final class Loading {
    private final BatchPlan plan;
    private final DataLoader loader;
    private final Options options;
    private int epoch;
    private DataLoader.Epoch pass;

    Loading(BatchPlan plan, DataLoader loader, Options options) {
      this.plan = plan;
      this.loader = loader;
      this.options = options;
    }

    Report measure(int workers, double startSeconds, StepTimes times) {
      Pipeline.timeSteps(times);
      try {
        for (int i = 0; i < options.warmup(); i++) {
          load();
        }
        times.clear();
        long start = System.nanoTime();
        int images = 0;
        for (int i = 0; i < options.batches(); i++) {
          images += load();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Report(options, workers, images, seconds, startSeconds, times.seconds());
      } finally {
        if (pass != null) {
          pass.close();
        }
      }
    }

    private int load() {
      while (pass == null || !pass.hasNext()) {
        if (pass != null) {
          pass.close();
        }
        pass = loader.epoch(plan.epoch(epoch), epoch, 0);
        epoch++;
      }
      List<Sample> samples = pass.next();
      samples.forEach(Sample::close);
      return samples.size();
    }
  }
}
