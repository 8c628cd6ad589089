package org.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.CheckpointException;
import org.vedette.base.Detections;
import org.vedette.base.Location;
import org.vedette.base.SharedData;
import org.vedette.base.VedetteException;
import org.vedette.base.pickle.PyDict;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.core.Batch;
import org.vedette.core.DataPreprocessor;
import org.vedette.core.Detector;
import org.vedette.core.Losses;
import org.vedette.core.Outputs;
import org.vedette.core.StepContext;
import org.vedette.engine.hook.Hook;
import org.vedette.tensor.DType;
import org.vedette.tensor.Device;
import org.vedette.tensor.Param;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.checkpoint.Checkpoint;
import org.vedette.tensor.checkpoint.HostTensor;

class EmaHookTest {
  private static final Binder BINDER = new Binder(Registry.load());
  private static final TrainStep STEP = new TrainStep(0, List.of(), Map.of());
  private static final EvalStep.Phase VAL = EvalStep.Phase.VAL;

  @TempDir Path temporary;

  /** A model of one weight and one buffer, or of what else is registered. */
  static final class Tiny extends Detector {
    void add(String name, float... values) {
      param(name, Tensors.of(values, values.length));
    }

    void addBuffer(String name, float... values) {
      buffer(name, Tensors.of(values, values.length));
    }

    Param zeros(String name, DType type, long... shape) {
      Tensor zeros = Tensors.zeros(type, shape);
      return type == DType.INT64 ? buffer(name, zeros) : param(name, zeros);
    }

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

  private static Tiny model() {
    Tiny model = new Tiny();
    model.add("w", 1);
    model.addBuffer("b", 10);
    return model;
  }

  private Run run(Detector model) {
    RunFolder folder = new RunFolder(temporary, "20260101_000000", "test");
    return new Run(
        folder, new RunSettings(1, new DictNode(Location.UNKNOWN), "test"), model, Device.CPU);
  }

  private static Hook hook(String more) {
    return BINDER.spec(Hook.class, "dict(type='EMAHook'" + more + ")").build();
  }

  private static void set(Run run, String name, float value) {
    try (TensorScope scope = TensorScope.open()) {
      run.model().state().get(name).copyFrom(Tensors.of(new float[] {value}, 1));
    }
  }

  private static float value(Run run, String name) {
    return Tensors.toFloats(run.model().state().get(name).get())[0];
  }

  private static float saved(PyDict state, String name) {
    try (TensorScope scope = TensorScope.open()) {
      return Tensors.toFloats(StateLoader.toTensor((HostTensor) state.get(name)))[0];
    }
  }

  private static PyDict save(Run run, Hook hook) {
    PyDict weights = PyDict.ordered();
    run.model()
        .state()
        .forEach((name, param) -> weights.put(name, StateLoader.toHost(param.get())));
    PyDict checkpoint = new PyDict();
    checkpoint.put("state_dict", weights);
    hook.beforeSave(run, checkpoint);
    return checkpoint;
  }

  /** A run after two steps: the weight went 1, 3, 5, the average 3, 3.5. */
  private Run afterTwoSteps(Hook hook) {
    Run run = run(model());
    hook.beforeRun(run);
    hook.beforeTrain(run);
    set(run, "w", 3);
    hook.afterTrainIter(run, STEP);
    set(run, "w", 5);
    set(run, "b", 20);
    hook.afterTrainIter(run, STEP);
    return run;
  }

  @Test
  void averageIsEvaluatedAndTheWeightsComeBack() {
    Hook hook = hook(", momentum=0.25");
    Run run = afterTwoSteps(hook);
    hook.beforeEval(run, VAL);
    assertThat(value(run, "w")).isEqualTo(3.5f);
    assertThat(value(run, "b")).isEqualTo(20);
    hook.afterEval(run, VAL);
    assertThat(value(run, "w")).isEqualTo(5);
  }

  @Test
  void buffersAreAveragedWhereThatIsAskedFor() {
    Hook hook = hook(", momentum=0.25, update_buffers=True, ema_type='ExponentialMovingAverage'");
    Run run = afterTwoSteps(hook);
    hook.beforeEval(run, VAL);
    assertThat(value(run, "b")).isEqualTo(12.5f);
    hook.afterEval(run, VAL);
    assertThat(value(run, "b")).isEqualTo(20);
  }

  @Test
  void checkpointHoldsTheAverageAsTheModel() {
    Hook hook = hook(", momentum=0.25");
    Run run = afterTwoSteps(hook);
    PyDict checkpoint = save(run, hook);
    assertThat(saved(checkpoint.dict("state_dict"), "w")).isEqualTo(3.5f);
    assertThat(checkpoint.dict("ema_state_dict").keySet())
        .containsExactly("steps", "module.w", "module.b");
    assertThat(saved(checkpoint.dict("ema_state_dict"), "module.w")).isEqualTo(5);
    assertThat(saved(checkpoint.dict("ema_state_dict"), "steps")).isEqualTo(2);
  }

