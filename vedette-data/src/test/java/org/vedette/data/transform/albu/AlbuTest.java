package org.vedette.data.transform.albu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.ScriptedRandom;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.image.Warps;
import org.vedette.data.mask.PolygonMasks;
import org.vedette.data.transform.Samples;

class AlbuTest {
  private static final String BOXES = "bbox_params=dict(type='BboxParams', format='pascal_voc'%s)";
  private static final String LEFT =
      "dict(type='ShiftScaleRotate', shift_limit_x=(-0.5, -0.5), shift_limit_y=0,"
          + " scale_limit=0, rotate_limit=0, interpolation=0, border_mode=0%s, p=1)";

  private static Sample apply(String operations, String keys, Sample sample, Object... draws) {
    ScriptedRandom random = new ScriptedRandom(List.of(draws));
    Sample changed =
        Nodes.transform("dict(type='Albu', transforms=[%s]%s)".formatted(operations, keys))
            .apply(sample, random);
    random.assertExhausted();
    return changed;
  }

  private static int[] values(String operation, Sample sample, Object... draws) {
    try (Sample changed = apply(operation, "", sample, draws)) {
      return Samples.values(changed);
    }
  }

  @Test
  void operationsRunByChance() {
    String shift = "dict(type='RGBShift'%s)";
    assertThat(values(shift.formatted(""), Samples.colour(1, 1, 1, 2, 3), 0.5))
        .containsExactly(1, 2, 3);
    assertThat(values(shift.formatted(""), Samples.colour(1, 1, 1, 2, 250), 0.49, -5.0, 2.6, 20.0))
        .containsExactly(0, 4, 255);
    assertThat(
            values(
                shift.formatted(", p=0, always_apply=True"),
                Samples.colour(1, 1, 1, 2, 3),
                0.9,
                1.0,
                1.0,
                1.0))
        .containsExactly(2, 3, 4);
  }

  @Test
  void oneOfChoosesByShares() {
    String one =
        "dict(type='OneOf', p=0.5, transforms=["
            + "dict(type='ChannelShuffle', p=0.25),"
            + "dict(type='RGBShift', r_shift_limit=(1, 1), g_shift_limit=(1, 1),"
            + " b_shift_limit=(1, 1), p=0.75)])";
    Sample sample = Samples.colour(1, 1, 1, 2, 3);
    assertThat(values(one, sample, 0.5)).containsExactly(1, 2, 3);
    assertThat(values(one, Samples.colour(1, 1, 1, 2, 3), 0.1, 0.24, new int[] {2, 0, 1}))
        .containsExactly(3, 1, 2);
    assertThat(values(one, Samples.colour(1, 1, 1, 2, 3), 0.1, 0.25, 1.0, 1.0, 1.0))
        .containsExactly(2, 3, 4);
  }

  @Test
  void brightnessAndContrast() {
    String change = "dict(type='RandomBrightnessContrast', p=1%s)";
    // The contrast is drawn first: 100 * 1.5 + 0.1 * 255 = 175.5.
    assertThat(values(change.formatted(""), Samples.grey(1, 1, 100), 0.0, 0.5, 0.1))
        .containsOnly(175);
    // Of the mean 100: 100 * 1.5 + 1.5 * 0.1 * 100 = 165.
    assertThat(
            values(
                change.formatted(", brightness_by_max=False"),
                Samples.grey(1, 1, 100),
                0.0,
                0.5,
                0.1))
        .containsOnly(165);
  }

  @Test
  void hueIsTurnedAndValueAdded() {
    String change = "dict(type='HueSaturationValue', p=1)";
    // The first channel counts as red: from red by 60 steps to green.
    assertThat(values(change, Samples.colour(1, 1, 200, 0, 0), 0.0, 60.0, 0.0, 10.0))
        .containsExactly(0, 210, 0);
    assertThat(values(change, Samples.colour(1, 1, 200, 0, 0), 0.0, -120.0, 0.0, 0.0))
        .containsExactly(0, 200, 0);
  }

  @Test
  void blursTakeMeanOrMedianOfTheWindow() {
    String mean = "dict(type='Blur', blur_limit=3, p=1)";
    assertThat(values(mean, Samples.grey(1, 3, 0, 90, 30), 0.0, 0)[3]).isEqualTo(40);
    String median = "dict(type='MedianBlur', blur_limit=3, p=1)";
    assertThat(values(median, Samples.grey(1, 3, 0, 90, 30), 0.0, 0)[3]).isEqualTo(30);
    String wide = "dict(type='Blur', blur_limit=(3, 7), p=1)";
    assertThat(values(wide, Samples.grey(1, 1, 9), 0.0, 2)).containsOnly(9);
  }

