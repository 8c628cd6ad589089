package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.vedette.base.Polygons;
import org.vedette.base.SharedJson;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;
import org.vedette.data.mask.InstanceMasks;
import org.vedette.data.mask.PolygonMasks;

/** Reads one recorded run and compares a sample with its outcome. */
final class ReferenceCase {
  private ReferenceCase() {}

  /** The transform of a case, or null when it is not built. */
  static Transform transform(Map<String, Object> c) {
    Map<String, Object> config = new LinkedHashMap<>();
    if (c.get("transform") instanceof String) {
      // The inner part of RandomCrop, called with a size (h, w).
      int[] size = SharedJson.ints(c.get("crop_size"));
      config.put("type", "RandomCrop");
      config.put("crop_size", List.of((long) size[1], (long) size[0]));
      config.put("allow_negative_crop", c.get("allow_negative_crop"));
    } else {
      config.putAll(SharedJson.map(c.get("transform")));
    }
    return !Nodes.knows((String) config.get("type"))
        ? null
        : Nodes.BINDER.spec(Transform.class, Nodes.of(config), "transform").build();
  }

  /** The numbers that the run drew. */
  static List<Object> draws(Map<String, Object> c) {
    List<Object> values = new ArrayList<>();
    if (c.containsKey("offset")) {
      values.addAll(SharedJson.list(c.get("offset")));
    }
    if (c.get("forced") != null) {
      forced(SharedJson.map(c.get("forced")), values);
    }
    c.forEach(
        (key, value) -> {
          if (key.startsWith("draws")) {
            SharedJson.list(value).forEach(draw -> draw(SharedJson.list(draw), values));
          }
        });
    if (c.get("transform") instanceof Map<?, ?> config && "RandomFlip".equals(config.get("type"))) {
      values.add(0.0);
    }
    return values;
  }

  private static void draw(List<Object> draw, List<Object> values) {
    Object result = draw.get(3);
    if ("choice".equals(draw.get(0))) {
      double[] choices = SharedJson.doubles(SharedJson.list(draw.get(1)).get(0));
      int chosen = 0;
      while (choices[chosen] != SharedJson.number(result)) {
        chosen++;
      }
      values.add(chosen);
    } else if (result instanceof List<?> several) {
      values.addAll(several);
    } else {
      values.add(result);
    }
  }

  private static void forced(Map<String, Object> forced, List<Object> values) {
    forced.forEach(
        (key, value) -> {
          switch (key) {
            case "_get_hsv_gains" -> {
              double[] gains = SharedJson.doubles(SharedJson.map(value).get("data"));
              double[] deltas = {5, 30, 30};
              for (int i = 0; i < 3; i++) {
                values.add(gains[i] / deltas[i]);
              }
              values.addAll(List.of(1, 1, 1));
            }
            case "_random_flags" ->
                SharedJson.list(value)
                    .forEach(
                        item ->
                            values.add(
                                item instanceof Map<?, ?> map
                                    ? SharedJson.ints(map.get("data"))
                                    : item));
            case "_get_patches", "_get_selected_inds" -> {
              // They are not made of single numbers; the test hands them over as they are.
            }
            default -> {
              if (value instanceof List<?> several) {
                values.addAll(several);
              } else {
                values.add(value);
              }
            }
          }
        });
  }

  /** The rectangles x1 y1 x2 y2 that a run erased. */
  static int[][] patches(Map<String, Object> c) {
    Object forced = SharedJson.map(c.get("forced")).get("_get_patches");
    int[] corners = SharedJson.ints(SharedJson.map(forced).get("data"));
    int[][] patches = new int[corners.length / 4][];
    Arrays.setAll(patches, i -> Arrays.copyOfRange(corners, 4 * i, 4 * i + 4));
    return patches;
  }

  /** The objects that a run pasted; null for all. */
  static int[] selected(Map<String, Object> c) {
    Object forced = c.get("forced");
    return forced == null
        ? null
        : SharedJson.ints(
            SharedJson.map(SharedJson.map(forced).get("_get_selected_inds")).get("data"));
  }

