package org.vedette.engine.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;
import org.vedette.engine.RunFixtures;
import org.vedette.engine.TrainStep;

class SeeingHooksTest {
  private static final Run.Span SPAN = new Run.Span(true, 2, 14, 7);

  @TempDir private Path folder;

  private static Hook hook(String keys) {
    return new Binder(Registry.load()).spec(Hook.class, "dict(" + keys + ")").build();
  }

  private List<String> logged(Run run) throws IOException {
    run.log().close();
    return Files.exists(run.folder().logFile())
        ? Files.readAllLines(run.folder().logFile()).stream()
            .map(line -> line.split(" - ", 4)[3].split("  ", 2)[0])
            .toList()
        : List.of();
  }

  private Run loggedEpoch(String keys) {
    Run run = RunFixtures.run(folder);
    Hook hook = hook("type='LoggerHook', interval=3" + keys);
    for (int i = 0; i < SPAN.epochLength(); i++) {
      RunFixtures.standing(run, SPAN, 0, i);
      run.scalars().add("train/loss", i);
      hook.afterTrainIter(run, RunFixtures.step(i));
    }
    return run;
  }

  @Test
  void theRestOfAnEpochIsLeftOutUnlessItIsAskedFor() throws IOException {
    assertThat(logged(loggedEpoch("")))
        .containsExactly(
            "Epoch(train) [1][3/7]", "Epoch(train) [1][6/7]", "Exp name: tiny_20260131_093000");
    Run run = loggedEpoch(", ignore_last=False, interval_exp_name=2");
    assertThat(logged(run).subList(3, 10))
        .containsExactly(
            "Exp name: tiny_20260131_093000",
            "Epoch(train) [1][3/7]",
            "Exp name: tiny_20260131_093000",
            "Exp name: tiny_20260131_093000",
            "Epoch(train) [1][6/7]",
            "Exp name: tiny_20260131_093000",
            "Epoch(train) [1][7/7]");
  }

  @Test
  void figuresStandAtEpochsOrAtSteps() throws IOException {
    for (boolean byEpoch : new boolean[] {true, false}) {
      Run run = RunFixtures.run(folder.resolve("epoch" + byEpoch));
      RunFixtures.standing(run, SPAN, 2, 14);
      run.scalars().add("val/coco/bbox_mAP", 0.5);
      RunFixtures.evaluated(run, Map.of(), "");
      hook("type='LoggerHook', log_metric_by_epoch=" + (byEpoch ? "True" : "False"))
          .afterEvalEpoch(run, EvalStep.Phase.VAL, Map.of());
      assertThat(run.folder().visData().resolve("scalars.json"))
          .hasContent("{\"coco/bbox_mAP\": 0.5, \"step\": " + (byEpoch ? 2 : 14) + "}");
      run.log().close();
    }
  }

  @Test
  void theFiguresOfATestGoToAFileOfTheirOwn() {
    Run run = RunFixtures.run(folder);
    run.scalars().add("test/coco/bbox_mAP", 0.5);
    RunFixtures.evaluated(run, Map.of(), "");
    hook("type='LoggerHook'").afterEvalEpoch(run, EvalStep.Phase.TEST, Map.of());
    run.log().close();
    assertThat(run.folder().logDir().resolve("20260131_093000.json"))
        .hasContent("{\"coco/bbox_mAP\": 0.5}");
    assertThat(run.folder().visData()).doesNotExist();
  }

  @Test
  void logsAreCopiedWhereTheConfigSays() throws IOException {
    Run run = RunFixtures.run(folder.resolve("work"));
    Path elsewhere = folder.resolve("elsewhere");
    Hook hook = hook("type='LoggerHook', out_dir='" + elsewhere + "', keep_local=False");
    run.log().info("a line");
    Files.createDirectories(run.folder().visData());
    Files.writeString(run.folder().visData().resolve("picture.png"), "");
    hook.afterRun(run, null);
    assertThat(elsewhere.resolve("work/20260131_093000.log")).exists();
    assertThat(run.folder().logFile()).doesNotExist();
    assertThat(run.folder().visData().resolve("picture.png")).exists();
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> hook("type='LoggerHook', interval=0")).hasMessageContaining("above 0");
    assertThatThrownBy(() -> hook("type='LoggerHook', keep_local=False"))
        .hasMessageContaining("needs an 'out_dir'");
    assertThatThrownBy(() -> hook("type='LoggerHook', backend_args=dict(backend='petrel')"))
        .hasMessageContaining("files on disk");
  }

  @Test
  void lossesAndFiguresBecomeScalars() {
    Run run = RunFixtures.standing(RunFixtures.run(folder), SPAN, 1, 7);
    Hook hook = hook("type='RuntimeInfoHook'");
    hook.beforeRun(run);
    hook.beforeTrain(run);
    hook.afterTrainIter(run, new TrainStep(0, List.of(), Map.of("loss", 2.5)));
    hook.beforeEval(run, EvalStep.Phase.VAL);
    assertThat(run.scalars().info()).containsEntry("loop_stage", "val");
    hook.afterEvalEpoch(run, EvalStep.Phase.VAL, Map.of("coco/bbox_mAP", 0.5));
    hook.afterEval(run, EvalStep.Phase.VAL);
    assertThat(run.scalars().info())
        .containsEntry("loop_stage", "train")
        .containsEntry("epoch", 1L)
        .containsEntry("iter", 7L)
        .containsEntry("max_epochs", 2L)
        .containsEntry("max_iters", 14L)
        .containsEntry("seed", 7L)
        .containsEntry("experiment_name", "tiny_20260131_093000");
    assertThat(run.scalars().history("train/loss").current()).isEqualTo(2.5);
    assertThat(run.scalars().history("val/coco/bbox_mAP").current()).isEqualTo(0.5);
  }

  @Test
  void theRemainingTimeFollowsFromTheTimeOfSteps() {
    Run run = RunFixtures.standing(RunFixtures.run(folder), SPAN, 0, 0);
    Hook hook = hook("type='IterTimerHook'");
    hook.beforeTrain(run);
    hook.beforeTrainEpoch(run);
    hook.beforeTrainIter(run, RunFixtures.step(0));
    hook.afterTrainIter(run, RunFixtures.step(0));
    double time = run.scalars().history("train/time").current();
    assertThat(time).isGreaterThanOrEqualTo(run.scalars().history("train/data_time").current());
    assertThat((double) run.scalars().info().get("eta")).isEqualTo(13 * time);
    hook.beforeEval(run, EvalStep.Phase.VAL);
    hook.afterEvalIter(run, RunFixtures.eval(EvalStep.Phase.VAL, 0, 5));
    assertThat(run.scalars().info()).containsEntry("eta", 2.0);
    assertThat(run.scalars().history("val/data_time").current()).isEqualTo(0.25);
  }
}
