package org.vedette.tensor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vedette.base.CheckpointException;

class LoadReportTest {
  private static Map<String, long[]> shapes(Object... namesAndShapes) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (int i = 0; i < namesAndShapes.length; i += 2) {
      shapes.put((String) namesAndShapes[i], (long[]) namesAndShapes[i + 1]);
    }
    return shapes;
  }

  private static long[] shape(long... sizes) {
    return sizes;
  }

  @Test
  void aFittingFileGivesOneLine() {
    Map<String, long[]> both = shapes("a.weight", shape(2, 3), "a.bias", shape(2));

    LoadReport report = LoadReport.compare("x.pth", both, both);

    assertThat(report.isComplete()).isTrue();
    assertThat(report).hasToString("loaded 2 of 2 tensors from x.pth");
    assertThatCode(report::requireComplete).doesNotThrowAnyException();
  }

  @Test
  void everythingThatDoesNotFitIsListed() {
    LoadReport report =
        LoadReport.compare(
            "x.pth",
            shapes("a.weight", shape(2, 3), "b.weight", shape(4), "c.bias", shape(1)),
            shapes("a.weight", shape(3, 2), "c.bias", shape(1), "d.scale", shape()));

    assertThat(report)
        .hasToString(
            """
            loaded 1 of 3 tensors from x.pth
            missing in the file (1):
              b.weight
            unexpected in the file (1):
              d.scale
            of another shape, not loaded (1):
              a.weight: model [2, 3], file [3, 2]""");
    assertThatThrownBy(report::requireComplete)
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("x.pth: the weights do not fit the model exactly\nloaded 1 of 3");
  }

  @Test
  void aMissingBatchCounterIsNotMissed() {
    LoadReport report =
        LoadReport.compare("x.pth", shapes("bn.num_batches_tracked", shape()), Map.of());

    assertThat(report.isComplete()).isTrue();
  }

  @Test
  void longListsAreCut() {
    Map<String, long[]> model = new LinkedHashMap<>();
    for (int i = 0; i < 25; i++) {
      model.put("layer" + i, shape(1));
    }

    LoadReport report = LoadReport.compare("x.pth", model, Map.of());

    assertThat(report.toString()).contains("layer19").doesNotContain("layer20");
    assertThat(report.toString()).endsWith("  ... and 5 more");
  }

  @Test
  void aPrefixTooManyIsExplained() {
    LoadReport report =
        LoadReport.compare(
            "x.pth",
            shapes("conv.weight", shape(1), "bn.weight", shape(1)),
            shapes(
                "model.backbone.conv.weight", shape(1),
                "model.backbone.bn.weight", shape(1),
                "model.head.weight", shape(1)));

    assertThat(report.hints())
        .containsExactly(
            "2 names fit without the prefix 'model.backbone.'"
                + " (vedette checkpoint convert --strip-prefix model.backbone.)");
  }

  @Test
  void aPrefixTooFewIsExplained() {
    LoadReport report =
        LoadReport.compare(
            "x.pth",
            shapes("backbone.conv.weight", shape(1), "head.weight", shape(1)),
            shapes("conv.weight", shape(1)));

    assertThat(report.hints())
        .containsExactly(
            "1 names fit with the prefix 'backbone.'"
                + " (vedette checkpoint convert --add-prefix backbone.)");
  }

  @Test
  void anotherNumberOfClassesIsExplained() {
    LoadReport report =
        LoadReport.compare(
            "x.pth",
            shapes(
                "bbox_head.multi_level_conv_cls.0.weight", shape(1, 64, 1, 1),
                "bbox_head.multi_level_conv_cls.0.bias", shape(1)),
            shapes(
                "bbox_head.multi_level_conv_cls.0.weight", shape(80, 64, 1, 1),
                "bbox_head.multi_level_conv_cls.0.bias", shape(80)));

    assertThat(report.hints())
        .containsExactly(
            "outputs per class differ (80 in the file, 1 in the model): the file was trained with"
                + " another num_classes");
  }

  @Test
  void movingAveragesOfMmdetection2AreExplained() {
    LoadReport report =
        LoadReport.compare(
            "x.pth",
            shapes("conv.weight", shape(1)),
            shapes("conv.weight", shape(1), "ema_conv_weight", shape(1)));

    assertThat(report.hints())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("1 names begin with 'ema_'");
  }

  @Test
  void otherShapesAreNotTakenForClasses() {
    LoadReport report =
        LoadReport.compare(
            "x.pth",
            shapes("neck.conv.weight", shape(1, 2), "head.cls.weight", shape(1, 2)),
            shapes("neck.conv.weight", shape(3, 2), "head.cls.weight", shape(1, 3)));

    assertThat(report.hints()).isEmpty();
    assertThat(report.misShaped())
        .extracting(LoadReport.MisShaped::file)
        .containsExactly(List.of(3L, 2L), List.of(1L, 3L));
  }
}
