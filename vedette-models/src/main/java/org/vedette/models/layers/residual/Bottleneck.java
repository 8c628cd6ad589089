package org.vedette.models.layers.residual;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.Plugin;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvStep;
import org.vedette.tensor.layers.Norm;

/**
 * 1x1 to fewer channels, 3x3, 1x1 to more: the block of ResNet-50 and deeper, and, with a 3x3
 * convolution in groups, that of ResNeXt (Xie et al. 2017) and RegNet. Children after {@code
 * downsample}: the plugins by their names.
 */
public final class Bottleneck extends ResidualBlock {
  /** Makes the blocks of ResNet. */
  public static final BlockKind KIND = new Kind(4, 1, 0, 0);

  private record Kind(int expansion, int groups, int baseWidth, int baseChannels)
      implements BlockKind {
    @Override
    public TensorLayer create(BlockShape shape, TensorLayer shortcut, BlockStyle style) {
      return new Bottleneck(shape, this, shortcut, style);
    }

    int width(int planes) {
      return groups == 1
          ? planes
          : (int) Math.floor(planes * ((double) baseWidth / baseChannels)) * groups;
    }
  }

  private final ConvStep first;
  private final ConvStep second;
  private final ConvStep third;
  private final Map<BlockPlugin.Position, List<TensorLayer>> plugins =
      new EnumMap<>(BlockPlugin.Position.class);

  private Bottleneck(BlockShape shape, Kind kind, TensorLayer shortcut, BlockStyle style) {
    super(style.zeroInit());
    int width = kind.width(shape.planes());
    int out = shape.planes() * kind.expansion();
    boolean early = style.stride2() == BlockStyle.Style.CAFFE;
    Norm norm = style.norm().build();
    Conv2d.Shape conv1 = Conv2d.Shape.of(shape.in(), width, 1).stride(early ? shape.stride() : 1);
    first = step(style.newConv(conv1), norm, width, true);
    Conv2d.Shape conv2 =
        Conv2d.Shape.of(width, width, 3)
            .stride(early ? 1 : shape.stride())
            .padding(shape.dilation())
            .dilation(shape.dilation())
            .groups(kind.groups());
    second = step(style.newMiddleConv(conv2), norm, width, true);
    third = step(style.newConv(Conv2d.Shape.of(width, out, 1)), norm, out, false);
    shortcut(shortcut);
    addPlugins(BlockPlugin.Position.AFTER_CONV1, width, style);
    addPlugins(BlockPlugin.Position.AFTER_CONV2, width, style);
    addPlugins(BlockPlugin.Position.AFTER_CONV3, out, style);
  }

  /** Makes blocks whose 3x3 convolution is in groups, {@code baseWidth} channels per 64 planes. */
  public static BlockKind grouped(int expansion, int groups, int baseWidth, int baseChannels) {
    return new Kind(expansion, groups, baseWidth, baseChannels);
  }

  private void addPlugins(BlockPlugin.Position position, int channels, BlockStyle style) {
    List<TensorLayer> layers = new ArrayList<>();
    for (BlockPlugin plugin : style.plugins()) {
      if (plugin.position() == position) {
        Plugin made = plugin.cfg().plugin().build();
        String name = made.abbreviation() + plugin.cfg().postfix();
        if (children().containsKey(name)) {
          throw new IllegalArgumentException(
              "plugins: two are called '" + name + "'; give one of them a postfix in its cfg");
        }
        layers.add(child(name, made.create(channels)));
      }
    }
    plugins.put(position, layers);
  }

  @Override
  Tensor residual(Tensor input) {
    Tensor x = after(BlockPlugin.Position.AFTER_CONV1, first.forward(input));
    x = after(BlockPlugin.Position.AFTER_CONV2, second.forward(x));
    return after(BlockPlugin.Position.AFTER_CONV3, third.forward(x));
  }

  private Tensor after(BlockPlugin.Position position, Tensor map) {
    Tensor x = map;
    for (TensorLayer plugin : plugins.get(position)) {
      x = plugin.forward(x);
    }
    return x;
  }
}
