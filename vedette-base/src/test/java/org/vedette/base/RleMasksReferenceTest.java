package org.vedette.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every mask that pycocotools made for the reference: polygons, boxes, bitmaps, unions, IoU. */
class RleMasksReferenceTest {
  @TestFactory
  Stream<DynamicTest> masksEqualPycocotools() {
    Object root = SharedJson.read("reference/components/transforms/masks_rle.json.gz");
    List<Object> cases = SharedJson.list(SharedJson.map(root).get("cases"));
    assertThat(cases).hasSizeGreaterThan(50);
    return cases.stream()
        .map(SharedJson::map)
        .map(c -> DynamicTest.dynamicTest(c.get("kind") + " " + c.get("h"), () -> check(c)));
  }

  private static void check(Map<String, Object> c) {
    switch ((String) c.get("kind")) {
      case "polygon_to_rle" ->
          checkMask(c, Polygons.toRle(polygons(c)[0], size(c, "h"), size(c, "w")));
      case "bbox_to_rle" -> {
        double[] b = SharedJson.doubles(c.get("bbox"));
        Rle mask = Polygons.boxToRle(b[0], b[1], b[2], b[3], size(c, "h"), size(c, "w"));
        assertThat(RleMasks.compress(mask)).isEqualTo(counts(c, "rle"));
        assertThat(RleMasks.area(mask)).isEqualTo((long) SharedJson.number(c.get("area")));
      }
      case "bitmap_encode" -> checkBitmap(c);
      case "multi_polygon_union" -> checkMerge(c);
      case "mask_iou" -> checkIou(c);
      case "bbox_iou_xywh" -> {
        // Boxes of detections are the metrics' business.
      }
      default -> Assertions.fail("unknown kind " + c.get("kind"));
    }
  }

  private static void checkMask(Map<String, Object> c, Rle mask) {
    Map<String, Object> uncompressed = SharedJson.map(c.get("uncompressed"));
    assertThat(mask.counts()).isEqualTo(SharedJson.ints(uncompressed.get("counts")));
    assertThat(RleMasks.compress(mask)).isEqualTo(counts(c, "rle"));
    Rle back = RleMasks.decompress(mask.height(), mask.width(), counts(c, "rle"));
    assertThat(back.counts()).isEqualTo(mask.counts());
    assertThat(RleMasks.area(mask)).isEqualTo((long) SharedJson.number(c.get("area")));
    if (c.containsKey("bbox")) {
      assertThat(RleMasks.toBbox(mask)).isEqualTo(SharedJson.doubles(c.get("bbox")));
    }
    byte[] bitmap = RleMasks.decode(mask);
    Rle again = RleMasks.encode(bitmap, mask.height(), mask.width());
    assertThat(again.counts()).isEqualTo(mask.counts());
  }

  private static void checkBitmap(Map<String, Object> c) {
    Map<String, Object> gen = SharedJson.map(c.get("gen"));
    byte[] bitmap = new byte[size(c, "h") * size(c, "w")];
    for (int i = 0; i < bitmap.length; i++) {
      bitmap[i] =
          (byte) (u((String) gen.get("key"), i) < SharedJson.number(gen.get("thr")) ? 1 : 0);
    }
    Rle mask = RleMasks.encode(bitmap, size(c, "h"), size(c, "w"));
    checkMask(c, mask);
    assertThat(RleMasks.decode(mask)).isEqualTo(bitmap);
  }

  private static void checkMerge(Map<String, Object> c) {
    List<Rle> parts =
        Arrays.stream(polygons(c))
            .map(polygon -> Polygons.toRle(polygon, size(c, "h"), size(c, "w")))
            .toList();
    Rle union = Polygons.toRle(polygons(c), size(c, "h"), size(c, "w"));
    assertThat(RleMasks.compress(union)).isEqualTo(counts(c, "rle"));
    assertThat(RleMasks.area(union)).isEqualTo((long) SharedJson.number(c.get("area")));
    Rle common = RleMasks.intersection(parts);
    assertThat(RleMasks.compress(common)).isEqualTo(counts(c, "rle_intersection"));
    assertThat(RleMasks.commonArea(parts.get(0), parts.get(1)))
        .isEqualTo((long) SharedJson.number(c.get("area_intersection")));
  }

  private static void checkIou(Map<String, Object> c) {
    double[][] polygons = polygons(c);
    Rle[] masks = new Rle[polygons.length];
    Arrays.setAll(masks, i -> Polygons.toRle(polygons[i], size(c, "h"), size(c, "w")));
    Rle[] dt =
        Arrays.stream(SharedJson.ints(c.get("dt"))).mapToObj(i -> masks[i]).toArray(Rle[]::new);
    Rle[] gt =
        Arrays.stream(SharedJson.ints(c.get("gt"))).mapToObj(i -> masks[i]).toArray(Rle[]::new);
    int[] flags = SharedJson.ints(c.get("iscrowd"));
    boolean[] crowd = new boolean[flags.length];
    for (int i = 0; i < flags.length; i++) {
      crowd[i] = flags[i] != 0;
    }
    double[] iou = RleMasks.iou(dt, gt, crowd);
    List<Object> expected = SharedJson.list(c.get("iou"));
    for (int d = 0; d < dt.length; d++) {
      double[] row = SharedJson.doubles(expected.get(d));
      for (int g = 0; g < gt.length; g++) {
        assertThat(iou[d * gt.length + g]).isCloseTo(row[g], within(0.0));
      }
    }
  }

  private static double[][] polygons(Map<String, Object> c) {
    return SharedJson.list(c.get("polygons")).stream()
        .map(SharedJson::doubles)
        .toArray(double[][]::new);
  }

  private static String counts(Map<String, Object> c, String key) {
    return (String) SharedJson.map(c.get(key)).get("counts");
  }

  private static int size(Map<String, Object> c, String key) {
    return (int) SharedJson.number(c.get(key));
  }

  /** The reference's number i of a key, in [0, 1). */
  private static double u(String key, long i) {
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    long z = (crc.getValue() << 32) + i + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 40) / (double) (1 << 24);
  }
}
