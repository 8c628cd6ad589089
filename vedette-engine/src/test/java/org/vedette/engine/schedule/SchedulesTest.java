package org.vedette.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vedette.base.CheckpointException;
import org.vedette.base.ConfigException;
import org.vedette.base.SharedData;
import org.vedette.base.VedetteException;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyList;
import org.vedette.base.pickle.PyTuple;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.config.component.Spec;
import org.vedette.engine.Run;
import org.vedette.engine.optim.ParamGroup;
import org.vedette.tensor.checkpoint.Checkpoint;

class SchedulesTest {
  private static final Binder BINDER = new Binder(Registry.load());

  /** Six epochs of four steps. */
  private static final Run.Span SPAN = new Run.Span(true, 6, 24, 4);

  private static List<ParamGroup> groups(double lr) {
    return List.of(new ParamGroup(Map.of(), Map.of("lr", lr, "momentum", 0.5)));
  }

  private static List<ParamScheduler> build(List<ParamGroup> groups, String... literals) {
    List<Spec<ParamScheduler>> specs = new ArrayList<>();
    for (String literal : literals) {
      specs.add(BINDER.spec(ParamScheduler.class, "dict(" + literal + ")"));
    }
    return Schedules.build(specs, groups, SPAN);
  }

  /** The lr after the start and after each of some steps. */
  private static List<Double> course(String literal, int steps) {
    List<ParamGroup> groups = groups(8);
    ParamScheduler schedule = build(groups, literal).get(0);
    List<Double> values = new ArrayList<>(List.of(groups.get(0).number("lr")));
    for (int i = 0; i < steps; i++) {
      schedule.step();
      values.add(groups.get(0).number("lr"));
    }
    return values;
  }

  @Test
  void milestonesThatAreNamedTwiceCountTwice() {
    assertThat(course("type='MultiStepLR', milestones=[1, 3, 3], gamma=0.5", 4))
        .containsExactly(8.0, 4.0, 4.0, 1.0, 1.0);
  }

  @Test
  void beginningShiftsTheMilestones() {
    assertThat(course("type='MultiStepLR', milestones=[1], begin=2, gamma=0.5", 4))
        .containsExactly(8.0, 8.0, 8.0, 4.0, 4.0);
  }

  @Test
  void linearRiseReachesItsEnd() {
    assertThat(course("type='LinearLR', start_factor=0.5, end=5", 5))
        .containsExactly(4.0, 5.0, 6.0, 7.0, 8.0, 8.0);
  }

  @Test
  void epochsOfAConvertedScheduleAreSteps() {
    List<ParamGroup> groups = groups(8);
    ParamScheduler schedule =
        build(groups, "type='StepLR', step_size=1, gamma=0.5, convert_to_iter_based=True").get(0);
    assertThat(schedule.byEpoch()).isFalse();
    for (int i = 0; i < 4; i++) {
      assertThat(groups.get(0).number("lr")).isEqualTo(8);
      schedule.step();
    }
    assertThat(groups.get(0).number("lr")).isEqualTo(4);
  }

  @Test
  void scheduleWithoutEndLastsAsLongAsTheRun() {
    List<ParamGroup> groups = groups(8);
    ParamScheduler byEpoch = build(groups, "type='CosineAnnealingLR'").get(0);
    assertThat(byEpoch.state().get("T_max")).isEqualTo(6L);
    ParamScheduler bySteps = build(groups, "type='PolyLR', by_epoch=False").get(0);
    assertThat(bySteps.state().get("end")).isEqualTo(24L);
  }

  @Test
  void severalSchedulesChangeOneValueInTurn() {
    List<ParamGroup> groups = groups(8);
    List<ParamScheduler> both =
        build(
            groups,
            "type='ConstantLR', factor=0.5, end=2",
            "type='StepLR', step_size=1, gamma=0.5");
    assertThat(groups.get(0).number("lr")).isEqualTo(4);
    both.forEach(ParamScheduler::step);
    assertThat(groups.get(0).number("lr")).isEqualTo(4);
    both.forEach(ParamScheduler::step);
    assertThat(groups.get(0).number("lr")).isEqualTo(2);
  }

