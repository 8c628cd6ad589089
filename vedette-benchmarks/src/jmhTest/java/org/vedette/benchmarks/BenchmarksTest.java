package org.vedette.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {
  @ParameterizedTest
  @CsvSource({
    "RoiAlign, 2, regions=3 channels=4 height=64 width=96",
    "Nms, 2, proposals=50 regions=10 classes=3",
    "MaxIouAssigner, 1, truths=3 height=64 width=96",
    "AtssAssigner, 1, truths=3 height=64 width=96",
    "SimOtaAssigner, 1, truths=3 size=64",
    "CocoEval, 4, images=3 detections=4"
  })
  void everyBenchmarkRunsOnceAtTinySizes(String name, int methods, String sizes)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(name + "Benchmark")
            .forks(0)
            .mode(Mode.SingleShotTime)
            .warmupIterations(0)
            .measurementIterations(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    for (String size : sizes.split(" ", -1)) {
      String[] parts = size.split("=", -1);
      options.param(parts[0], parts[1]);
    }

    Collection<RunResult> results = new Runner(options.build()).run();

    assertThat(results).hasSize(methods);
    assertThat(results)
        .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
  }
}
