package org.vedette.core;

import java.util.List;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.config.component.ComponentKind;
import org.vedette.config.component.Spec;

/**
 * Test-time augmentation: a model that predicts several views of an image, and how what it finds in
 * them becomes one result. Upstream: mmengine's {@code BaseTTAModel}. A checkpoint's names are
 * those of the model itself.
 */
@ComponentKind("tta_model")
public interface TtaModel {
  /** The model that predicts each view, not built. */
  Spec<Detector> module();

  /**
   * Merges what was found in the views of one image.
   *
   * @param views what is known of each view, in the order of the pipeline
   * @param found the detections of each view, scaled to the size of the original image but mirrored
   *     as the view is
   * @return detections in pixels of the original image, by falling score
   */
  Detections merge(List<ImageMeta> views, List<Detections> found);
}
