package org.vedette.metrics.coco;

/** The images of one category that have truths or detections, in order. */
final class Blocks {
  /** How many there are. */
  final int count;

  /** Where each block's truths start in their groups' order, and after them the end. */
  final int[] gts;

  /** Where each block's detections start in their groups' order, and after them the end. */
  final int[] dets;

  /** Finds the blocks of category {@code k}. */
  Blocks(int[] gtImages, Groups gtGroups, int[] detImages, Groups detGroups, int k) {
    int g = gtGroups.starts[k];
    int d = detGroups.starts[k];
    int gEnd = gtGroups.starts[k + 1];
    int dEnd = detGroups.starts[k + 1];
    gts = new int[gEnd - g + dEnd - d + 1];
    dets = new int[gts.length];
    int found = 0;
    while (g < gEnd || d < dEnd) {
      gts[found] = g;
      dets[found] = d;
      found++;
      int gImage = g < gEnd ? gtImages[gtGroups.order[g]] : Integer.MAX_VALUE;
      int dImage = d < dEnd ? detImages[detGroups.order[d]] : Integer.MAX_VALUE;
      int image = Math.min(gImage, dImage);
      while (g < gEnd && gtImages[gtGroups.order[g]] == image) {
        g++;
      }
      while (d < dEnd && detImages[detGroups.order[d]] == image) {
        d++;
      }
    }
    gts[found] = g;
    dets[found] = d;
    count = found;
  }

  /** Where each block's detections go when at most {@code limit} of an image are kept. */
  int[] offsets(int limit) {
    int[] offsets = new int[count + 1];
    for (int b = 0; b < count; b++) {
      offsets[b + 1] = offsets[b] + Math.min(limit, dets[b + 1] - dets[b]);
    }
    return offsets;
  }
}
