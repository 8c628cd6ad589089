package org.vedette.models.roi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vedette.base.Polygons;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import org.vedette.base.SharedJson;
import org.vedette.base.VedetteException;
import org.vedette.config.component.OneOrMany;
import org.vedette.core.Instances;
import org.vedette.core.roi.RcnnTrainConfig;
import org.vedette.core.task.Sampling;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class MaskTargetsTest {
  /** A triangle of half a square pixel, which a bitmap of the image hardly knows. */
  private static final double[] TRIANGLE = {2, 2, 3, 2, 2, 3};

  private static MaskTargets targets(int size, boolean soft) {
    return new MaskTargets(
        new RcnnTrainConfig(null, null, -1, new OneOrMany<>(List.of(size), false), soft, false));
  }

  private static Sampling positive(float... box) {
    return new Sampling(new int[] {0}, new int[0], 0, box, new int[] {0}, box, new long[] {0}, 1);
  }

  private static Instances truth(double[][] outline) {
    byte[] bitmap = RleMasks.decode(Polygons.toRle(outline, 8, 8));
    Instances drawn =
        Instances.truths(Tensors.of(new float[4], 1, 4), null, Tensors.of(bitmap, 1, 8, 8));
    return drawn.withOutlines(List.<double[][]>of(outline));
  }

  @Test
  void polygonIsDrawnAtTheTargetsSizeNotCutFromTheImagesPixels() {
    try (TensorScope scope = TensorScope.open()) {
      float[] found =
          targets(4, false)
              .of(List.of(positive(2, 2, 3, 3)), List.of(truth(new double[][] {TRIANGLE})));
      assertThat(found).containsExactly(1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    }
  }

  @Test
  void sidesBelowOnePixelCountAsOneAndBoxesEndWithTheImage() {
    try (TensorScope scope = TensorScope.open()) {
      double[][] square = {{6, 6, 8, 6, 8, 8, 6, 8}};
      assertThat(targets(2, false).of(List.of(positive(7, 7, 20, 20)), List.of(truth(square))))
          .containsExactly(1, 1, 1, 1);
      assertThat(targets(2, false).of(List.of(positive(5, 6, 7, 6.25f)), List.of(truth(square))))
          .containsExactly(0, 1, 0, 1);
    }
  }

  @Test
  void softTargetsOfPolygonsAreRefused() {
    try (TensorScope scope = TensorScope.open()) {
      Instances truth = truth(new double[][] {TRIANGLE});
      assertThatThrownBy(() -> targets(4, true).of(List.of(positive(2, 2, 3, 3)), List.of(truth)))
          .isInstanceOf(VedetteException.class)
          .hasMessageContaining("soft_mask_target")
          .hasMessageContaining("poly2mask=True");
    }
  }

  @Test
  void bitmapsAndPolygonsBecomeTheReferencesTargets() {
    int compared = 0;
    Object root = SharedJson.read("reference/components/transforms/masks_objects.json.gz");
    for (Object set : SharedJson.list(SharedJson.map(root).get("sets"))) {
      for (Object each : SharedJson.list(SharedJson.map(set).get("cases"))) {
        Map<String, Object> c = SharedJson.map(each);
        if ("crop_and_resize".equals(c.get("op"))) {
          try (TensorScope scope = TensorScope.open()) {
            compare(SharedJson.map(set), c);
          }
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(12);
  }

  private static void compare(Map<String, Object> set, Map<String, Object> c) {
    int size = SharedJson.ints(c.get("hw"))[0];
    Map<String, Object> params = SharedJson.map(c.get("params"));
    List<Object> boxes = SharedJson.list(params.get("bboxes"));
    int n = boxes.size();
    float[] corners = new float[4 * n];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = (float) SharedJson.doubles(boxes.get(i / 4))[i % 4];
    }
    int[] truths = SharedJson.ints(params.get("inds"));
    Sampling sampling =
        new Sampling(new int[n], new int[0], 0, corners, truths, corners, new long[n], n);
    boolean polygons = "PolygonMasks".equals(c.get("mask_class"));
    float[] found = targets(size, false).of(List.of(sampling), List.of(objects(set, polygons)));
    List<Object> runs = SharedJson.list(c.get("rle_of_bitmap"));
    for (int i = 0; i < n; i++) {
      int[] counts = SharedJson.ints(SharedJson.map(runs.get(i)).get("counts"));
      byte[] wanted = RleMasks.decode(new Rle(size, size, counts));
      for (int k = 0; k < wanted.length; k++) {
        assertThat(found[i * wanted.length + k]).as("%s %d %d", c, i, k).isEqualTo(wanted[k]);
      }
    }
  }

  private static Instances objects(Map<String, Object> set, boolean polygons) {
    int height = (int) SharedJson.number(set.get("h"));
    int width = (int) SharedJson.number(set.get("w"));
    List<double[][]> outlines =
        SharedJson.list(set.get("polygons")).stream()
            .map(
                parts ->
                    SharedJson.list(parts).stream()
                        .map(SharedJson::doubles)
                        .toArray(double[][]::new))
            .toList();
    byte[] pixels = new byte[outlines.size() * height * width];
    for (int i = 0; i < outlines.size(); i++) {
      byte[] own = RleMasks.decode(Polygons.toRle(outlines.get(i), height, width));
      System.arraycopy(own, 0, pixels, i * own.length, own.length);
    }
    return Instances.truths(
            Tensors.of(new float[4], 1, 4),
            null,
            Tensors.of(pixels, outlines.size(), height, width))
        .withOutlines(polygons ? outlines : null);
  }
}
