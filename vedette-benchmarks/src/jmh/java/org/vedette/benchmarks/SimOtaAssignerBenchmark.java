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
import org.vedette.tensor.Tensors;

/** The points of YOLOX on three levels, with what is predicted there, against an image's truths. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SimOtaAssignerBenchmark extends TensorState {
  private static final int CLASSES = 80;

  @Param({"20", "200"})
  int truths;

  @Param("640")
  int size;

  private Assigner assigner;
  private Predictions predictions;
  private Instances objects;

  @Override
  void make() {
    assigner = Inputs.component(Assigner.class, "dict(type='SimOTAAssigner', center_radius=2.5)");
    Predictions points =
        Anchors.of("dict(type='MlvlPointGenerator', strides=[8, 16, 32], offset=0)", size, size);
    int count = (int) points.priors().size(0);
    objects = Anchors.objects(truths, size, size);
    float[] boxes = Inputs.around(Tensors.toFloats(objects.boxes()), count, 3);
    float[] scores = Inputs.numbers(count * CLASSES, 4);
    predictions =
        new Predictions(
            points.priors(), Tensors.of(boxes, count, 4), Tensors.of(scores, count, CLASSES));
  }

  /** Matches them. */
  @Benchmark
  public Assignment assign() {
    try (TensorScope scope = TensorScope.open()) {
      return assigner.assign(predictions, objects, null);
    }
  }
}
