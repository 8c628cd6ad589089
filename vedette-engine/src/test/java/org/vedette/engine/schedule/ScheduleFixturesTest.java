package org.vedette.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.config.component.Spec;
import org.vedette.engine.Json;
import org.vedette.engine.Run;
import org.vedette.engine.optim.Optimizer;
import org.vedette.engine.optim.ParamGroup;
import org.vedette.testkit.FixtureCase;
import org.vedette.testkit.FixtureTally;

/** Values of mmengine's schedules, equal to the last bit. */
class ScheduleFixturesTest {
  private static final Binder BINDER = new Binder(Registry.load());

  @Test
  void everyScheduleGivesUpstreamsValuesExactly() {
    List<FixtureCase> cases =
        Json.cases("reference/components/schedules/mmengine_param_schedulers.json.gz", "name");
    FixtureTally tally = FixtureTally.run(cases, Map.of("case", ScheduleFixturesTest::check));
    System.out.println("schedules: " + tally);
    assertThat(tally.failures()).isEmpty();
    assertThat(tally.passed()).isEqualTo(cases.size());
  }

  private static void check(FixtureCase fixture) {
    Map<String, Object> json = fixture.params();
    if (json.containsKey("metrics")) {
      checkPlateau(json);
    } else {
      checkRun(json);
    }
  }

  private static void checkRun(Map<String, Object> json) {
    List<ParamGroup> groups = groups(json);
    int epochs = ((Long) json.get("epochs")).intValue();
    int length = ((Long) json.get("iters_per_epoch")).intValue();
    List<ParamScheduler> schedules =
        Schedules.build(
            specs(json.get("param_scheduler")),
            groups,
            new Run.Span(true, 1_000_000_000, 1_000_000_000, length));
    for (int i = 0; i < epochs * length; i++) {
      assertValue(json, "lr", i, groups.get(0).number("lr"));
      assertValue(json, "momentum", i, momentum(groups.get(0)));
      assertValue(json, "lr_group1", i, groups.get(groups.size() - 1).number("lr"));
      schedules.stream().filter(s -> !s.byEpoch()).forEach(ParamScheduler::step);
      if ((i + 1) % length == 0) {
        schedules.stream().filter(ParamScheduler::byEpoch).forEach(ParamScheduler::step);
      }
    }
    assertThat(groups.get(0).number("lr")).isEqualTo(Json.number(json.get("final_lr")));
  }

  private static void assertValue(Map<String, Object> json, String key, int step, double value) {
    Object expected = json.get(key);
    if (expected instanceof Map<?, ?> constant) {
      expected = constant.get("constant");
    } else if (expected instanceof List<?> list) {
      expected = list.get(step);
    }
    if (expected != null) {
      assertThat(value).as(key + "[" + step + "]").isEqualTo(Json.number(expected));
    }
  }

  private static double momentum(ParamGroup group) {
    return group.has("betas") ? group.number("betas", 0) : group.number("momentum");
  }

  private static void checkPlateau(Map<String, Object> json) {
    Optimizer optimizer =
        BINDER.spec(Optimizer.class, "dict(type='SGD', lr=0.02, momentum=0.9)").build();
    List<ParamGroup> groups = List.of(new ParamGroup(Map.of(), optimizer.defaults()));
    ParamScheduler schedule =
        Schedules.build(specs(json.get("param_scheduler")), groups, new Run.Span(true, 12, 12, 1))
            .get(0);
    List<?> metrics = (List<?>) json.get("metrics");
    for (int i = 0; i < metrics.size(); i++) {
      schedule.afterEval(Map.of("loss", Json.number(metrics.get(i))));
      Object expected = ((List<?>) json.get("lr_after_each_step")).get(i);
      assertThat(groups.get(0).number("lr")).as("lr after " + i).isEqualTo(Json.number(expected));
    }
  }

  private static List<ParamGroup> groups(Map<String, Object> json) {
    Optimizer optimizer =
        BINDER.spec(Optimizer.class, Json.node(json.get("optimizer")), "").build();
    List<ParamGroup> groups = new ArrayList<>();
    groups.add(new ParamGroup(Map.of(), optimizer.defaults()));
    if (json.containsKey("lr_group1")) {
      ParamGroup second = new ParamGroup(Map.of(), optimizer.defaults());
      second.set("lr", second.number("lr") * 0.1);
      groups.add(second);
    }
    return groups;
  }

  private static List<Spec<ParamScheduler>> specs(Object json) {
    List<?> all = json instanceof List<?> list ? list : List.of(json);
    return all.stream()
        .map(one -> BINDER.spec(ParamScheduler.class, Json.node(one), "param_scheduler"))
        .toList();
  }
}
