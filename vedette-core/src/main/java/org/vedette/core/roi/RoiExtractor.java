package org.vedette.core.roi;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.Layer;

/** Cuts regions out of a pyramid: what {@code bbox_roi_extractor} names. */
@ComponentKind("roi_extractor")
public abstract class RoiExtractor extends Layer {
  /**
   * The features of regions, in their order.
   *
   * @param maps (N, C, H_l, W_l), finest first; levels beyond those that the extractor reads do not
   *     count
   * @param scaleFactor by how much regions are blown up before they are cut; null for not at all
   * @return (R, C, h, w)
   */
  public abstract Tensor forward(List<Tensor> maps, Rois rois, Double scaleFactor);

  /** {@link #forward(List, Rois, Double)} of regions as they are. */
  public final Tensor forward(List<Tensor> maps, Rois rois) {
    return forward(maps, rois, null);
  }
}
