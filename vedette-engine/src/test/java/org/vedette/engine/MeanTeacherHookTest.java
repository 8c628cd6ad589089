package org.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.Detections;
import org.vedette.base.Location;
import org.vedette.base.VedetteException;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.core.Batch;
import org.vedette.core.DataPreprocessor;
import org.vedette.core.Detector;
import org.vedette.core.Losses;
import org.vedette.core.Outputs;
import org.vedette.core.StepContext;
import org.vedette.core.TeacherStudent;
import org.vedette.engine.hook.Hook;
import org.vedette.tensor.Device;
import org.vedette.tensor.Layer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class MeanTeacherHookTest {
  private static final TrainStep STEP = new TrainStep(0, List.of(), Map.of());

  @TempDir Path folder;

  /** A weight and a running statistic. */
  private static final class Half extends Layer {
    Half(float weight, float statistic) {
      param("w", Tensors.of(new float[] {weight}, 1));
      buffer("b", Tensors.of(new float[] {statistic}, 1));
    }
  }

  private static class Plain extends Detector {
    @Override
    public DataPreprocessor preprocessor() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Losses loss(Batch batch, StepContext step) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Detections> predict(Batch batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Outputs forward(Batch batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Outputs> stages(Batch batch) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Pair extends Plain implements TeacherStudent {
    private final Half teacher = child("teacher", new Half(0, 5));
    private final Half student = child("student", new Half(2, 10));

    @Override
    public Layer teacher() {
      return teacher;
    }

    @Override
    public Layer student() {
      return student;
    }

    void learn(float weight) {
      try (TensorScope scope = TensorScope.open()) {
        student.own("w").copyFrom(Tensors.of(new float[] {weight}, 1));
      }
    }

    float taught(String name) {
      return Tensors.toFloats(teacher.state().get(name).get())[0];
    }
  }

  private Run run(Detector model) {
    RunSettings settings = new RunSettings(1, new DictNode(Location.UNKNOWN), "test");
    return new Run(new RunFolder(folder, "20260101_000000", "test"), settings, model, Device.CPU);
  }

  private static Hook hook(String keys) {
    return new Binder(Registry.load())
        .spec(Hook.class, "dict(type='MeanTeacherHook'" + keys + ")")
        .build();
  }

  @Test
  void theTeacherStartsAsItsStudentAndFollowsIt() {
    Pair pair = new Pair();
    Run run = run(pair);
    Hook hook = hook(", momentum=0.25");

    hook.beforeTrain(run);
    assertThat(pair.taught("w")).isEqualTo(2);
    pair.learn(6);
    hook.afterTrainIter(run, STEP);

    assertThat(pair.taught("w")).isCloseTo(3, within(1e-6f));
    assertThat(pair.taught("b")).isEqualTo(5);
  }

  @Test
  void runningStatisticsFollowWhereThatIsAskedFor() {
    Pair pair = new Pair();
    Hook hook = hook(", momentum=0.5, skip_buffer=False");

    hook.beforeTrain(run(pair));

    assertThat(pair.taught("b")).isEqualTo(10);
  }

  @Test
  void aResumedRunKeepsItsTeacherAndOnlyEverySecondStepCounts() {
    Pair pair = new Pair();
    Run run = run(pair);
    run.standAt(0, 2);
    Hook hook = hook(", momentum=0.5, interval=2");

    hook.beforeTrain(run);
    hook.afterTrainIter(run, STEP);
    assertThat(pair.taught("w")).isEqualTo(0);
    run.advance();
    hook.afterTrainIter(run, STEP);

    assertThat(pair.taught("w")).isEqualTo(1);
  }

  @Test
  void aModelWithoutATeacherIsRefused() {
    Run run = run(new Plain());

    assertThatThrownBy(() -> hook("").beforeTrain(run))
        .isInstanceOf(VedetteException.class)
        .hasMessageContaining("a teacher and a student, got Plain");
  }
}
