package org.vedette.engine.ema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.vedette.base.Formula;
import org.vedette.base.pickle.PyDict;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.engine.Json;
import org.vedette.tensor.Layer;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.checkpoint.HostTensor;
import org.vedette.tensor.layers.Linear;
import org.vedette.tensor.layers.Norm;
import org.vedette.testkit.FixtureCase;
import org.vedette.testkit.FixtureTally;

/** Ten updates of each of upstream's averages. */
class EmaFixturesTest {
  /** All inputs are up to 1 in size: one rounding of them. */
  private static final double ROUNDING = 1.2e-7;

  private static final Binder BINDER = new Binder(Registry.load());

  /** The model of the fixture: its second layer has the names and shapes of BatchNorm1d. */
  static final class Net extends Layer {
    Net() {
      child("0", new Linear(3, 2, true));
      child("1", BINDER.spec(Norm.class, "dict(type='BN')").build().create(2));
    }

    void fill(int time) {
      state()
          .forEach(
              (name, param) -> {
                try (TensorScope scope = TensorScope.open()) {
                  param.copyFrom(
                      name.endsWith("num_batches_tracked")
                          ? Tensors.of(new long[] {3L * time})
                          : numbers("ema/open/" + name + "/" + time, param.shape()));
                }
              });
    }
  }

  private static Tensor numbers(String key, long... shape) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    Formula formula = Formula.of(key);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (-1 + 2 * formula.at(i));
    }
    return Tensors.of(values, shape);
  }

  @Test
  void everyAverageFollowsUpstream() {
    List<FixtureCase> cases = Json.cases("reference/components/schedules/ema.json.gz", "type");
    FixtureTally tally = FixtureTally.run(cases, Map.of("case", EmaFixturesTest::check));
    System.out.println("averages: " + tally);
    assertThat(tally.failures()).isEmpty();
    assertThat(tally.passed()).isEqualTo(cases.size());
  }

  private static void check(FixtureCase fixture) {
    Map<String, Object> config = new LinkedHashMap<>(fixture.params());
    List<?> states = (List<?>) config.remove("state_after_each_update");
    long steps = (Long) config.remove("steps_buffer");
    AveragedModel average = BINDER.spec(AveragedModel.class, Json.node(config), "ema").build();
    Net net = new Net();
    net.fill(0);
    average.start(net);
    for (int time = 1; time <= states.size(); time++) {
      net.fill(time);
      average.update();
      PyDict state = average.state();
      int at = time;
      ((Map<?, ?>) states.get(time - 1))
          .forEach((name, values) -> compare(state, name + "", (List<?>) values, at));
    }
    assertThat(average.steps()).isEqualTo(steps);
  }

  private static void compare(PyDict state, String name, List<?> expected, int time) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor actual = StateLoader.toTensor((HostTensor) state.get("module." + name));
      double[] numbers = expected.stream().mapToDouble(Json::number).toArray();
      assertThat(Tensors.toDoubles(actual))
          .as(name + " after " + time)
          .containsExactly(numbers, Offset.offset(ROUNDING));
    }
  }
}
