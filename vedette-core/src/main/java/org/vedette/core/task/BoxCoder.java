package org.vedette.core.task;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.ComponentKind;

/** Turns boxes into what a network regresses, relative to priors, and back. */
@ComponentKind("bbox_coder")
public interface BoxCoder {
  /** How many numbers stand for a box. */
  int codeSize();

  /**
   * The codes of boxes.
   *
   * @param priors (n, ...) points or boxes
   * @param boxes (n, 4)
   * @return (n, codeSize)
   */
  Tensor encode(Tensor priors, Tensor boxes);

  /**
   * The boxes that codes stand for.
   *
   * @param priors (n, ...) points or boxes
   * @param codes (..., n, codeSize)
   * @return (..., n, 4)
   */
  Tensor decode(Tensor priors, Tensor codes);

  /**
   * The boxes that codes stand for, kept inside an image where the coder's settings say so.
   *
   * @param height rows of the image
   * @param width columns of the image
   */
  Tensor decode(Tensor priors, Tensor codes, int height, int width);
}
