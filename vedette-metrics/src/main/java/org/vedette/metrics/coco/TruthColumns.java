package org.vedette.metrics.coco;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.Rle;
import org.vedette.metrics.ImageTruth;

/**
 * Collects the truth that comes with each image, where there is no annotation file: categories are
 * numbered by label, annotations from 1, areas are those of the boxes, and ignored truths are
 * crowds.
 */
final class TruthColumns {
  private final boolean withMasks;
  private final List<Long> imageIds = new ArrayList<>();
  private final List<ImageTruth> truths = new ArrayList<>();

  TruthColumns(boolean withMasks) {
    this.withMasks = withMasks;
  }

  /** Appends an image; returns its index. */
  int add(long imageId, ImageTruth truth) {
    if (truth == null) {
      throw new DataException(
          "image " + imageId + ": CocoMetric without ann_file needs the truth of each image");
    }
    if (withMasks && truth.masks() == null) {
      throw new DataException(
          "image " + imageId + ": metric 'segm' without ann_file needs masks in the truth");
    }
    imageIds.add(imageId);
    truths.add(truth);
    return imageIds.size() - 1;
  }

  GroundTruth toGroundTruth(List<String> classNames) {
    int size = truths.stream().mapToInt(truth -> truth.labels().length).sum();
    long[] ids = new long[size];
    Arrays.setAll(ids, i -> i + 1L);
    long[] categoryIds = new long[classNames.size()];
    Arrays.setAll(categoryIds, i -> i);
    GroundTruth all =
        new GroundTruth(
            "the dataset",
            imageIds.stream().mapToLong(Long::longValue).toArray(),
            categoryIds,
            classNames.toArray(String[]::new),
            ids,
            new int[size],
            new int[size],
            new double[4 * size],
            new double[size],
            new boolean[size],
            new boolean[size],
            withMasks ? new Rle[size] : null);
    int at = 0;
    for (int image = 0; image < truths.size(); image++) {
      at = append(truths.get(image), image, all, at);
    }
    return all;
  }

  private static int append(ImageTruth truth, int image, GroundTruth all, int at) {
    for (int i = 0; i < truth.labels().length; i++, at++) {
      all.images()[at] = image;
      all.categories()[at] = truth.labels()[i];
      all.crowd()[at] = truth.ignored()[i];
      double[] from = truth.boxes();
      double[] to = all.boxes();
      to[4 * at] = from[4 * i];
      to[4 * at + 1] = from[4 * i + 1];
      to[4 * at + 2] = from[4 * i + 2] - from[4 * i];
      to[4 * at + 3] = from[4 * i + 3] - from[4 * i + 1];
      all.areas()[at] = to[4 * at + 2] * to[4 * at + 3];
      if (all.masks() != null) {
        all.masks()[at] = truth.masks()[i];
      }
    }
    return at;
  }
}
