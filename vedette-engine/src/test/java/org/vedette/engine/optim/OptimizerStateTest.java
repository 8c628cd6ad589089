package org.vedette.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.CheckpointException;
import org.vedette.base.SharedData;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyList;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.checkpoint.Checkpoint;
import org.vedette.tensor.checkpoint.CheckpointWriter;
import org.vedette.tensor.checkpoint.HostTensor;

/** States in checkpoints: ours come back to the last bit, MMEngine's are understood. */
class OptimizerStateTest {
  private static final Binder BINDER = new Binder(Registry.load());
  private static final List<String> OPTIMIZERS =
      List.of(
          "type='SGD', lr=0.1",
          "type='SGD', lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True",
          "type='Adam', lr=0.1, weight_decay=0.01",
          "type='Adam', lr=0.1, amsgrad=True",
          "type='AdamW', lr=0.1",
          "type='RMSprop', lr=0.01, momentum=0.9, centered=True",
          "type='Adagrad', lr=0.1, lr_decay=0.1",
          "type='Adadelta', lr=1.0",
          "type='Adamax', lr=0.1",
          "type='NAdam', lr=0.1",
          "type='RAdam', lr=0.1");

  @TempDir Path folder;

  private static OptimWrapper wrapper(String optimizer, String more) {
    return BINDER
        .spec(
            OptimWrapper.class,
            "dict(type='OptimWrapper', optimizer=dict(" + optimizer + ")" + more + ")")
        .build();
  }

  private static void train(OptimizerFixturesTest.Net net, OptimWrapper wrapper, int from, int to) {
    for (int i = from; i < to; i++) {
      try (TensorScope scope = TensorScope.open()) {
        wrapper.backward(net.loss(i, false));
        wrapper.step();
      }
    }
  }

  private static List<float[]> weights(Layer net) {
    List<float[]> all = new ArrayList<>();
    net.state().values().forEach(param -> all.add(Tensors.toFloats(param.get())));
    return all;
  }

