package org.vedette.tensor.layers;

import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Init;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;

/** Enlarges by a convolution whose channels become cells (Shi et al. 2016). */
@Component("pixel_shuffle")
public final class PixelShuffleUpsample implements Upsampler {
  /**
   * Settings.
   *
   * @param scale_factor how many times larger the output is
   * @param upsample_kernel rows and columns of the convolution's kernel
   */
  public record Config(int scale_factor, int upsample_kernel) {}

  private final Config config;

  /** A factory with the given settings. */
  public PixelShuffleUpsample(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int in, int out) {
    return new PixelShuffle(in, out, config);
  }

  /** The convolution, {@code upsample_conv}, and the shuffle. */
  private static final class PixelShuffle extends TensorLayer {
    private final int scale;
    private final Conv2d conv;

    PixelShuffle(int in, int out, Config config) {
      scale = config.scale_factor();
      int kernel = config.upsample_kernel();
      Conv2d.Shape shape =
          Conv2d.Shape.of(in, out * scale * scale, kernel).padding((kernel - 1) / 2);
      conv = child("upsample_conv", new Conv2d(shape, true));
      drawWeights();
    }

    @Override
    public void initWeights(PretrainedLoader checkpoints) {
      drawWeights();
    }

    private void drawWeights() {
      double fans = Init.fanIn(conv.weight()) + Init.fanOut(conv.weight());
      double bound = Math.sqrt(6 / fans);
      Init.uniform(conv.weight(), -bound, bound);
      Init.constant(conv.bias(), 0);
    }

    @Override
    public Tensor forward(Tensor input) {
      return Functional.pixelShuffle(conv.forward(input), scale);
    }
  }
}
