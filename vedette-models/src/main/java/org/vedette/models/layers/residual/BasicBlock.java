package org.vedette.models.layers.residual;

import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStep;
import org.vedette.tensor.layers.Norm;

/** Two 3x3 convolutions: the block of ResNet-18 and -34. It has no plugins and no DCN. */
public final class BasicBlock extends ResidualBlock {
  /** Makes such blocks. */
  public static final BlockKind KIND =
      new BlockKind() {
        @Override
        public int expansion() {
          return 1;
        }

        @Override
        public TensorLayer create(BlockShape shape, TensorLayer shortcut, BlockStyle style) {
          return new BasicBlock(shape, shortcut, style);
        }
      };

  private final ConvStep first;
  private final ConvStep second;

  private BasicBlock(BlockShape shape, TensorLayer shortcut, BlockStyle style) {
    super(style.zeroInit());
    if (style.dcn() != null || !style.plugins().isEmpty()) {
      throw new IllegalArgumentException("a BasicBlock has neither dcn nor plugins");
    }
    int planes = shape.planes();
    int dilation = shape.dilation();
    Conv2d.Shape conv1 = Conv2d.Shape.of(shape.in(), planes, 3).stride(shape.stride());
    Norm norm = style.norm().build();
    first = step(style.newConv(conv1.padding(dilation).dilation(dilation)), norm, planes, true);
    Conv2d.Shape conv2 = Conv2d.Shape.of(planes, planes, 3).padding(1);
    second = step(style.newConv(conv2), norm, planes, false);
    shortcut(shortcut);
  }

  @Override
  Tensor residual(Tensor input) {
    return second.forward(first.forward(input));
  }
}
