package org.vedette.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.vedette.metrics.coco.CocoEvaluator;
import org.vedette.metrics.coco.CocoFiles;
import org.vedette.metrics.coco.EvalParams;
import org.vedette.metrics.coco.GroundTruth;
import org.vedette.metrics.coco.IouType;
import org.vedette.metrics.coco.Results;
import org.vedette.metrics.coco.SyntheticCoco;

/** COCO evaluation of made data of the size of val2017, 80 classes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CocoEvalBenchmark {
  private static final int CLASSES = 80;

  @Param({"BBOX", "SEGM"})
  IouType metric;

  @Param("5000")
  int images;

  @Param("100")
  int detections;

  private Path folder;
  private GroundTruth truth;
  private Results results;

  /** Writes the files and reads them once. */
  @Setup(Level.Trial)
  public void make() throws IOException {
    folder = Files.createTempDirectory("vedette-jmh-" + metric.name().toLowerCase(Locale.ROOT));
    SyntheticCoco data = new SyntheticCoco(images, detections, CLASSES, metric == IouType.SEGM, 0);
    data.writeTruth(truthFile());
    data.writeResults(resultFile());
    readFiles();
  }

  private Path truthFile() {
    return folder.resolve("truth.json");
  }

  private Path resultFile() {
    return folder.resolve("results.json");
  }

  private void readFiles() {
    CocoFiles files = CocoFiles.read(truthFile(), resultFile(), metric);
    truth = GroundTruth.of(files.annotations(), metric == IouType.SEGM);
    results = files.results().resolve(files.annotations());
  }

  /** Reads both files. */
  @Benchmark
  public Results load() {
    readFiles();
    return results;
  }

  /** Matches, accumulates and summarises. */
  @Benchmark
  public double[] evaluate() {
    EvalParams params = EvalParams.coco(metric, truth.categoryCount());
    return CocoEvaluator.evaluate(truth, results, params).stats();
  }

  /** Deletes the files. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    Files.delete(truthFile());
    Files.delete(resultFile());
    Files.delete(folder);
  }
}
