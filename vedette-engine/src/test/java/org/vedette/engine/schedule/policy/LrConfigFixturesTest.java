package org.vedette.engine.schedule.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vedette.base.SharedJson;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.engine.Json;
import org.vedette.engine.Run;
import org.vedette.engine.optim.ParamGroup;
import org.vedette.engine.schedule.ParamScheduler;
import org.vedette.testkit.FixtureCase;
import org.vedette.testkit.FixtureTally;

/** Values of mmcv 1.7.1's learning rate hooks, equal to the last bit. */
class LrConfigFixturesTest {
  private static final String FILE = "reference/components/schedules/mmcv1_lr_config.json.gz";
  private static final Binder BINDER = new Binder(Registry.load());

  @Test
  void everyPolicyGivesUpstreamsValuesExactly() {
    Map<String, Object> suite = SharedJson.map(SharedJson.read(FILE));
    int epochs = ((Long) suite.get("epochs")).intValue();
    int length = ((Long) suite.get("iters_per_epoch")).intValue();
    Run.Span span = new Run.Span(true, epochs, (long) epochs * length, length);
    double lr = Json.number(suite.get("base_lr"));
    List<FixtureCase> cases = Json.cases(FILE, "lr_config");
    FixtureTally tally =
        FixtureTally.run(cases, Map.of("case", one -> check(one.params(), span, lr)));
    System.out.println("lr_config: " + tally);
    assertThat(tally.failures()).isEmpty();
    assertThat(tally.passed()).isEqualTo(cases.size());
  }

  private static void check(Map<String, Object> json, Run.Span span, double lr) {
    List<ParamGroup> groups = List.of(new ParamGroup(Map.of(), Map.of("lr", lr)));
    ParamScheduler schedule =
        LrConfig.bind(BINDER, Json.node(json.get("lr_config"))).build(groups, span);
    List<?> expected = (List<?>) json.get("lr");
    for (int i = 0; i < expected.size(); i++) {
      assertThat(groups.get(0).number("lr"))
          .as("lr[" + i + "]")
          .isEqualTo(Json.number(expected.get(i)));
      schedule.step();
    }
  }
}
