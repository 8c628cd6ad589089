package org.vedette.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.engine.Run;
import org.vedette.engine.RunFixtures;

class LogProcessorTest {
  @TempDir private Path folder;

  private Run run(String settings, Run.Span span, int epoch, long iteration) {
    Run run = RunFixtures.run(folder, "dict(type='LogProcessor'" + settings + ")");
    return RunFixtures.standing(run, span, epoch, iteration);
  }

  private static LogFormat.Entry train(Run run, int batchIndex) {
    return run.logFormat().afterIter(run, LogMode.TRAIN, batchIndex, run.span().epochLength());
  }

  @Test
  void aRunByIterationsCountsThemAligned() {
    Run run = run(", by_epoch=False", new Run.Span(false, 1, 90_000, 500), 0, 49);
    run.scalars().add("train/lr", 0.02);
    run.scalars().add("train/loss", 1.5);
    LogFormat.Entry entry = train(run, 49);
    assertThat(entry.text()).isEqualTo("Iter(train) [   50/90000]  lr: 2.0000e-02  loss: 1.5000");
    assertThat(entry.values()).containsOnlyKeys("lr", "loss", "iter");
    run.scalars().add("val/time", 0.5);
    assertThat(run.logFormat().afterEval(run, LogMode.VAL, 8).text())
        .isEqualTo("Iter(val) [8/8]    time: 0.5000");
  }

  @Test
  void epochsAreAlignedToTheLargest() {
    Run run = run("", new Run.Span(true, 100, 100_000, 1000), 8, 8019);
    run.scalars().add("train/loss", 1);
    assertThat(train(run, 19).text()).startsWith("Epoch(train)   [9][  20/1000]  ");
  }

  @Test
  void aTestHasNoEpoch() {
    Run run = run("", Run.Span.NONE, 0, 0);
    run.scalars().add("test/data_time", 0.0129);
    run.scalars().add("test/time", 0.6139);
    run.scalars().info().put("eta", 3.2);
    LogFormat.Entry entry = run.logFormat().afterIter(run, LogMode.TEST, 0, 6);
    assertThat(entry.text())
        .isEqualTo("Epoch(test) [1/6]    eta: 0:00:03  time: 0.6139  data_time: 0.0129  ");
    assertThat(entry.values()).containsEntry("iter", 0L).doesNotContainKey("epoch");
    assertThat(run.logFormat().afterEval(run, LogMode.TEST, 6).text())
        .isEqualTo("Epoch(test) [6/6]    data_time: 0.0129  time: 0.6139");
  }

  @Test
  void lossesAreMeansOfAWindowAndAllElseIsTheLastValue() {
    Run run = run(", window_size=2", new Run.Span(true, 1, 9, 9), 0, 2);
    for (double value : new double[] {10, 2, 4}) {
      run.scalars().add("train/loss", value);
      run.scalars().add("train/acc", value);
    }
    assertThat(train(run, 2).values()).containsEntry("loss", 3.0).containsEntry("acc", 4.0);
  }

  @Test
  void customStatisticsStandInPlaceOfOrBesideTheUsualOne() {
    Run run =
        run(
            ", custom_cfg=[dict(data_src='loss', method_name='max', window_size='epoch'),"
                + " dict(data_src='loss', log_name='all', method_name='mean',"
                + " window_size='global')]",
            new Run.Span(true, 2, 4, 2),
            1,
            3);
    for (double value : new double[] {10, 2, 4, 0}) {
      run.scalars().add("train/loss", value);
    }
    assertThat(train(run, 1).values()).containsEntry("loss", 4.0).containsEntry("all", 4.0);
  }

  @Test
  void namesInFilesMayKeepTheirMode() {
    Run run = run(", log_with_hierarchy=True", new Run.Span(true, 1, 9, 9), 0, 0);
    run.scalars().add("train/lr", 0.1);
    run.scalars().add("train/loss", 2);
    LogFormat.Entry entry = train(run, 0);
    assertThat(entry.values().keySet()).containsExactly("train/lr", "train/loss", "epoch", "iter");
    assertThat(entry.text()).endsWith("lr: 1.0000e-01  loss: 2.0000");
  }

  @Test
  void aNameThatIsLoggedTwiceIsRefused() {
    assertThatThrownBy(
            () ->
                run(
                    ", custom_cfg=[dict(data_src='loss'), dict(data_src='loss')]",
                    Run.Span.NONE,
                    0,
                    0))
        .hasMessageContaining("'loss' twice");
    assertThatThrownBy(
            () ->
                run(
                    ", by_epoch=False, custom_cfg=[dict(data_src='loss', window_size='epoch')]",
                    Run.Span.NONE,
                    0,
                    0))
        .hasMessageContaining("needs by_epoch=True");
  }

  @Test
  void timeSpansAndNumbersAreWrittenAsPythonDoes() {
    assertThat(LogProcessor.duration(7.99)).isEqualTo("0:00:07");
    assertThat(LogProcessor.duration(86_400 + 3_661)).isEqualTo("1 day, 1:01:01");
    assertThat(LogProcessor.duration(3 * 86_400)).isEqualTo("3 days, 0:00:00");
    // Halves that a double cannot hold are rounded as they are, not as they are written.
    assertThat(Digits.fixed(0.00125, 4)).isEqualTo("0.0013");
    assertThat(Digits.fixed(0.00005, 4)).isEqualTo("0.0001");
    assertThat(Digits.fixed(0.125, 2)).isEqualTo("0.12");
    assertThat(Digits.fixed(Double.NaN, 4)).isEqualTo("nan");
    assertThat(Digits.scientific(2.5e-10, 4)).isEqualTo("2.5000e-10");
    assertThat(Digits.scientific(0, 4)).isEqualTo("0.0000e+00");
    assertThat(Digits.scientific(123456, 2)).isEqualTo("1.23e+05");
    assertThat(Digits.json(Double.NaN)).isEqualTo("NaN");
    assertThat(Digits.json(5e-6)).isEqualTo("5e-06");
    assertThat(Digits.json(7)).isEqualTo("7");
  }
}
