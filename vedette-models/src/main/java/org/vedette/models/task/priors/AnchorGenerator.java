package org.vedette.models.task.priors;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/** Boxes of several ratios and scales around every cell (Faster R-CNN, Ren et al. 2015). */
@Component("AnchorGenerator")
public final class AnchorGenerator extends AnchorPriors {
  /** Settings. */
  public record Config(@Flat AnchorSettings anchors) {}

  /** A generator with the given settings. */
  public AnchorGenerator(Config config) {
    super(config.anchors().strides(), config.anchors().base(false));
  }
}