  @Test
  void jpegKeepsPlainColours() {
    String jpeg = "dict(type='JpegCompression', quality_lower=85, quality_upper=95, p=1)";
    Image plain = ImageOps.filled(16, 16, 3, false, new double[] {90, 90, 90});
    int[] values = values(jpeg, Sample.of(plain), 0.0, 90);
    assertThat(values).hasSize(16 * 16 * 3).containsOnly(90);
  }

  @Test
  void imageBoxesAndMasksAreMoved() {
    Sample sample = Samples.withMasks(2, 4, 2, 0, 4, 1);
    ImageOps.fill(sample.image(), 2, 0, 4, 1, new double[] {9, 9, 9});
    String keys = ", " + BOXES.formatted("");
    try (Sample moved = apply(LEFT.formatted(""), keys, sample, 0.0, 0.0, 0.0, -0.5, 0.0)) {
      assertThat(Samples.firstChannel(moved)).containsExactly(9, 9, 0, 0, 0, 0, 0, 0);
      assertThat(moved.truths().boxes()).containsExactly(0, 0, 2, 1);
      assertThat(moved.truths().masks().boxes()).containsExactly(0, 0, 2, 1);
    }
  }

  @Test
  void whatIsOutsideIsFilled() {
    String filled = LEFT.formatted(", value=[1, 2, 3]");
    assertThat(values(filled, Samples.grey(1, 2, 8, 9), 0.0, 0.0, 0.0, -0.5, 0.0))
        .containsExactly(9, 9, 9, 1, 2, 3);
  }

  @Test
  void boxesThatAreLeftTooSmallAreDroppedWithTheirMasks() {
    Sample sample = Samples.withMasks(4, 4, 0, 0, 2, 1, 1, 0, 4, 4, 3, 3, 4, 4);
    String keys = ", " + BOXES.formatted(", min_visibility=0.5");
    // By 2 to the left: the first is gone, two thirds of the second are left.
    try (Sample moved = apply(LEFT.formatted(""), keys, sample, 0.0, 0.0, 0.0, -0.5, 0.0)) {
      assertThat(moved.truths().boxes()).containsExactly(0, 0, 2, 4, 1, 3, 2, 4);
      assertThat(moved.truths().labels()).containsExactly(1, 2);
      assertThat(moved.truths().masks().areas()).containsExactly(8, 1);
    }
  }

  @Test
  void imagesThatLoseAllObjectsArePassedOverWhenAskedFor() {
    String keep = ", " + BOXES.formatted("");
    String skip = ", skip_img_without_anno=True, " + BOXES.formatted(", filter_lost_elements=True");
    Object[] draws = {0.0, 0.0, 0.0, -0.5, 0.0};
    try (Sample moved =
            apply(LEFT.formatted(""), keep, Samples.withBoxes(2, 4, 0, 0, 1, 1), draws);
        Sample lost = Samples.withBoxes(2, 4, 0, 0, 1, 1)) {
      assertThat(moved.truths().size()).isZero();
      assertThat(apply(LEFT.formatted(""), skip, lost, draws)).isNull();
    }
  }

  @Test
  void turnedBoxesAreThoseAroundCornersOrEllipses() {
    double[] box = {0.25, 0.25, 0.75, 0.75};
    double[] map = Warps.rotation(2, 2, 45, 1);
    double corner = 2 - Math.sqrt(2);
    assertThat(Boxes.mapped(box, map, 4, 4)[0]).isCloseTo(corner / 4, within(1e-12));
    assertThat(Boxes.turnedEllipse(box, 45, 4, 4)).containsExactly(box, within(1e-12));
    String ellipse =
        "dict(type='ShiftScaleRotate', rotate_limit=(90, 90), shift_limit=0, scale_limit=(1, 1),"
            + " rotate_method='ellipse', p=1)";
    String keys = ", " + BOXES.formatted("");
    Sample sample = Samples.withBoxes(8, 8, 3, 3, 5, 4);
    try (Sample turned = apply(ellipse, keys, sample, 0.0, 90.0, 1.0, 0.0, 0.0)) {
      assertThat(turned.truths().boxes()).containsExactly(new float[] {2, 2, 4, 6}, within(1e-4f));
    }
  }

