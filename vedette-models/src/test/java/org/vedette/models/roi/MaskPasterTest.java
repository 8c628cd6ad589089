package org.vedette.models.roi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import org.vedette.testkit.ComponentFixtures;
import org.vedette.testkit.FixtureCase;

class MaskPasterTest {
  @Test
  void aFullMaskFillsItsBox() {
    float[] mask = new float[16];
    Arrays.fill(mask, 1);
    Rle pasted = new MaskPaster(10, 12, 4, 4, 0.5).paste(mask, new float[] {2, 3, 6, 9}, 0);
    assertThat(RleMasks.toBbox(pasted)).containsExactly(2, 3, 4, 6);
    assertThat(RleMasks.area(pasted)).isEqualTo(24);
  }

  @Test
  void halfAMaskFillsHalfItsBoxAndTheSecondMaskIsItsOwn() {
    float[] masks = new float[8];
    Arrays.fill(masks, 4, 8, 1);
    masks[5] = 0;
    masks[7] = 0;
    float[] boxes = {0, 0, 4, 4, 4, 2, 12, 10};
    MaskPaster paster = new MaskPaster(10, 12, 2, 2, 0.5);
    assertThat(RleMasks.area(paster.paste(masks, boxes, 0))).isZero();
    // The columns lie between the cells' centres at 6 and 10, where the mask falls from 1 to 0.
    assertThat(RleMasks.toBbox(paster.paste(masks, boxes, 1))).containsExactly(4, 2, 4, 8);
  }

  @Test
  void aBoxAtTheImagesEndAndOneWithoutExtentStayInside() {
    float[] mask = {1, 1, 1, 1};
    MaskPaster paster = new MaskPaster(10, 12, 2, 2, 0.5);
    Rle corner = paster.paste(mask, new float[] {8, 6, 12, 10}, 0);
    assertThat(RleMasks.toBbox(corner)).containsExactly(8, 6, 4, 4);
    Rle nothing = paster.paste(mask, new float[] {5, 5, 5, 5}, 0);
    assertThat(Arrays.stream(nothing.counts()).sum()).isEqualTo(120);
  }

  @Test
  void masksAtOddBoxesAreThoseOfGridSample() throws URISyntaxException {
    Path file = Path.of(MaskPasterTest.class.getResource("mask_paste.json").toURI());
    FixtureCase fixture = ComponentFixtures.read(file).get(0);
    float[] masks = floats(fixture.inputs().get("masks"));
    float[] boxes = floats(fixture.inputs().get("boxes"));
    for (double threshold : new double[] {0.3, 0.5, 0.7}) {
      MaskPaster paster =
          new MaskPaster(
              (int) fixture.number("height", 0),
              (int) fixture.number("width", 0),
              (int) fixture.number("rows", 0),
              (int) fixture.number("columns", 0),
              threshold);
      List<?> expected = (List<?>) fixture.outputs().get("runs_" + threshold);
      assertThat(expected).hasSize(boxes.length / 4);
      for (int i = 0; i < expected.size(); i++) {
        double[] runs = (double[]) expected.get(i);
        assertThat(paster.paste(masks, boxes, i).counts())
            .as("mask %d at %s", i, threshold)
            .isEqualTo(Arrays.stream(runs).mapToInt(run -> (int) run).toArray());
      }
    }
  }

  private static float[] floats(Object numbers) {
    double[] values = (double[]) numbers;
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
