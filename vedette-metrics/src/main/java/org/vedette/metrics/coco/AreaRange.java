package org.vedette.metrics.coco;

import java.util.List;

/**
 * A range of object areas; truths and unmatched detections outside of it are ignored.
 *
 * @param name the name in printed summaries
 * @param low the smallest area that belongs, in square pixels
 * @param high the largest area that belongs, in square pixels
 */
public record AreaRange(String name, double low, double high) {
  /** COCO's ranges: all, small (up to 32^2), medium (up to 96^2), large. */
  public static final List<AreaRange> COCO =
      List.of(
          new AreaRange("all", 0, 1e10),
          new AreaRange("small", 0, 32 * 32),
          new AreaRange("medium", 32 * 32, 96 * 96),
          new AreaRange("large", 96 * 96, 1e10));

  boolean excludes(double area) {
    return area < low || area > high;
  }
}
