package org.vedette.engine.schedule.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.base.CheckpointException;
import org.vedette.base.ConfigException;
import org.vedette.config.Literals;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.engine.Run;
import org.vedette.engine.optim.ParamGroup;
import org.vedette.engine.schedule.ParamScheduler;

class LrConfigTest {
  private static final Binder BINDER = new Binder(Registry.load());
  private static final Run.Span EPOCHS = new Run.Span(true, 4, 12, 3);
  private static final Run.Span STEPS = new Run.Span(false, 4, 12, 3);

  private static List<ParamGroup> groups(double... rates) {
    List<ParamGroup> groups = new ArrayList<>();
    for (double lr : rates) {
      groups.add(new ParamGroup(Map.of(), Map.of("lr", lr)));
    }
    return groups;
  }

  private static ParamScheduler build(List<ParamGroup> groups, Run.Span span, String settings) {
    return LrConfig.bind(BINDER, Literals.parse("dict(" + settings + ")")).build(groups, span);
  }

  /** The lr of each step of a run. */
  private static List<Double> course(Run.Span span, String settings) {
    List<ParamGroup> groups = groups(0.01);
    ParamScheduler schedule = build(groups, span, settings);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < span.maxIterations(); i++) {
      values.add(groups.get(0).number("lr"));
      schedule.step();
    }
    return values;
  }

  @Test
  void yoloxRisesBySquaresAndStaysForTheLastEpochs() {
    String settings =
        "policy='YOLOX', by_epoch=False, warmup='exp', warmup_by_epoch=True, warmup_ratio=1,"
            + " warmup_iters=1, num_last_epochs=1, min_lr_ratio=0.05";
    // Computed with MMDetection 2.x's hook.
    assertThat(course(EPOCHS, settings))
        .containsExactly(
            0.0011111111111111111,
            0.0044444444444444444,
            0.01,
            0.009363620667976084,
            0.007625,
            0.0052499999999999995,
            0.002875000000000001,
            0.001136379332023916,
            0.0005,
            0.0005,
            0.0005,
            0.0005);
  }

  @Test
  void loopByStepsLetsPoliciesCountSteps() {
    String settings = "policy='step', step=[2], gamma=0.5";
    assertThat(course(STEPS, settings)).startsWith(0.01, 0.01, 0.005).endsWith(0.005);
    assertThat(course(EPOCHS, settings)).startsWith(0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.005);
  }

  @Test
  void policyMayBeginWithACapital() {
    assertThat(course(EPOCHS, "policy='Step', step=1"))
        .isEqualTo(course(EPOCHS, "policy='step', step=1"));
  }

  @Test
  void eachGroupHasItsOwnFirstLr() {
    List<ParamGroup> groups = groups(0.5, 0.25);
    build(groups, EPOCHS, "policy='fixed', warmup='constant', warmup_iters=2, warmup_ratio=0.5");
    assertThat(groups.get(0).number("lr")).isEqualTo(0.25);
    assertThat(groups.get(1).number("lr")).isEqualTo(0.125);
    assertThat(groups.get(1).number("initial_lr")).isEqualTo(0.25);
  }

  @Test
  void groupThatOnlySchedulesSeeGoesLikeTheLastOne() {
    List<ParamGroup> groups = groups(0.5, 0.25);
    build(groups, EPOCHS, "policy='OneCycle', max_lr=[4.], div_factor=4");
    assertThat(groups.get(1).number("lr")).isEqualTo(1);
  }

  @Test
  void lrStaysAfterTheLastStep() {
    List<ParamGroup> groups = groups(8);
    ParamScheduler schedule = build(groups, STEPS, "policy='poly'");
    for (int i = 0; i < 11; i++) {
      schedule.step();
    }
    double last = groups.get(0).number("lr");
    schedule.step();
    assertThat(groups.get(0).number("lr")).isEqualTo(last).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy='step', step=[2, 3], warmup='linear', warmup_iters=7, warmup_ratio=0.001",
        "policy='CosineAnnealing', min_lr=0, by_epoch=False, warmup='exp', warmup_iters=7",
        "policy='cyclic', cyclic_times=2, gamma=0.5",
        "policy='OneCycle', max_lr=0.1",
        "policy='YOLOX', by_epoch=False, num_last_epochs=1, min_lr_ratio=0.05"
      })
  void runGoesOnExactlyFromItsState(String settings) {
    List<ParamGroup> straight = groups(8);
    ParamScheduler first = build(straight, EPOCHS, settings);
    for (int i = 0; i < 5; i++) {
      first.step();
    }
    List<ParamGroup> resumed = groups(3);
    ParamScheduler second = build(resumed, EPOCHS, settings);
    second.load(first.state());
    assertThat(second.state()).isEqualTo(first.state());
    for (int i = 5; i < 13; i++) {
      assertThat(resumed.get(0).number("lr")).isEqualTo(straight.get(0).number("lr"));
      first.step();
      second.step();
    }
  }

  @Test
  void runWhoseEpochsHaveAnotherLengthKeepsItsEpoch() {
    String settings = "policy='step', step=[2], gamma=0.5";
    ParamScheduler before = build(groups(8), EPOCHS, settings);
    for (int i = 0; i < 6; i++) {
      before.step();
    }
    List<ParamGroup> groups = groups(8);
    ParamScheduler longer = build(groups, new Run.Span(true, 4, 40, 10), settings);
    longer.load(before.state());
    longer.resumeAt(20);
    assertThat(groups.get(0).number("lr")).isEqualTo(4);
    assertThat(longer.state().get("last_step")).isEqualTo(20L);
  }

  @Test
  void stateOfAnotherPolicyIsRefused() {
    ParamScheduler step = build(groups(1), EPOCHS, "policy='step', step=1");
    ParamScheduler fixed = build(groups(1), EPOCHS, "policy='fixed'");
    assertThatThrownBy(() -> fixed.load(step.state()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("expected that of policy 'fixed'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          step=[8]                                             | lr_config.policy: missing key
          policy='stepp', step=[8]                             | did you mean 'step'?
          policy='step', step=[8], type='StepLR'               | lr_config.type: unknown key
          policy='step', step=[8], steps=3                     | did you mean 'step'?
          policy='step'                                        | lr_config.step: missing key
          policy='step', step=0                                | step 0: expected 1 or more
          policy='step', step=2, gamma=-1                      | gamma -1.0: expected 0 or more
          policy='step', step=2, warmup='cosine'               | lr_config.warmup
          policy='fixed', warmup='linear'                      | warmup_iters 0: expected 1 or more
          policy='fixed', warmup='exp', warmup_iters=1, warmup_ratio=0 | warmup_ratio 0.0: expected above 0
          policy='CosineAnnealing'                             | one of min_lr and min_lr_ratio, got neither
          policy='LinearAnnealing', min_lr=0, min_lr_ratio=0.1 | one of min_lr and min_lr_ratio, got both
          policy='FlatCosineAnnealing', min_lr=0, start_percent=2 | start_percent 2.0: expected 0 to 1
          policy='CosineRestart', min_lr=0, periods=[1, 2]     | 2 periods but 1 restart_weights
          policy='CosineRestart', min_lr=0, periods=[3]        | periods come to 3, the run to 4
          policy='cyclic', by_epoch=True                       | only by_epoch=False is possible
          policy='cyclic', target_ratio=[1, 2, 3]              | target_ratio has 3 values
          policy='cyclic', cyclic_times=13                     | the run has 12 steps
          policy='cyclic', step_ratio_up=1                     | step_ratio_up 1.0
          policy='OneCycle', max_lr=1, by_epoch=True           | only by_epoch=False is possible
          policy='OneCycle', max_lr=[1, 2]                     | max_lr has 2 values
          policy='OneCycle', max_lr=1, total_steps=5           | the run has 12 steps
          policy='OneCycle', max_lr=1, div_factor=0            | expected above 0
          policy='YOLOX', min_lr=0, num_last_epochs=1          | hint: by_epoch=False
          """)
  void settingsThatDoNotGoTogetherAreNamed(String settings, String expected) {
    assertThatThrownBy(() -> build(groups(1), EPOCHS, settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("lr_config")
        .hasMessageContaining(expected);
  }

  @Test
  void epochsWantALoopThatCountsThem() {
    assertThatThrownBy(() -> course(STEPS, "policy='step', step=1, by_epoch=True"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("by_epoch=True wants a training loop by epochs");
    String warmUp = "policy='fixed', warmup='exp', warmup_iters=1, warmup_by_epoch=True";
    assertThatThrownBy(() -> course(STEPS, warmUp))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("warmup_by_epoch=True wants a training loop by epochs");
  }
}