  @Test
  void checkpointThatIsWrittenDuringAnEvaluationIsTheSame() {
    Hook hook = hook(", momentum=0.25");
    Run run = afterTwoSteps(hook);
    hook.beforeEval(run, VAL);
    PyDict checkpoint = save(run, hook);
    assertThat(saved(checkpoint.dict("state_dict"), "w")).isEqualTo(3.5f);
    assertThat(saved(checkpoint.dict("ema_state_dict"), "module.w")).isEqualTo(5);
  }

  @Test
  void resumedAverageGoesOnWhereItWas() {
    Hook hook = hook(", momentum=0.25");
    PyDict checkpoint = save(afterTwoSteps(hook), hook);
    Hook second = hook(", momentum=0.25");
    Run resumed = run(model());
    second.afterLoad(resumed, checkpoint);
    set(resumed, "w", saved(checkpoint.dict("state_dict"), "w"));
    second.beforeRun(resumed);
    assertThat(value(resumed, "w")).isEqualTo(5);
    set(resumed, "w", 7);
    second.afterTrainIter(resumed, STEP);
    second.beforeEval(resumed, VAL);
    assertThat(value(resumed, "w")).isEqualTo(4.375f);
  }

  @Test
  void checkpointWithoutAverageStartsOneFromItsWeights() {
    PyDict checkpoint = new PyDict();
    Hook hook = hook("");
    Run run = run(model());
    hook.afterLoad(run, checkpoint);
    set(run, "w", 9);
    hook.beforeRun(run);
    hook.beforeEval(run, VAL);
    assertThat(value(run, "w")).isEqualTo(9);
  }

  @Test
  void averageFollowsTheModelUntilItBegins() {
    Hook hook = hook(", momentum=0.25, begin_iter=2");
    Run run = run(model());
    hook.beforeRun(run);
    set(run, "w", 3);
    hook.afterTrainIter(run, STEP);
    PyDict state = save(run, hook);
    assertThat(saved(state.dict("state_dict"), "w")).isEqualTo(3);
    assertThat(saved(state.dict("ema_state_dict"), "steps")).isZero();
    assertThatThrownBy(() -> hook.beforeTrain(run))
        .isInstanceOf(VedetteException.class)
        .hasMessageContaining("begin_iter 2");
  }

  @Test
  void kindsHaveTheirOwnSettings() {
    hook(", ema_type='ExpMomentumEMA', momentum=0.0002, gamma=2000, update_buffers=True");
    hook(", ema_type='StochasticWeightAverage', interval=3");
    assertThatThrownBy(() -> hook(", ema_type='StochasticWeightAverage', gamma=3"))
        .hasMessageContaining("gamma");
    assertThatThrownBy(() -> hook(", ema_type='ExpMomentumEMA', momentum=1.5"))
        .hasMessageContaining("momentum 1.5");
    assertThatThrownBy(() -> hook(", begin_iter=1, begin_epoch=1")).hasMessageContaining("one of");
  }

  @Test
  void checkpointOfMmengineIsUnderstood() {
    Tiny model = new Tiny();
    Run run = run(model);
    for (String name :
        List.of("conv.bias", "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var")) {
      model.zeros(name, DType.FLOAT32, 3);
    }
    model.zeros("conv.weight", DType.FLOAT32, 3, 2, 1, 1);
    model.zeros("bn.num_batches_tracked", DType.INT64);
    model.zeros("fc.weight", DType.FLOAT32, 2, 3);
    model.zeros("fc.bias", DType.FLOAT32, 2);
    Hook hook = hook(", strict_load=True");
    Path file = SharedData.require("reference/components/checkpoints/runner_epoch_3.pth");
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      PyDict root = (PyDict) checkpoint.root();
      hook.afterLoad(run, root);
      assertThat(saved(root.dict("state_dict"), "fc.bias")).isEqualTo(0.11155544221401215f);
      hook.beforeEval(run, VAL);
      assertThat(value(run, "fc.bias")).isEqualTo(0.10354465246200562f);
      hook.afterEval(run, VAL);
      assertThat(saved(save(run, hook).dict("ema_state_dict"), "steps")).isEqualTo(12);
    }
    Hook strict = hook(", strict_load=True");
    Hook other = hook("");
    PyDict partial = save(afterTwoSteps(other), other);
    partial.dict("ema_state_dict").remove("module.w");
    assertThatThrownBy(() -> strict.afterLoad(run(model()), partial))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("module.w");
  }
}
