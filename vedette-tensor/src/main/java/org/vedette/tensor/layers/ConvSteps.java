package org.vedette.tensor.layers;

import java.util.List;

/** A layer made of {@link ConvStep}s, each of which can be folded and fused. */
public interface ConvSteps extends Foldable, Fusible {
  /** The steps whose convolutions and norms are children of this layer. */
  List<ConvStep> steps();

  @Override
  default void foldNorm() {
    steps().forEach(ConvStep::foldNorm);
  }

  @Override
  default void fuse() {
    steps().forEach(ConvStep::fuse);
  }
}