  @Test
  void momentumOfAdamIsItsFirstBeta() {
    List<ParamGroup> groups =
        List.of(new ParamGroup(Map.of(), Map.of("lr", 1.0, "betas", PyTuple.of(0.5, 0.75))));
    build(groups, "type='ConstantMomentum', factor=0.5");
    assertThat(groups.get(0).options().get("betas")).isEqualTo(PyTuple.of(0.25, 0.75));
    List<ParamGroup> neither = List.of(new ParamGroup(Map.of(), Map.of("lr", 1.0)));
    assertThatThrownBy(() -> build(neither, "type='ConstantMomentum'"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("neither momentum nor betas");
  }

  @Test
  void anySettingCanBeScheduled() {
    List<ParamGroup> groups =
        List.of(new ParamGroup(Map.of(), Map.of("lr", 1.0, "weight_decay", 0.5)));
    build(groups, "type='ConstantParamScheduler', factor=0.5, param_name='weight_decay'");
    assertThat(groups.get(0).number("weight_decay")).isEqualTo(0.25);
    assertThat(groups.get(0).number("initial_weight_decay")).isEqualTo(0.5);
    assertThatThrownBy(() -> build(groups, "type='ConstantParamScheduler', param_name='wd'"))
        .hasMessageContaining("no setting 'wd'");
  }

  @Test
  void factorThatDoesNotBelongThereIsAProblem() {
    List<ParamGroup> groups = groups(1);
    assertThatThrownBy(() -> build(groups, "type='ConstantLR', factor=2."))
        .hasMessageContaining("factor 2.0");
    assertThatThrownBy(() -> build(groups, "type='ConstantLR', begin=3, end=3"))
        .hasMessageContaining("not after begin");
    assertThatThrownBy(() -> build(groups, "type='ConstantLR', begin=9"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not after begin");
    assertThatThrownBy(() -> build(groups, "type='ConstantLR', param_name='lr'"))
        .hasMessageContaining("ParamScheduler");
    assertThatThrownBy(() -> build(groups, "type='LinearParamScheduler'"))
        .hasMessageContaining("param_name");
    String converted = "by_epoch=False, convert_to_iter_based=True";
    assertThatThrownBy(() -> build(groups, "type='ConstantLR', " + converted))
        .hasMessageContaining("by_epoch=True");
    assertThatThrownBy(() -> build(groups, "type='CosineRestartLR', periods=[2, 3], eta_min=0"))
        .hasMessageContaining("2 periods");
  }

  @Test
  void plateauFollowsTheFigureThatIsNamed() {
    List<ParamGroup> groups = groups(8);
    String plateau =
        "type='ReduceOnPlateauLR', monitor='coco/bbox_mAP', rule='greater', patience=0, factor=0.5";
    ParamScheduler schedule = build(groups, plateau).get(0);
    schedule.afterEval(Map.of("coco/bbox_mAP", 0.5));
    assertThat(groups.get(0).number("lr")).isEqualTo(8);
    schedule.afterEval(Map.of("coco/bbox_mAP", 0.5));
    assertThat(groups.get(0).number("lr")).isEqualTo(4);
    assertThatThrownBy(() -> schedule.afterEval(Map.of("loss", 1.0)))
        .isInstanceOf(VedetteException.class)
        .hasMessageContaining("coco/bbox_mAP")
        .hasMessageContaining("[loss]");
  }

  @Test
  void stateComesBackExactly() {
    List<String> literals =
        List.of(
            "type='LinearLR', by_epoch=False, end=10",
            "type='MultiStepLR', by_epoch=False, milestones=[5, 9]",
            "type='CosineAnnealingLR', by_epoch=False, eta_min_ratio=0.05",
            "type='CosineRestartLR', by_epoch=False, periods=[5, 9], restart_weights=[1, .5],"
                + " eta_min=0",
            "type='OneCycleLR', by_epoch=False, eta_max=0.1",
            "type='QuadraticWarmupLR', by_epoch=False",
            "type='PolyLR', by_epoch=False, power=0.9",
            "type='ExponentialLR', by_epoch=False, gamma=0.9");
    for (String literal : literals) {
      List<ParamGroup> straight = groups(8);
      ParamScheduler first = build(straight, literal).get(0);
      for (int i = 0; i < 7; i++) {
        first.step();
      }
      List<ParamGroup> resumed = groups(8);
      ParamScheduler second = build(resumed, literal).get(0);
      second.load(first.state());
      resumed.get(0).options().putAll(straight.get(0).options());
      for (int i = 0; i < 10; i++) {
        first.step();
        second.step();
        assertThat(resumed.get(0).number("lr")).as(literal).isEqualTo(straight.get(0).number("lr"));
      }
      assertThat(second.state().entrySet()).containsExactlyElementsOf(first.state().entrySet());
    }
  }

  @Test
  void statesAreThoseOfMmengine() {
    List<ParamGroup> groups = groups(0.1);
    List<ParamScheduler> schedules =
        build(
            groups,
            "type='LinearLR', start_factor=0.1, by_epoch=False, begin=0, end=5",
            "type='MultiStepLR', begin=0, end=3, by_epoch=True, milestones=[2], gamma=0.1");
    for (int i = 1; i <= 12; i++) {
      schedules.get(0).step();
      if (i % 4 == 0) {
        schedules.get(1).step();
      }
    }
    try (Checkpoint checkpoint =
        Checkpoint.open(
            SharedData.require("reference/components/checkpoints/runner_epoch_3.pth"))) {
      PyList saved = (PyList) ((PyDict) checkpoint.root()).get("param_schedulers");
      for (int i = 0; i < 2; i++) {
        PyDict expected = (PyDict) saved.get(i);
        assertThat(schedules.get(i).state().entrySet())
            .containsExactlyElementsOf(expected.entrySet());
        schedules.get(i).load(expected);
      }
      ParamScheduler other = build(groups, "type='StepLR', step_size=1").get(0);
      assertThatThrownBy(() -> other.load((PyDict) saved.get(0)))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("step_size");
    }
  }

  @Test
  void cosinesAreThoseOfALongerSum() {
    assertThat(Cosines.cos(0)).isEqualTo(1);
    assertThat(Cosines.cos(Math.PI)).isEqualTo(-1);
    assertThat(Cosines.cos(Math.PI / 2)).isEqualTo(6.123233995736766e-17);
    // From a table of more digits: 0.5403023058681398 (1), -0.4161468365471424 (2).
    assertThat(Cosines.cos(1)).isEqualTo(0.5403023058681398);
    assertThat(Cosines.cos(2)).isEqualTo(-0.4161468365471424);
    for (double x = -7; x < 50; x += 0.01) {
      assertThat(Math.abs(Cosines.cos(x) - Math.cos(x))).isLessThanOrEqualTo(Math.ulp(1.0));
    }
  }

  @Test
  void powersAreThoseOfALongerSum() {
    // From exact arithmetic: the squares of the doubles next to 0.1 and 0.9, and roots.
    assertThat(Powers.pow(0.1, 2)).isEqualTo(0.010000000000000002);
    assertThat(Powers.pow(0.9, 2)).isEqualTo(0.81);
    assertThat(Powers.pow(2, 0.5)).isEqualTo(1.4142135623730951);
    assertThat(Powers.pow(2, 10)).isEqualTo(1024);
    assertThat(Powers.pow(0, 0.9)).isZero();
    assertThat(Powers.pow(0, 0)).isEqualTo(1);
    assertThat(Powers.pow(0.5, 2000)).isZero();
    for (double x = 0.001; x < 3; x += 0.01) {
      double expected = Math.pow(x, 1.3);
      assertThat(Math.abs(Powers.pow(x, 1.3) - expected)).isLessThanOrEqualTo(Math.ulp(expected));
    }
  }
}
