package org.vedette.data.transform;

import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.Sample;

/**
 * The resizing that a step which chooses a size hands over to: {@code resize_type} and its keys.
 *
 * @param resize_type Resize, FixScaleResize or ResizeShortestEdge
 * @param keep_ratio whether the image keeps its aspect ratio
 * @param max_size with ResizeShortestEdge the longest that a side may become; None for no limit
 * @param resizing how pixels and objects are resized
 */
public record InnerResize(
    @Default("'Resize'") String resize_type,
    @Default("False") boolean keep_ratio,
    @Default("None") Integer max_size,
    @Flat ResizeOptions resizing) {
  private static final String SHORTEST_EDGE = "ResizeShortestEdge";
  private static final String FIX_SCALE = "FixScaleResize";

  /** Checks the name, and that its keys belong to it. */
  public InnerResize {
    resize_type = lastPart(resize_type);
    boolean known =
        "Resize".equals(resize_type)
            || FIX_SCALE.equals(resize_type)
            || SHORTEST_EDGE.equals(resize_type);
    if (!known) {
      throw new IllegalArgumentException(
          "resize_type='"
              + resize_type
              + "': expected 'Resize', 'FixScaleResize' or 'ResizeShortestEdge'");
    }
    if (max_size != null && !SHORTEST_EDGE.equals(resize_type)) {
      throw new IllegalArgumentException("'max_size' needs resize_type='ResizeShortestEdge'");
    }
  }

  /** The name of a class that a lazy config gives with its package, as components have it too. */
  static String lastPart(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** Resizes a sample to a size, or to fit within it. */
  Sample apply(Sample sample, ImageScale scale) {
    int height = sample.image().height();
    int width = sample.image().width();
    ImageScale target =
        SHORTEST_EDGE.equals(resize_type)
            ? shortestEdge(height, width, Math.min(scale.width(), scale.height()), max_size)
            : scale;
    if (!keep_ratio) {
      return resizing.resize(sample, target);
    }
    return resizing.resize(
        sample,
        FIX_SCALE.equals(resize_type) ? target.withinRoundedDown(sample) : target.within(sample));
  }

  /** The size at which the shorter side has a length, unless the longer gets too long. */
  static ImageScale shortestEdge(int height, int width, int edge, Integer maxSize) {
    double factor = (double) edge / Math.min(height, width);
    double newHeight = height < width ? edge : factor * height;
    double newWidth = height < width ? factor * width : edge;
    double longest = Math.max(newHeight, newWidth);
    if (maxSize != null && longest > maxSize) {
      double shrink = maxSize / longest;
      newHeight *= shrink;
      newWidth *= shrink;
    }
    return new ImageScale((int) (newWidth + 0.5), (int) (newHeight + 0.5));
  }
}
