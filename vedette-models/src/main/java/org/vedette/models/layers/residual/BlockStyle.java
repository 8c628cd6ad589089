package org.vedette.models.layers.residual;

import java.util.List;
import org.vedette.config.component.Spec;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Norm;

/**
 * What the blocks of a stage have in common.
 *
 * @param conv the kind of convolution; null for the ordinary one
 * @param norm the normalisation
 * @param stride2 where a bottleneck halves the map
 * @param dcn the kind of the 3x3 convolutions of bottlenecks; null for {@code conv}
 * @param plugins layers inside the blocks
 * @param zeroInit whether blocks start as the identity: their last norm's weight begins as zero
 */
public record BlockStyle(
    Spec<ConvKind> conv,
    Spec<Norm> norm,
    Style stride2,
    Spec<ConvKind> dcn,
    List<BlockPlugin> plugins,
    boolean zeroInit) {
  /** Where a bottleneck halves the map. */
  public enum Style {
    /** In the 3x3 convolution. */
    PYTORCH,
    /** In the first 1x1 convolution. */
    CAFFE
  }

  /** Plain blocks with a normalisation. */
  public static BlockStyle of(Spec<ConvKind> conv, Spec<Norm> norm) {
    return new BlockStyle(conv, norm, Style.PYTORCH, null, List.of(), false);
  }

  /** The same for blocks that do not start as the identity. */
  BlockStyle withoutZeroInit() {
    return new BlockStyle(conv, norm, stride2, dcn, plugins, false);
  }

  /** A convolution without bias. */
  TensorLayer newConv(Conv2d.Shape shape) {
    return new ConvStyle(conv, norm, null).newConv(shape, false);
  }

  /** The 3x3 convolution of a bottleneck, without bias. */
  TensorLayer newMiddleConv(Conv2d.Shape shape) {
    return dcn == null ? newConv(shape) : dcn.build().create(shape, false);
  }
}
