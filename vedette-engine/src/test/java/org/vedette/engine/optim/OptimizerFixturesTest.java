package org.vedette.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.Formula;
import org.vedette.config.ConfigNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.engine.Json;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Linear;
import org.vedette.testkit.FixtureCase;
import org.vedette.testkit.FixtureTally;
import org.vedette.testkit.Near;

/** Twenty steps of each of PyTorch's optimizers on a small net. */
class OptimizerFixturesTest {
  private static final double TOLERANCE = 5e-6;
  private static final Binder BINDER = new Binder(Registry.load());

  /** The net of the fixture, with its weights. */
  static final class Net extends Layer {
    final Linear fc1 = child("fc1", new Linear(5, 4, true));
    final Linear fc2 = child("fc2", new Linear(4, 3, true));

    Net() {
      state()
          .forEach(
              (name, param) ->
                  param.copyFrom(numbers("optim/open/" + name, -0.5, 1, param.shape())));
    }

    Tensor loss(int step, boolean sum) {
      Tensor x = numbers("optim/open/x" + step, -1, 2, 6, 5);
      Tensor y = numbers("optim/open/y" + step, -1, 2, 6, 3);
      Tensor difference = fc2.forward(fc1.forward(x).relu()).sub(y);
      Tensor squares = Ops.sum(difference.mul(difference), 1, false);
      return sum ? squares.sum() : squares.mean();
    }
  }

  private static Tensor numbers(String key, double low, double width, long... shape) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    Formula formula = Formula.of(key);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (low + width * formula.at(i));
    }
    return Tensors.of(values, shape);
  }

  @Test
  void everyOptimizerFollowsPyTorch() {
    List<FixtureCase> cases =
        Json.cases("reference/components/schedules/optimizers.json.gz", "optimizer");
    FixtureTally tally = FixtureTally.run(cases, Map.of("case", OptimizerFixturesTest::check));
    System.out.println("optimizers: " + tally);
    assertThat(tally.failures()).isEmpty();
    assertThat(tally.passed()).isEqualTo(cases.size());
  }

  private static void check(FixtureCase fixture) {
    Map<String, Object> json = fixture.params();
    Net net = new Net();
    OptimWrapper wrapper = wrapper(json);
    wrapper.start(net);
    List<?> steps = (List<?>) json.get("steps");
    wrapper.begin(0, steps.size());
    boolean sum = "sum of squared errors".equals(json.get("loss"));
    for (int i = 0; i < steps.size(); i++) {
      Map<?, ?> expected = (Map<?, ?>) steps.get(i);
      try (TensorScope scope = TensorScope.open()) {
        Tensor loss = net.loss(i, sum);
        near("loss " + i, loss.item_double(), Json.number(expected.get("loss")));
        wrapper.backward(loss);
        wrapper.step();
      }
      compare(net, wrapper, expected, i);
    }
  }

  private static OptimWrapper wrapper(Map<String, Object> json) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("type", "OptimWrapper");
    for (String key : List.of("optimizer", "clip_grad", "accumulative_counts")) {
      if (json.containsKey(key)) {
        config.put(key, json.get(key));
      }
    }
    if (json.get("clip_grad") instanceof Map<?, ?> clip && clip.containsKey("clip_value")) {
      // Upstream takes the type out of the dict that was then written down.
      config.put("clip_grad", Map.of("type", "value", "clip_value", clip.get("clip_value")));
    }
    ConfigNode node = Json.node(config);
    return BINDER.spec(OptimWrapper.class, node, "optim_wrapper").build();
  }

  private static void compare(Net net, OptimWrapper wrapper, Map<?, ?> expected, int step) {
    net.state()
        .forEach(
            (name, param) -> {
              List<?> sums = (List<?>) expected.get(name);
              double sum = 0;
              double squares = 0;
              for (double value : Tensors.toDoubles(param.get())) {
                sum += value;
                squares += value * value;
              }
              near(name + " " + step, sum, Json.number(sums.get(0)));
              near(name + "^2 " + step, squares, Json.number(sums.get(1)));
            });
    // Bounding values takes no norm; the fixture's number there is left over from a case before.
    if (wrapper.gradNorm().isPresent()) {
      near("norm", wrapper.gradNorm().orElseThrow(), Json.number(expected.get("grad_norm")));
    }
  }

  private static void near(String what, double actual, double expected) {
    // Sums of weights of both signs can be near zero: their error is that of the weights.
    if (Math.abs(actual - expected) > TOLERANCE * 0.1) {
      Near.check(what, new double[] {actual}, new double[] {expected}, TOLERANCE);
    }
  }
}
