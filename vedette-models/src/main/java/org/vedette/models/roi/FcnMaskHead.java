package org.vedette.models.roi;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.ConfigNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.HasNumClasses;
import org.vedette.core.Instances;
import org.vedette.core.Losses;
import org.vedette.core.MaskLoss;
import org.vedette.core.roi.MaskHead;
import org.vedette.core.roi.RcnnTrainConfig;
import org.vedette.core.task.Sampling;
import org.vedette.tensor.Init;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvKind;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.LayerList;
import org.vedette.tensor.layers.Norm;

/**
 * The mask head of Mask R-CNN (He et al. 2017): convolutions, an enlargement, and a mask per class.
 * Children: {@code convs}, {@code upsample}, {@code conv_logits}.
 */
@Component("FCNMaskHead")
public final class FcnMaskHead extends MaskHead implements HasNumClasses {
  /**
   * Settings.
   *
   * @param num_convs convolutions before the enlargement
   * @param roi_feat_size rows and columns of a region's features; not used, as upstream
   * @param in_channels channels of the features
   * @param conv_kernel_size kernel of the convolutions
   * @param conv_out_channels channels of the convolutions
   * @param num_classes K
   * @param class_agnostic whether one mask per region serves all classes
   * @param upsample_cfg how maps are enlarged
   * @param conv_cfg kind of convolution
   * @param norm_cfg normalisation after each convolution; None for none
   * @param predictor_cfg kind of the last convolution
   * @param loss_mask loss of the positives' masks
   * @param init_cfg must be None: the head has initial weights of its own
   */
  public record Config(
      @Default("4") int num_convs,
      @Default("14") OneOrMany<Integer> roi_feat_size,
      @Default("256") int in_channels,
      @Default("3") int conv_kernel_size,
      @Default("256") int conv_out_channels,
      @Default("80") int num_classes,
      @Default("False") boolean class_agnostic,
      @Default("dict(type='deconv', scale_factor=2)") MaskUpsample upsample_cfg,
      @Default("None") Spec<ConvKind> conv_cfg,
      @Default("None") Spec<Norm> norm_cfg,
      @Default("dict(type='Conv')") Spec<ConvKind> predictor_cfg,
      @Default("dict(type='CrossEntropyLoss', use_mask=True, loss_weight=1.0)")
          Spec<MaskLoss> loss_mask,
      @Default("None") ConfigNode init_cfg) {
    /** Refuses initial weights. */
    public Config {
      if (init_cfg != null) {
        throw new IllegalArgumentException("init_cfg: expected None, got " + init_cfg);
      }
    }
  }

  private final Config config;
  private final MaskLoss loss;
  private final LayerList<ConvModule> convs;
  private final TensorLayer upsample;
  private final TensorLayer toLogits;

  /** A head with the given settings. */
  public FcnMaskHead(Config config) {
    this.config = config;
    loss = config.loss_mask().build();
    convs = child("convs", new LayerList<ConvModule>().passingInit());
    ConvStyle style = ConvStyle.withRelu(config.conv_cfg(), config.norm_cfg());
    int channels = config.in_channels();
    for (int i = 0; i < config.num_convs(); i++) {
      Conv2d.Shape shape =
          Conv2d.Shape.of(channels, config.conv_out_channels(), config.conv_kernel_size())
              .padding((config.conv_kernel_size() - 1) / 2);
      convs.add(new ConvModule(shape, style));
      channels = config.conv_out_channels();
    }
    TensorLayer enlarging = config.upsample_cfg().create(channels, config.conv_out_channels());
    upsample = enlarging == null ? null : child("upsample", enlarging);
    if (isDeconv()) {
      channels = config.conv_out_channels();
    }
    Conv2d.Shape last = Conv2d.Shape.of(channels, numMasks(), 1);
    toLogits = child("conv_logits", config.predictor_cfg().build().create(last, true));
  }

  private boolean isDeconv() {
    return config.upsample_cfg().type() == MaskUpsample.Method.DECONV;
  }

  private int numMasks() {
    return config.class_agnostic() ? 1 : config.num_classes();
  }

  private static void draw(Layer layer) {
    if (layer != null && layer.own("weight") != null && layer.own("bias") != null) {
      Init.kaimingNormal(layer.own("weight"), 0, Init.fanOut(layer.own("weight")));
      Init.constant(layer.own("bias"), 0);
    }
  }

  @Override
  public void initWeights(PretrainedLoader checkpoints) {
    super.initWeights(checkpoints);
    draw(upsample);
    draw(toLogits);
  }

  @Override
  public Tensor forward(Tensor features) {
    Tensor x = features;
    for (ConvModule conv : convs.asList()) {
      x = conv.forward(x);
    }
    if (upsample != null) {
      x = upsample.forward(x);
      // In place: a second map of this size would cost more in fresh memory than the arithmetic.
      x = isDeconv() ? x.relu_() : x;
    }
    return toLogits.forward(x);
  }

  @Override
  public Losses loss(
      Tensor logits, List<Sampling> samplings, List<Instances> truths, RcnnTrainConfig config) {
    if (logits.size(0) == 0) {
      return new Losses().add("loss_mask", logits.sum());
    }
    int n = (int) logits.size(0);
    MaskTargets targets = new MaskTargets(config);
    float[] wanted = targets.of(samplings, truths);
    Tensor target =
        Ops.toDeviceOf(Tensors.of(wanted, n, targets.height(), targets.width()), logits);
    long[] labels = new long[n];
    int at = 0;
    for (Sampling own : samplings) {
      System.arraycopy(own.labels(), 0, labels, at, own.numPositives());
      at += own.numPositives();
    }
    if (this.config.class_agnostic()) {
      Arrays.fill(labels, 0);
    }
    Tensor classes = Ops.toDeviceOf(Tensors.of(labels, n), logits);
    return new Losses().add("loss_mask", loss.forward(logits, target, classes));
  }

  @Override
  public Tensor probabilities(Tensor logits, int[] labels) {
    if (config.class_agnostic()) {
      return logits.select(1, 0).sigmoid();
    }
    int[] rows = new int[labels.length];
    Arrays.setAll(rows, i -> i * config.num_classes() + labels[i]);
    Tensor flat = logits.reshape(-1, logits.size(2), logits.size(3));
    return Ops.rows(flat, Ops.indices(rows, logits)).sigmoid();
  }

  @Override
  public int numClasses() {
    return config.num_classes();
  }
}
