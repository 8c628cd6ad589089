package org.vedette.core.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.Formula;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;

class NmsTest {
  private static final float[] THREE = {0, 0, 10, 10, 1, 0, 11, 10, 30, 0, 40, 10};

  private static NmsConfig config(String keys) {
    return new Binder(Registry.load()).bind(NmsConfig.class, "dict(" + keys + ")");
  }

  @Test
  void theLowerOfTwoOverlappingBoxesGoes() {
    Kept kept = Nms.run(THREE, new float[] {0.5f, 0.9f, 0.1f}, NmsConfig.ofThreshold(0.5));
    assertThat(kept.indices()).containsExactly(1, 2);
    assertThat(kept.scores()).containsExactly(0.9f, 0.1f);
  }

  @Test
  void equalScoresKeepTheirOrder() {
    Kept kept = Nms.run(THREE, new float[] {0.5f, 0.5f, 0.5f}, NmsConfig.ofThreshold(0.5));
    assertThat(kept.indices()).containsExactly(0, 2);
  }

  @Test
  void groupsDoNotSuppressEachOther() {
    float[] scores = {0.5f, 0.9f, 0.1f};
    NmsConfig config = NmsConfig.ofThreshold(0.5);
    assertThat(Nms.batched(THREE, scores, new int[] {0, 1, 0}, config).indices())
        .containsExactly(1, 0, 2);
    assertThat(Nms.batched(THREE, scores, new int[] {0, 1, 0}, config, true).indices())
        .containsExactly(1, 2);
  }

  @Test
  void negativeCoordinatesMayReachIntoTheNextGroupAsUpstream() {
    // The step is 0 + 1, so the box of group 1 lands exactly on the one of group 0.
    float[] boxes = {-10, -10, 0, 0, -11, -11, -1, -1};
    Kept kept =
        Nms.batched(boxes, new float[] {0.9f, 0.8f}, new int[] {0, 1}, NmsConfig.ofThreshold(0.5));
    assertThat(kept.indices()).containsExactly(0);
  }

  @Test
  void noBoxesGiveNone() {
    NmsConfig config = NmsConfig.ofThreshold(0.5);
    assertThat(Nms.batched(new float[0], new float[0], new int[0], config).size()).isZero();
    assertThat(Nms.multiclass(new float[0], new float[0], 3, 0.1, config, 5, null).indices())
        .isEmpty();
  }

  @Test
  void softSuppressionLowersScoresByTheOverlap() {
    Kept kept =
        Nms.run(THREE, new float[] {0.9f, 0.8f, 0.1f}, config("type='soft_nms', min_score=0.05"));
    assertThat(kept.indices()).containsExactly(0, 1, 2);
    assertThat(kept.scores()[1]).isCloseTo(0.8f * (1 - 90f / 110), within(1e-6f));
  }

  @Test
  void splittingByGapsGivesWhatComparingAllPairsGives() {
    int n = 3000;
    float[] boxes = randomBoxes(n);
    float[] scores = Formula.of("scores").floats(n, 0, 1);
    for (double threshold : new double[] {0.0, 0.3, 0.7}) {
      assertThat(Nms.run(boxes, scores, NmsConfig.ofThreshold(threshold)).indices())
          .containsExactly(allPairs(boxes, scores, (float) threshold));
    }
  }

  @Test
  void keysOfTheOtherTypeAreRefused() {
    assertThatThrownBy(() -> config("type='nms', iou_threshold=0.5, sigma=0.3"))
        .hasMessageContaining("soft_nms only");
    assertThatThrownBy(() -> config("type='nms'")).hasMessageContaining("iou_threshold");
    assertThatThrownBy(() -> config("iou_thr=0.5, iou_threshold=0.5"))
        .hasMessageContaining("older name");
    assertThat(config("iou_thr=0.6").threshold()).isEqualTo(0.6);
  }

  private static float[] randomBoxes(int n) {
    float[] place = Formula.of("place").floats(2 * n, 0, 900);
    float[] size = Formula.of("size").floats(2 * n, 0, 12);
    float[] boxes = new float[4 * n];
    for (int i = 0; i < n; i++) {
      boxes[4 * i] = place[2 * i];
      boxes[4 * i + 1] = place[2 * i + 1] / 20;
      boxes[4 * i + 2] = place[2 * i] + size[2 * i];
      boxes[4 * i + 3] = place[2 * i + 1] / 20 + size[2 * i + 1];
    }
    return boxes;
  }

  private static int[] allPairs(float[] boxes, float[] scores, float threshold) {
    List<Integer> kept = new ArrayList<>();
    for (int candidate : ScoreOrder.falling(scores)) {
      if (kept.stream().noneMatch(i -> Overlaps.iou(boxes, i, boxes, candidate) > threshold)) {
        kept.add(candidate);
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }
}
