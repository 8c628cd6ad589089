package org.vedette.api.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vedette.base.Detections;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.analysis.ConfusionMatrix;
import org.vedette.metrics.analysis.JudgedImage;
import org.vedette.metrics.analysis.ScoreCurve;
import org.vedette.metrics.coco.ClassFigures;

class RunReportPageTest {
  private static final List<String> CLASSES = List.of("cat", "<dog>");

  private static RunReport.Analysis analysis() {
    ImageTruth truth =
        new ImageTruth(new double[] {0, 0, 40, 40}, new int[] {1}, new boolean[1], null);
    Detections found =
        new Detections(new float[] {0, 0, 40, 40}, new float[] {0.75f}, new int[] {1}, null);
    List<JudgedImage> images = List.of(new JudgedImage(found, truth));
    ConfusionMatrix confusion = new ConfusionMatrix(2, ConfusionMatrix.Settings.DEFAULT);
    images.forEach(confusion::add);
    return new RunReport.Analysis(
        ClassFigures.of(CLASSES, images),
        ScoreCurve.of(2, images, 0.5),
        confusion.counts(),
        confusion.shares(),
        0.5,
        0.3);
  }

  private static RunReport.Evaluation evaluation(long at, double ap) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("coco/cat_precision", ap);
    figures.put("coco/bbox_mAP", ap);
    figures.put("coco/bbox_mAP_l", -1.0);
    return new RunReport.Evaluation(at, figures);
  }

  private static RunReport report(RunReport.Status status, boolean evaluated) {
    RunReport.Head head =
        new RunReport.Head(
            "tiny & fast",
            status,
            status == RunReport.Status.FAILED ? "loss is <nan>" : "",
            "2026-01-31 09:30",
            "2026-01-31 10:30",
            true,
            2,
            3,
            120);
    return new RunReport(
        head,
        Map.of("Seed", "7"),
        "model = dict(type='X<Y>')",
        Map.of("loss", new double[] {3, 2}, "lr", new double[] {0.1, 0.1}),
        evaluated ? List.of(evaluation(1, 0.5), evaluation(2, 0.25)) : List.of(),
        evaluated ? analysis() : null,
        Map.of("training", new int[] {3, 4}),
        CLASSES,
        List.of(new RunReport.Picture("epoch 1", new byte[] {1, 2, 3})),
        List.of(),
        List.of(new RunReport.CheckpointFile("best_epoch_1.pth", 1 << 20, "now", "best")));
  }

  private static String page(RunReport report) {
    return RunReportPage.html(report, ReportCharts.of(report));
  }

  @Test
  void thePageNeedsNothingElse() {
    String page = page(report(RunReport.Status.FINISHED, true));
    assertThat(page.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("<script")
        .doesNotContain("<link");
    assertThat(page).contains("src=\"data:image/jpeg;base64,AQID\"");
    assertThat(page).contains("prefers-color-scheme: dark");
  }

  @Test
  void namesDoNotBecomeMarkup() {
    String page = page(report(RunReport.Status.FAILED, true));
    assertThat(page).contains("tiny &amp; fast").contains("loss is &lt;nan&gt;");
    assertThat(page).contains("&lt;dog&gt;").doesNotContain("<dog>");
    assertThat(page).contains("X&lt;Y&gt;");
  }

  @Test
  void theBestEvaluationIsMarkedAndShown() {
    String page = page(report(RunReport.Status.FINISHED, true));
    assertThat(page).contains("<tr class=\"best\"><td>1</td><td>0.500</td><td>–</td></tr>");
    assertThat(page).contains("best coco/bbox_mAP</div><div class=\"value\">0.500");
    assertThat(page).contains("<tr class=\"best\"><td>best_epoch_1.pth</td><td>1.0</td>");
  }

  @Test
  void aRunningPageLoadsItselfAnewAndAFinishedOneDoesNot() {
    assertThat(page(report(RunReport.Status.RUNNING, false)))
        .contains("http-equiv=\"refresh\"")
        .contains("about 2 min to go")
        .doesNotContain("Validations");
    assertThat(page(report(RunReport.Status.FINISHED, false))).doesNotContain("refresh");
  }

  @Test
  void chartsCoverLossesRatesFiguresCurvesConfusionAndClasses() {
    assertThat(ReportCharts.of(report(RunReport.Status.FINISHED, true)).keySet())
        .containsExactly("losses", "lr", "ap", "pr", "f1", "confusion", "classes_training");
    assertThat(ReportCharts.of(report(RunReport.Status.RUNNING, false)).keySet())
        .containsExactly("losses", "lr", "classes_training");
  }

  @Test
  void theTableOfClassesTellsTheBestScore() {
    assertThat(page(report(RunReport.Status.FINISHED, true)))
        .contains("<td>&lt;dog&gt;</td><td>1</td><td>1.000</td>")
        .contains("<td>1.000</td><td>0.750</td></tr>");
  }
}
