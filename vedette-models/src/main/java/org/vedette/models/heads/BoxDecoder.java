package org.vedette.models.heads;

import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ImageMeta;
import org.vedette.core.task.BoxCoder;

/** Turns what a head regresses at some priors of a level into boxes. */
@FunctionalInterface
interface BoxDecoder {
  /**
   * The boxes (n, 4) in pixels of the model's input.
   *
   * @param priors (n, ...)
   * @param codes (n, D)
   */
  Tensor decode(int level, Tensor priors, Tensor codes, ImageMeta meta);

  /** What a coder says, kept inside the image where the coder's settings want that. */
  static BoxDecoder of(BoxCoder coder) {
    return (level, priors, codes, meta) ->
        coder.decode(priors, codes, meta.imgHeight(), meta.imgWidth());
  }
}
