package org.vedette.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.vedette.core.Instances;
import org.vedette.core.task.Assigner;
import org.vedette.core.task.Assignment;
import org.vedette.core.task.Predictions;
import org.vedette.tensor.TensorScope;

/** The anchors of RPN, three a cell on five levels, against the truths of an image. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MaxIouAssignerBenchmark extends TensorState {
  @Param({"20", "200"})
  int truths;

  @Param("800")
  int height;

  @Param("1344")
  int width;

  private Assigner assigner;
  private Predictions anchors;
  private Instances objects;

  @Override
  void make() {
    assigner =
        Inputs.component(
            Assigner.class,
            "dict(type='MaxIoUAssigner', pos_iou_thr=0.7, neg_iou_thr=0.3, min_pos_iou=0.3,"
                + " match_low_quality=True, ignore_iof_thr=-1)");
    anchors =
        Anchors.of(
            "dict(type='AnchorGenerator', scales=[8], ratios=[0.5, 1.0, 2.0],"
                + " strides=[4, 8, 16, 32, 64])",
            height,
            width);
    objects = Anchors.objects(truths, height, width);
  }

  /** Matches them. */
  @Benchmark
  public Assignment assign() {
    try (TensorScope scope = TensorScope.open()) {
      return assigner.assign(anchors, objects, null);
    }
  }
}
