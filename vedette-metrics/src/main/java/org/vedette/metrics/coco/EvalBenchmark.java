package org.vedette.metrics.coco;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Measures an evaluation from files to figures, on made data. */
public final class EvalBenchmark {
  private static final double NANOS = 1e9;

  private final SyntheticCoco data;
  private final List<Times> runs = new ArrayList<>();
  private double ap;

  private EvalBenchmark(SyntheticCoco data) {
    this.data = data;
  }

  private record Times(double load, double evaluate) {
    double total() {
      return load + evaluate;
    }
  }

  /**
   * Makes the data in a temporary folder and evaluates it.
   *
   * @param runs how often; the first is that of a cold JVM
   */
  public static EvalBenchmark run(SyntheticCoco data, int runs) {
    EvalBenchmark benchmark = new EvalBenchmark(data);
    try {
      Path folder = Files.createTempDirectory("vedette-bench-eval");
      try {
        benchmark.run(folder.resolve("truth.json"), folder.resolve("results.json"), runs);
      } finally {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new DataException("cannot use a temporary folder: " + AtomicFiles.reason(e), e);
    }
    return benchmark;
  }

  private void run(Path truth, Path results, int count) throws IOException {
    try {
      data.writeTruth(truth);
      data.writeResults(results);
      for (int i = 0; i < count; i++) {
        measure(truth, results);
      }
    } finally {
      Files.deleteIfExists(truth);
      Files.deleteIfExists(results);
    }
  }

  private void measure(Path truthFile, Path resultFile) {
    IouType iouType = data.masks() ? IouType.SEGM : IouType.BBOX;
    long start = System.nanoTime();
    CocoFiles files = CocoFiles.read(truthFile, resultFile, iouType);
    GroundTruth truth = GroundTruth.of(files.annotations(), data.masks());
    Results results = files.results().resolve(files.annotations());
    long loaded = System.nanoTime();
    EvalParams params = EvalParams.coco(iouType, truth.categoryCount());
    ap = CocoEvaluator.evaluate(truth, results, params).stats()[0];
    long done = System.nanoTime();
    runs.add(new Times((loaded - start) / NANOS, (done - loaded) / NANOS));
  }

  /**
   * One line of JSON: the data's settings, the AP, and for the first and the fastest run the
   * seconds of loading both files, of evaluating (match, accumulate, summarize), and of all.
   */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("metric", data.masks() ? "segm" : "bbox");
      json.writeNumberProperty("images", data.images());
      json.writeNumberProperty("detections_per_image", data.detections());
      json.writeNumberProperty("classes", data.classes());
      json.writeNumberProperty("seed", data.seed());
      json.writeNumberProperty("cores", Runtime.getRuntime().availableProcessors());
      json.writeNumberProperty("ap", ap);
      json.writeNumberProperty("runs", runs.size());
      write(json, "first", runs.get(0));
      write(
          json,
          "fastest",
          runs.stream().min(Comparator.comparingDouble(Times::total)).orElseThrow());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, Times times) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("load_s", times.load());
    json.writeNumberProperty("evaluate_s", times.evaluate());
    json.writeNumberProperty("total_s", times.total());
    json.writeEndObject();
  }
}
