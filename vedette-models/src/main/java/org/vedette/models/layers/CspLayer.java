package org.vedette.models.layers;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Sequential;

/**
 * Cross stage partial layer (CSPNet, Wang et al. 2020): some of the channels pass through a row of
 * blocks, as many go around it, and a 1x1 convolution joins them; (N, in, H, W) to (N, out, H, W).
 * Children: {@code main_conv}, {@code short_conv}, {@code final_conv}, {@code blocks} and, where
 * wanted, {@code attention}.
 */
public final class CspLayer extends TensorLayer {
  private static final double HALF = 0.5;

  private final ConvModule mainConv;
  private final ConvModule shortConv;
  private final ConvModule finalConv;
  private final Sequential blocks;
  private final TensorLayer attention;

  /**
   * A layer of {@code numBlocks} blocks.
   *
   * @param expandRatio channels of each way through, per output channel
   * @param block makes one block for that many input and output channels
   * @param attention makes what reweighs the joined channels, of which it is told the number; null
   *     for none
   */
  public CspLayer(
      int in,
      int out,
      double expandRatio,
      int numBlocks,
      ConvStyle style,
      IntFunction<? extends TensorLayer> block,
      IntFunction<? extends TensorLayer> attention) {
    int middle = (int) (out * expandRatio);
    mainConv = child("main_conv", new ConvModule(Conv2d.Shape.of(in, middle, 1), style));
    shortConv = child("short_conv", new ConvModule(Conv2d.Shape.of(in, middle, 1), style));
    finalConv = child("final_conv", new ConvModule(Conv2d.Shape.of(2 * middle, out, 1), style));
    List<? extends TensorLayer> row =
        IntStream.range(0, numBlocks).mapToObj(i -> block.apply(middle)).toList();
    blocks = child("blocks", new Sequential(row));
    this.attention = attention == null ? null : child("attention", attention.apply(2 * middle));
  }

  /** A layer of {@link DarknetBottleneck}s. */
  public static CspLayer ofDarknet(
      int in, int out, int numBlocks, boolean shortcut, boolean depthwise, ConvStyle style) {
    return new CspLayer(
        in,
        out,
        HALF,
        numBlocks,
        style,
        channels -> new DarknetBottleneck(channels, channels, 1.0, shortcut, depthwise, style),
        null);
  }

  @Override
  public Tensor forward(Tensor input) {
    return TensorScope.only(
        () -> {
          Tensor joined = joined(input);
          return finalConv.forward(attention == null ? joined : attention.forward(joined));
        });
  }

  private Tensor joined(Tensor input) {
    return TensorScope.only(
        () -> {
          Tensor main = blocks.forward(mainConv.forward(input));
          return Ops.cat(List.of(main, shortConv.forward(input)), 1);
        });
  }
}
