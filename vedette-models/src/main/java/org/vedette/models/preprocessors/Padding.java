package org.vedette.models.preprocessors;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Tensors;

/** Pads tensors on the right and at the bottom. */
final class Padding {
  private Padding() {}

  /** Images (N, C, H, W), which lie channels-last in memory before and after. */
  static Tensor images(Tensor images, long height, long width, double value) {
    Tensor padded =
        Tensors.fullLike(images, value, images.size(0), height, width, images.size(1))
            .permute(0, 3, 1, 2);
    Tensor place = padded.narrow(2, 0, images.size(2)).narrow(3, 0, images.size(3));
    place.copy_(images);
    return padded;
  }

  /** Planes (n, H, W). */
  static Tensor planes(Tensor planes, long height, long width, double value) {
    Tensor padded = Tensors.fullLike(planes, value, planes.size(0), height, width);
    Tensor place = padded.narrow(1, 0, planes.size(1)).narrow(2, 0, planes.size(2));
    place.copy_(planes);
    return padded;
  }
}
