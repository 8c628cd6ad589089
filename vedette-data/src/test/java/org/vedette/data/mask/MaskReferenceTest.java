package org.vedette.data.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.vedette.base.SharedJson;
import org.vedette.data.image.FlipDirection;
import org.vedette.data.image.Interpolation;

/** What MMDetection's mask classes made of the same polygons. */
class MaskReferenceTest {
  private static final AtomicIntegerArray COUNTS = new AtomicIntegerArray(3);

  @AfterAll
  static void report() {
    System.out.printf(
        "mask fixtures: %d pass, %d fail, %d unbuilt%n",
        COUNTS.get(0), COUNTS.get(1), COUNTS.get(2));
  }

  @TestFactory
  Stream<DynamicTest> masksEqualTheReference() {
    Object root = SharedJson.read("reference/components/transforms/masks_objects.json.gz");
    return SharedJson.list(SharedJson.map(root).get("sets")).stream()
        .map(SharedJson::map)
        .flatMap(
            set ->
                SharedJson.list(set.get("cases")).stream()
                    .map(SharedJson::map)
                    .map(
                        c ->
                            DynamicTest.dynamicTest(
                                c.get("mask_class") + " " + c.get("op"), () -> count(set, c))));
  }

  private static void count(Map<String, Object> set, Map<String, Object> c) {
    try {
      check(set, c);
      COUNTS.incrementAndGet(0);
    } catch (TestAbortedException e) {
      COUNTS.incrementAndGet(2);
      throw e;
    } catch (RuntimeException | AssertionError e) {
      COUNTS.incrementAndGet(1);
      throw e;
    }
  }

  private static void check(Map<String, Object> set, Map<String, Object> c) {
    int height = (int) SharedJson.number(set.get("h"));
    int width = (int) SharedJson.number(set.get("w"));
    double[][][] outlines =
        SharedJson.list(set.get("polygons")).stream()
            .map(
                parts ->
                    SharedJson.list(parts).stream()
                        .map(SharedJson::doubles)
                        .toArray(double[][]::new))
            .toArray(double[][][]::new);
    InstanceMasks masks = new PolygonMasks(outlines, height, width);
    if ("BitmapMasks".equals(c.get("mask_class"))) {
      masks = masks.toBitmaps();
    }
    if ("get_bboxes".equals(c.get("op"))) {
      checkBoxes(masks, SharedJson.list(c.get("boxes")));
    } else {
      checkMasks(apply(masks, c), c);
    }
  }

  private static InstanceMasks apply(InstanceMasks masks, Map<String, Object> c) {
    Map<String, Object> p = SharedJson.map(c.get("params"));
    int[] hw = SharedJson.ints(c.get("hw"));
    switch ((String) c.get("op")) {
      case "identity" -> {
        return masks;
      }
      case "rescale", "resize(out_h,out_w)" -> {
        return masks.resize(hw[0], hw[1]);
      }
      case "flip" -> {
        String direction = ((String) p.get("direction")).toUpperCase(Locale.ROOT);
        return masks.flip(FlipDirection.valueOf(direction));
      }
      case "pad" -> {
        return masks.pad(hw[0], hw[1], 0);
      }
      case "crop" -> {
        int[] b = SharedJson.ints(p.get("bbox"));
        return masks.crop(b[0], b[1], b[2], b[3]);
      }
      case "expand(h,w,top,left)" -> {
        int top = (int) SharedJson.number(p.get("top"));
        int left = (int) SharedJson.number(p.get("left"));
        return masks.expand(hw[0], hw[1], top, left);
      }
      case "crop_and_resize" -> {
        List<Object> boxes = SharedJson.list(p.get("bboxes"));
        float[] corners = new float[4 * boxes.size()];
        for (int i = 0; i < corners.length; i++) {
          corners[i] = (float) SharedJson.doubles(boxes.get(i / 4))[i % 4];
        }
        return masks.cropAndResize(corners, SharedJson.ints(p.get("inds")), hw[0], hw[1]);
      }
      case "translate" -> {
        double offset = SharedJson.number(p.get("offset"));
        return masks.translate(hw[0], hw[1], offset, axis(p), Interpolation.BILINEAR, 0);
      }
      case "shear" -> {
        double magnitude = SharedJson.number(p.get("magnitude"));
        return masks.shear(magnitude, axis(p), Interpolation.BILINEAR, 0);
      }
      case "rotate" -> {
        double angle = SharedJson.number(p.get("angle"));
        double scale = SharedJson.number(p.get("scale"));
        return masks.rotate(turn(masks, angle, scale), Interpolation.BILINEAR, 0);
      }
      default -> throw new TestAbortedException("not built: " + c.get("op"));
    }
  }

  private static Axis axis(Map<String, Object> params) {
    return Axis.valueOf(((String) params.get("direction")).toUpperCase(Locale.ROOT));
  }

  /** Given no point, upstream turns bitmaps around their middle, but polygons around the origin. */
  private static Turn turn(InstanceMasks masks, double angle, double scale) {
    return masks instanceof BitmapMasks
        ? Turn.aroundMiddle(angle, scale, masks.height(), masks.width())
        : new Turn(angle, 0, 0, scale);
  }

  private static void checkBoxes(InstanceMasks masks, List<Object> expected) {
    float[] boxes = masks.boxes();
    for (int i = 0; i < expected.size(); i++) {
      double[] box = SharedJson.doubles(expected.get(i));
      for (int k = 0; k < 4; k++) {
        assertThat(boxes[4 * i + k]).isEqualTo((float) box[k]);
      }
    }
  }

  private static void checkMasks(InstanceMasks masks, Map<String, Object> c) {
    assertThat(new int[] {masks.height(), masks.width()}).isEqualTo(SharedJson.ints(c.get("hw")));
    double[] areas = SharedJson.doubles(c.get("areas"));
    double[] found = masks.areas();
    for (int i = 0; i < areas.length; i++) {
      assertThat(found[i]).as("area %s", i).isCloseTo(areas[i], within(1e-9 * (1 + areas[i])));
    }
    List<Object> runs = SharedJson.list(c.get("rle_of_bitmap"));
    for (int i = 0; i < runs.size(); i++) {
      assertThat(masks.toRle(i).counts())
          .isEqualTo(SharedJson.ints(SharedJson.map(runs.get(i)).get("counts")));
    }
    // A crop's corners come in another order than GEOS gives; areas and pixels are the same.
    if (masks instanceof PolygonMasks polygons && !"crop".equals(c.get("op"))) {
      checkPolygons(polygons, SharedJson.list(c.get("polygons")));
    }
  }

  private static void checkPolygons(PolygonMasks masks, List<Object> expected) {
    for (int i = 0; i < expected.size(); i++) {
      List<Object> parts = SharedJson.list(expected.get(i));
      assertThat(masks.polygons(i).length).isEqualTo(parts.size());
      for (int p = 0; p < parts.size(); p++) {
        double[] points = SharedJson.doubles(parts.get(p));
        assertThat(masks.polygons(i)[p]).containsExactly(points, within(1e-9));
      }
    }
  }
}
