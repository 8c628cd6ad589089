package org.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.config.ConfigFile;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.engine.optim.ParamGroup;
import org.vedette.engine.schedule.ParamScheduler;

class SchedulePlanTest {
  private static final Binder BINDER = new Binder(Registry.load());

  @TempDir private Path folder;

  private DictNode config(String text) throws IOException {
    Path file = folder.resolve("run.py");
    Files.writeString(file, text);
    return ConfigFile.load(file).root();
  }

  @Test
  void policyOfMmdetection2IsASchedule() throws IOException {
    DictNode config =
        config(
            "lr_config = dict(policy='step', step=[1], warmup='linear', warmup_iters=4,"
                + " warmup_ratio=0.001)");
    List<ParamGroup> groups = List.of(new ParamGroup(Map.of(), Map.of("lr", 1.0)));
    List<ParamScheduler> schedules =
        SchedulePlan.bind(BINDER, config).build(groups, new Run.Span(true, 2, 10, 5));
    assertThat(groups.get(0).number("lr")).isEqualTo(0.0010000000000000009);
    for (int i = 0; i < 5; i++) {
      assertThat(schedules).hasSize(1).noneMatch(ParamScheduler::byEpoch);
      schedules.get(0).step();
    }
    assertThat(groups.get(0).number("lr")).isEqualTo(0.1);
  }

  @Test
  void problemHasItsLine() throws IOException {
    DictNode config = config("x = 1\nlr_config = dict(\n    policy='stepp', step=[1])\n");
    assertThatThrownBy(() -> SchedulePlan.bind(BINDER, config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("run.py:3")
        .hasMessageContaining("lr_config.policy: unknown lr_policy 'stepp'");
  }

  @Test
  void lrIsSetInOneWayOnly() throws IOException {
    String both =
        "lr_config = dict(policy='fixed')\nparam_scheduler = dict(type='ConstantLR', end=5)\n";
    DictNode config = config(both);
    assertThatThrownBy(() -> SchedulePlan.bind(BINDER, config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("run.py:1")
        .hasMessageContaining("run.py:2");
    DictNode mended = config(both + "param_scheduler = None\n");
    assertThat(SchedulePlan.bind(BINDER, mended)).isNotNull();
  }

  @Test
  void settingsUnderTheirOldNamesAreNamed() throws IOException {
    DictNode config =
        config(
            """
            optimizer = dict(type='SGD', lr=0.1)
            optimizer_config = dict(grad_clip=None)
            runner = dict(type='EpochBasedRunner', max_epochs=12)
            momentum_config = dict(policy='cyclic')
            evaluation = None
            data = dict(samples_per_gpu=2)
            train_cfg = dict(max_epochs=12)
            """);
    assertThat(LegacyKeys.problems(config))
        .extracting(problem -> problem.path())
        .containsExactly("optimizer", "optimizer_config", "momentum_config", "data");
    assertThat(LegacyKeys.problems(config).get(0).toString())
        .contains("run.py:1")
        .contains("optim_wrapper=dict(");
    assertThat(LegacyKeys.warning(config))
        .contains("runner (")
        .contains("run.py:3")
        .contains("train_cfg=dict(type='EpochBasedTrainLoop'")
        .doesNotContain("evaluation");
  }

  @Test
  void variablesOfTheSameNamesAreLeftAlone() throws IOException {
    DictNode config =
        config(
            """
            optimizer = dict(type='SGD', lr=0.1)
            optim_wrapper = dict(optimizer=optimizer)
            data = 'data/coco'
            """);
    assertThat(LegacyKeys.problems(config)).isEmpty();
    assertThat(LegacyKeys.warning(config)).isEmpty();
  }
}