  @Test
  void boxesStayWhereTheKeyMapLeavesThem() {
    Sample sample = Samples.withMasks(2, 4, 2, 0, 4, 1);
    String keys = ", keymap=dict(img='image')";
    try (Sample moved = apply(LEFT.formatted(""), keys, sample, 0.0, 0.0, 0.0, -0.5, 0.0)) {
      assertThat(moved.truths().boxes()).containsExactly(2, 0, 4, 1);
      assertThat(moved.truths().masks().boxes()).containsExactly(2, 0, 4, 1);
    }
  }

  @Test
  void whatTheLibraryRefusesIsRefused() {
    String keys = ", " + BOXES.formatted("");
    try (Sample outside = Samples.withBoxes(2, 2, 0, 0, 3, 1);
        Sample boxes = Samples.withBoxes(2, 2, 0, 0, 1, 1);
        Sample floats = Sample.of(Image.of(new float[3], 1, 1, 3));
        Sample polygons = Samples.withBoxes(2, 2, 0, 0, 1, 1)) {
      polygons.truths(
          polygons.truths().withMasks(new PolygonMasks(new double[][][] {{new double[6]}}, 2, 2)));
      assertThatThrownBy(() -> apply("", keys, outside))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("0.0 0.0 3.0 1.0 in 2 x 2 pixels");
      assertThatThrownBy(() -> apply("", "", boxes)).hasMessageContaining("'bbox_params'");
      assertThatThrownBy(() -> apply("", keys, floats)).hasMessageContaining("uint8");
      assertThatThrownBy(() -> apply("", keys, polygons)).hasMessageContaining("bitmaps");
    }
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> apply("dict(type='RandomFog')", "", null))
        .hasMessageContaining("unknown albu_operation 'RandomFog'");
    assertThatThrownBy(() -> apply("dict(type='MedianBlur', blur_limit=4)", "", null))
        .hasMessageContaining("odd");
    assertThatThrownBy(() -> apply("dict(type='OneOf', transforms=[])", "", null))
        .hasMessageContaining("must not be empty");
    assertThatThrownBy(() -> apply("dict(type='ShiftScaleRotate', border_mode=3)", "", null))
        .hasMessageContaining("4 (mirrored");
    assertThatThrownBy(() -> apply("", ", bbox_params=dict(format='coco')", null))
        .hasMessageContaining("pascal_voc");
    assertThatThrownBy(() -> apply("", ", keymap=dict(img='bild')", null))
        .hasMessageContaining("gt_bboxes='bboxes'");
  }

  @Test
  void theExampleOfUpstreamRuns() {
    String example =
        "dict(type='Albu', transforms=["
            + "dict(type='ShiftScaleRotate', shift_limit=0.0625, scale_limit=0.0, rotate_limit=0,"
            + " interpolation=1, p=0.5),"
            + "dict(type='RandomBrightnessContrast', brightness_limit=[0.1, 0.3],"
            + " contrast_limit=[0.1, 0.3], p=0.2),"
            + "dict(type='OneOf', transforms=[dict(type='RGBShift', r_shift_limit=10,"
            + " g_shift_limit=10, b_shift_limit=10, p=1.0), dict(type='HueSaturationValue',"
            + " hue_shift_limit=20, sat_shift_limit=30, val_shift_limit=20, p=1.0)], p=0.1),"
            + "dict(type='JpegCompression', quality_lower=85, quality_upper=95, p=0.2),"
            + "dict(type='ChannelShuffle', p=0.1),"
            + "dict(type='OneOf', transforms=[dict(type='Blur', blur_limit=3, p=1.0),"
            + " dict(type='MedianBlur', blur_limit=3, p=1.0)], p=0.1)],"
            + " bbox_params=dict(type='BboxParams', format='pascal_voc',"
            + " label_fields=['gt_bboxes_labels', 'gt_ignore_flags'], min_visibility=0.0,"
            + " filter_lost_elements=True),"
            + " keymap={'img': 'image', 'gt_masks': 'masks', 'gt_bboxes': 'bboxes'},"
            + " update_pad_shape=False, skip_img_without_anno=True)";
    for (int seed = 0; seed < 40; seed++) {
      try (Sample sample =
          Nodes.transform(example)
              .apply(Samples.withMasks(32, 48, 10, 10, 30, 20), RandomSource.at(seed))) {
        assertThat(sample.truths().size()).isEqualTo(1);
        assertThat(sample.image().width()).isEqualTo(48);
      }
    }
  }
}
