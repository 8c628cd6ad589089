package org.vedette.models.layers.residual;

import java.util.ArrayList;
import java.util.List;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Sequential;

/**
 * Residual blocks one after the other, of which the first may halve the map: upstream's ResLayer.
 *
 * @param in channels of the input
 * @param planes the width from which the blocks' channels follow
 * @param blocks how many there are
 * @param stride of the first block
 * @param dilation of all blocks
 * @param averageDown whether the shortcut of the first block takes means instead of strides
 */
public record ResidualStage(
    int in, int planes, int blocks, int stride, int dilation, boolean averageDown) {
  /** The blocks, named {@code 0}, {@code 1}, ... */
  public Sequential build(BlockKind kind, BlockStyle style) {
    int out = planes * kind.expansion();
    boolean changes = stride != 1 || in != out;
    TensorLayer shortcut = changes ? new Downsample(in, out, stride, averageDown, style) : null;
    List<TensorLayer> layers = new ArrayList<>();
    layers.add(kind.create(new BlockShape(in, planes, stride, dilation), shortcut, style));
    while (layers.size() < blocks) {
      layers.add(kind.create(new BlockShape(out, planes, 1, dilation), null, style));
    }
    return new Sequential(layers).passingInit();
  }
}