  /** Writes a state to a file and reads it back while {@code use} looks at it. */
  private void throughFile(PyDict state, Consumer<PyDict> use) {
    Path file = folder.resolve("state.pth");
    CheckpointWriter.writePth(file, state);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      use.accept((PyDict) checkpoint.root());
    }
  }

  private void assertGoesOnExactly(String optimizer, String more, int pause) {
    OptimizerFixturesTest.Net straight = new OptimizerFixturesTest.Net();
    OptimWrapper first = wrapper(optimizer, more);
    first.start(straight);
    first.begin(0, 12);
    train(straight, first, 0, pause);
    OptimizerFixturesTest.Net resumed = new OptimizerFixturesTest.Net();
    straight.state().forEach((name, param) -> resumed.state().get(name).copyFrom(param.get()));
    OptimWrapper second = wrapper(optimizer, more);
    second.start(resumed);
    throughFile(first.state(), second::load);
    second.begin(pause, 12);
    train(straight, first, pause, 12);
    train(resumed, second, pause, 12);
    assertThat(weights(resumed)).as(optimizer + more).containsExactlyElementsOf(weights(straight));
  }

  @Test
  void everyOptimizerGoesOnFromAFileToTheLastBit() {
    OPTIMIZERS.forEach(optimizer -> assertGoesOnExactly(optimizer, "", 5));
  }

  @Test
  void groupsOfTheirOwnAndClippingGoOnToTheLastBit() {
    String more =
        ", clip_grad=dict(max_norm=0.5), paramwise_cfg=dict(bias_lr_mult=2., bias_decay_mult=0.)";
    assertGoesOnExactly("type='AdamW', lr=0.1, weight_decay=0.1", more, 5);
  }

  @Test
  void gradientsBetweenTwoUpdatesAreNotLost() {
    assertGoesOnExactly("type='Adam', lr=0.1", ", accumulative_counts=4", 6);
  }

  @Test
  void halfPrecisionGoesOnToTheLastBit() {
    OptimWrapper amp =
        BINDER
            .spec(
                OptimWrapper.class,
                "dict(type='AmpOptimWrapper', optimizer=dict(type='SGD', lr=0.1))")
            .build();
    amp.start(new OptimizerFixturesTest.Net());
    throughFile(
        amp.state(),
        saved -> {
          assertThat(saved.dict("loss_scaler").keySet())
              .containsExactly(
                  "scale", "growth_factor", "backoff_factor", "growth_interval", "_growth_tracker");
          amp.load(saved);
        });
  }

  /** The model of {@code runner_epoch_3.pth}: six parameters. */
  static final class RunnerNet extends Layer {
    RunnerNet() {
      ParamwiseModels.Part tree = new ParamwiseModels.Part("Module");
      tree.add("conv.weight", "", 3, 2, 1, 1);
      tree.add("conv.bias", "", 3);
      tree.add("bn.weight", "", 3);
      tree.add("bn.bias", "", 3);
      tree.add("fc.weight", "", 2, 3);
      tree.add("fc.bias", "", 2);
      tree.children().forEach(this::child);
    }
  }

  @Test
  void stateOfMmengineIsTakenAndGivenBackAsItWas() {
    Path file = SharedData.require("reference/components/checkpoints/runner_epoch_3.pth");
    OptimWrapper wrapper = wrapper("type='SGD', lr=0.5, momentum=0.1", "");
    wrapper.start(new RunnerNet());
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      PyDict saved = ((PyDict) checkpoint.root()).dict("optimizer");
      wrapper.load(saved);
      PyDict again = wrapper.state();
      PyDict group = (PyDict) ((PyList) again.get("param_groups")).get(0);
      PyDict savedGroup = (PyDict) ((PyList) saved.get("param_groups")).get(0);
      assertThat(group.entrySet()).containsExactlyElementsOf(savedGroup.entrySet());
      assertThat(again.dict("state").keySet()).isEqualTo(saved.dict("state").keySet());
      saved
          .dict("state")
          .forEach(
              (index, state) ->
                  assertThat(buffer(again.dict("state").get(index))).isEqualTo(buffer(state)));
    }
    assertThat(wrapper.groups().get(0).number("lr")).isEqualTo(0.010000000000000004);
  }

  private static float[] buffer(Object state) {
    try (TensorScope scope = TensorScope.open()) {
      Object host = ((PyDict) state).get("momentum_buffer");
      return Tensors.toFloats(StateLoader.toTensor((HostTensor) host));
    }
  }

  @Test
  void settingsAreNamedAndOrderedAsPyTorchDoes() {
    OptimWrapper wrapper = wrapper("type='Adam', lr=0.1", "");
    OptimizerFixturesTest.Net net = new OptimizerFixturesTest.Net();
    wrapper.start(net);
    wrapper.begin(0, 1);
    train(net, wrapper, 0, 1);
    PyDict state = wrapper.state();
    assertThat(((PyDict) ((PyList) state.get("param_groups")).get(0)).keySet())
        .containsExactly(
            "lr",
            "betas",
            "eps",
            "weight_decay",
            "amsgrad",
            "maximize",
            "foreach",
            "capturable",
            "differentiable",
            "fused",
            "params");
    assertThat(((PyDict) state.dict("state").get(0L)).keySet())
        .containsExactly("step", "exp_avg", "exp_avg_sq");
    assertThat(((HostTensor) ((PyDict) state.dict("state").get(0L)).get("step")).shape()).isEmpty();
  }

  @Test
  void stepsOfOlderPyTorchesAreNumbersAndNewerOnesHaveMoreSettings() {
    OptimWrapper wrapper = wrapper("type='Adam', lr=0.1", "");
    OptimizerFixturesTest.Net net = new OptimizerFixturesTest.Net();
    wrapper.start(net);
    wrapper.begin(0, 2);
    train(net, wrapper, 0, 1);
    PyDict state = wrapper.state();
    ((PyDict) state.dict("state").get(0L)).put("step", 7L);
    PyDict group = (PyDict) ((PyList) state.get("param_groups")).get(0);
    group.put("decoupled_weight_decay", false);
    group.put("lr", HostTensor.of(new float[] {0.25f}));
    group.remove("fused");
    wrapper.load(state);
    assertThat(wrapper.groups().get(0).number("lr")).isEqualTo(0.25);
    assertThat(wrapper.groups().get(0).options()).containsKeys("fused", "decoupled_weight_decay");
    HostTensor step = (HostTensor) ((PyDict) wrapper.state().dict("state").get(0L)).get("step");
    try (TensorScope scope = TensorScope.open()) {
      assertThat(Tensors.toFloats(StateLoader.toTensor(step))).containsExactly(7);
    }
  }

  @Test
  void stateOfAnotherOptimizerOrModelIsRefused() {
    OptimWrapper sgd = wrapper("type='SGD', lr=0.1, momentum=0.9", "");
    OptimizerFixturesTest.Net net = new OptimizerFixturesTest.Net();
    sgd.start(net);
    sgd.begin(0, 1);
    train(net, sgd, 0, 1);
    OptimWrapper adam = wrapper("type='Adam', lr=0.1", "");
    adam.start(net);
    assertThatThrownBy(() -> adam.load(sgd.state()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("fc1.weight")
        .hasMessageContaining("another optimizer");
    OptimWrapper split = wrapper("type='SGD', lr=0.1", ", paramwise_cfg=dict(bias_lr_mult=2.)");
    split.start(net);
    assertThatThrownBy(() -> split.load(sgd.state()))
        .hasMessageContaining("1 parameter groups; expected 4");
    OptimWrapper other = wrapper("type='SGD', lr=0.1, momentum=0.9", "");
    other.start(new RunnerNet());
    assertThatThrownBy(() -> other.load(sgd.state()))
        .hasMessageContaining("4 parameters; expected 6");
  }

  @Test
  void parametersWithoutGradientStayAndHaveNoState() {
    OptimizerFixturesTest.Net net = new OptimizerFixturesTest.Net();
    Param frozen = net.state().get("fc1.weight");
    frozen.setTrainable(false);
    float[] before = Tensors.toFloats(frozen.get());
    OptimWrapper wrapper = wrapper("type='SGD', lr=0.1, momentum=0.9, weight_decay=0.1", "");
    wrapper.start(net);
    wrapper.begin(0, 2);
    train(net, wrapper, 0, 2);
    assertThat(Tensors.toFloats(frozen.get())).isEqualTo(before);
    assertThat(wrapper.state().dict("state").keySet()).containsExactly(1L, 2L, 3L);
  }
}
