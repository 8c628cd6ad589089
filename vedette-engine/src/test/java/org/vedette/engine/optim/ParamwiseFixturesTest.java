package org.vedette.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.engine.Json;
import org.vedette.testkit.FixtureCase;
import org.vedette.testkit.FixtureTally;

/** Learning rates and weight decays of each parameter of several models. */
class ParamwiseFixturesTest {
  private static final Binder BINDER = new Binder(Registry.load());

  @Test
  void everyParameterHasUpstreamsLrAndWeightDecay() {
    List<FixtureCase> cases =
        Json.cases("reference/components/schedules/paramwise.json.gz", "model");
    FixtureTally tally = FixtureTally.run(cases, Map.of("case", ParamwiseFixturesTest::check));
    System.out.println("paramwise: " + tally);
    assertThat(tally.failures()).isEmpty();
    assertThat(tally.passed()).isEqualTo(cases.size());
  }

  private static void check(FixtureCase fixture) {
    Map<String, Object> json = fixture.params();
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("type", "OptimWrapper");
    config.put("optimizer", json.get("optimizer"));
    config.put("paramwise_cfg", json.get("paramwise_cfg"));
    if (json.containsKey("constructor")) {
      config.put("constructor", json.get("constructor"));
    }
    OptimWrapper wrapper =
        BINDER.spec(OptimWrapper.class, Json.node(config), "optim_wrapper").build();
    List<?> table = (List<?>) json.get("table");
    String model = (String) json.get("model");
    if (json.containsKey("error")) {
      assertThatThrownBy(() -> wrapper.start(ParamwiseModels.of(model, table)))
          .isInstanceOf(VedetteException.class)
          .hasMessageContaining("some parameters appear in more than one parameter group");
      return;
    }
    wrapper.start(ParamwiseModels.of(model, table));
    assertThat(rows(wrapper)).containsExactlyInAnyOrderElementsOf(expected(table));
  }

  private static List<String> rows(OptimWrapper wrapper) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < wrapper.groups().size(); i++) {
      ParamGroup group = wrapper.groups().get(i);
      for (String name : group.names()) {
        rows.add(row(name, i, group.number("lr"), group.number("weight_decay")));
      }
    }
    return rows;
  }

  private static List<String> expected(List<?> table) {
    return table.stream()
        .map(item -> (List<?>) item)
        .map(
            row ->
                row(
                    (String) row.get(0),
                    ((Long) row.get(1)).intValue(),
                    Json.number(row.get(2)),
                    Json.number(row.get(3))))
        .toList();
  }

  private static String row(String name, int group, double lr, double weightDecay) {
    return name + " in " + group + ": lr " + lr + ", weight_decay " + weightDecay;
  }
}
