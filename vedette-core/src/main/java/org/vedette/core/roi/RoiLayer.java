package org.vedette.core.roi;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.ComponentKind;

/** Cuts regions out of feature maps and brings them to one size: what {@code roi_layer} names. */
@ComponentKind("roi_layer")
public interface RoiLayer {
  /** Rows of the output. */
  int height();

  /** Columns of the output. */
  int width();

  /**
   * The regions of one map or of a pyramid, differentiable in the maps.
   *
   * @param levels (N, C, H_l, W_l) each
   * @param scales cells per pixel of each level, such as 1/4
   * @param rois (R, 5): image, x1, y1, x2, y2 in pixels
   * @param levelOf (R): which level each region is cut from
   * @return (R, C, height, width)
   */
  Tensor forward(List<Tensor> levels, double[] scales, float[] rois, int[] levelOf);
}
