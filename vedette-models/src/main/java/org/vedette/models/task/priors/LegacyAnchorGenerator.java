package org.vedette.models.task.priors;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;

/** The anchors of MMDetection 1: boxes end on the last pixel inside, at whole coordinates. */
@Component("LegacyAnchorGenerator")
public final class LegacyAnchorGenerator extends AnchorPriors {
  /** Settings. */
  public record Config(@Flat AnchorSettings anchors) {}

  /** A generator with the given settings. */
  public LegacyAnchorGenerator(Config config) {
    super(config.anchors().strides(), config.anchors().base(true));
  }
}