  /** The files of the images that a run mixed in. */
  static List<String> others(Map<String, Object> c) {
    return Pattern.compile("\\d{12}\\.jpg")
        .matcher((String) c.get("note"))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  static void check(Sample sample, Map<String, Object> out) {
    int[] shape = SharedJson.ints(out.get("img_shape"));
    assertThat(new int[] {sample.image().height(), sample.image().width()}).isEqualTo(shape);
    PixelAssert.assertPixels(sample.image(), SharedJson.map(out.get("img")));
    if (out.containsKey("scale_factor")) {
      assertThat(new double[] {sample.scaleX(), sample.scaleY()})
          .isEqualTo(SharedJson.doubles(out.get("scale_factor")));
    }
    if (out.containsKey("flip")) {
      assertThat(sample.meta().flip()).isEqualTo(out.get("flip"));
      assertThat(sample.meta().flipDirection()).isEqualTo(out.get("flip_direction"));
    }
    checkTruths(sample.truths(), out);
  }

  private static void checkTruths(Truths truths, Map<String, Object> out) {
    double[] boxes =
        SharedJson.list(out.get("gt_bboxes")).stream()
            .flatMap(box -> SharedJson.list(box).stream())
            .mapToDouble(SharedJson::number)
            .toArray();
    assertThat(truths.boxes()).hasSize(boxes.length);
    for (int i = 0; i < boxes.length; i++) {
      assertThat(truths.boxes()[i]).as("coordinate %s", i).isEqualTo((float) boxes[i]);
    }
    assertThat(truths.labels()).isEqualTo(SharedJson.ints(out.get("gt_bboxes_labels")));
    int[] flags = SharedJson.ints(out.get("gt_ignore_flags"));
    for (int i = 0; i < flags.length; i++) {
      assertThat(truths.ignored()[i]).isEqualTo(flags[i] != 0);
    }
    if (out.containsKey("mask_type")) {
      checkMasks(truths.masks(), out);
    }
  }

  private static void checkMasks(InstanceMasks masks, Map<String, Object> out) {
    assertThat(new int[] {masks.height(), masks.width()})
        .isEqualTo(SharedJson.ints(out.get("mask_hw")));
    double[] areas = SharedJson.doubles(out.get("mask_areas"));
    double[] found = masks.areas();
    for (int i = 0; i < areas.length; i++) {
      assertThat(found[i]).as("area %s", i).isCloseTo(areas[i], within(1e-9 * (1 + areas[i])));
    }
    if (masks instanceof PolygonMasks polygons) {
      checkPolygons(polygons, SharedJson.list(out.get("mask_polygons_first2")));
      return;
    }
    if (areas.length == 0) {
      return;
    }
    List<Object> runs = SharedJson.list(out.get("mask_rle_first2"));
    for (int i = 0; i < runs.size(); i++) {
      assertThat(masks.toRle(i).counts())
          .isEqualTo(SharedJson.ints(SharedJson.map(runs.get(i)).get("counts")));
    }
  }

  /** The same corners or, where a crop has cut polygons apart, the same pixels. */
  private static void checkPolygons(PolygonMasks masks, List<Object> expected) {
    for (int i = 0; i < expected.size(); i++) {
      double[][] parts =
          SharedJson.list(expected.get(i)).stream()
              .map(SharedJson::doubles)
              .toArray(double[][]::new);
      if (!sameCorners(masks.polygons(i), parts)) {
        assertThat(masks.toRle(i).counts())
            .isEqualTo(Polygons.toRle(parts, masks.height(), masks.width()).counts());
      }
    }
  }

  private static boolean sameCorners(double[][] found, double[][] expected) {
    if (found.length != expected.length) {
      return false;
    }
    for (int p = 0; p < found.length; p++) {
      if (found[p].length != expected[p].length) {
        return false;
      }
      for (int k = 0; k < found[p].length; k++) {
        if (Math.abs(found[p][k] - expected[p][k]) > 1e-9 * (1 + Math.abs(expected[p][k]))) {
          return false;
        }
      }
    }
    return true;
  }
}
