package org.vedette.models.preprocessors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput;
import org.vedette.base.ImageMeta;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.DataPreprocessor;
import org.vedette.core.Instances;
import org.vedette.core.StepContext;
import org.vedette.tensor.DType;
import org.vedette.tensor.Device;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * Swaps channels, normalises, pads to one size and stacks. The batch lies channels-last in memory,
 * as the images do.
 */
@Component("DetDataPreprocessor")
public final class DetDataPreprocessor implements DataPreprocessor {
  /**
   * Settings.
   *
   * @param mean subtracted from each channel, after swapping: one number or three; None for none
   * @param std what each channel is divided by; None for none
   * @param pad_size_divisor what the batch's height and width are multiples of
   * @param pad_value value of padded pixels, after normalisation
   * @param pad_mask whether masks are padded as the images are, in training
   * @param mask_pad_value value of padded pixels of masks
   * @param pad_seg whether maps of semantic segmentation are padded as the images are, in training
   * @param seg_pad_value value of padded pixels of such maps
   * @param bgr_to_rgb whether the first and third channels are swapped
   * @param rgb_to_bgr the same under its other name
   * @param boxtype2tensor upstream's choice of box class; boxes are plain tensors here either way
   * @param non_blocking whether the copy to the device may overlap with other work
   * @param batch_augments changes of whole batches, in training
   */
  public record Config(
      @Default("None") float[] mean,
      @Default("None") float[] std,
      @Default("1") int pad_size_divisor,
      @Default("0") double pad_value,
      @Default("False") boolean pad_mask,
      @Default("0") int mask_pad_value,
      @Default("False") boolean pad_seg,
      @Default("255") int seg_pad_value,
      @Default("False") boolean bgr_to_rgb,
      @Default("False") boolean rgb_to_bgr,
      @Default("True") boolean boxtype2tensor,
      @Default("False") boolean non_blocking,
      @Default("None") List<Spec<BatchAugment>> batch_augments) {
    /** Checks that the settings go together. */
    public Config {
      if (bgr_to_rgb && rgb_to_bgr) {
        throw new IllegalArgumentException("bgr_to_rgb and rgb_to_bgr exclude each other");
      }
      if ((mean == null) != (std == null)) {
        throw new IllegalArgumentException("mean and std must be given both or not at all");
      }
      if (mean != null && (!isPerChannel(mean) || !isPerChannel(std))) {
        throw new IllegalArgumentException("mean and std: expected 1 or 3 numbers each");
      }
      if (std != null && hasZero(std)) {
        throw new IllegalArgumentException("std must not be 0, by which pixels are divided");
      }
      if (pad_size_divisor < 1) {
        throw new IllegalArgumentException("pad_size_divisor must be positive");
      }
    }

    private static boolean hasZero(float[] values) {
      for (float value : values) {
        if (value == 0) {
          return true;
        }
      }
      return false;
    }

    private static boolean isPerChannel(float[] values) {
      return values.length == 1 || values.length == 3;
    }

    private int padded(int size) {
      return (size + pad_size_divisor - 1) / pad_size_divisor * pad_size_divisor;
    }
  }

  private final Config config;
  private final List<BatchAugment> augments;
  private final PixelNormalizer normalizer;

  /** A preprocessor with the given settings. */
  public DetDataPreprocessor(Config config) {
    this.config = config;
    boolean swap = config.bgr_to_rgb() || config.rgb_to_bgr();
    normalizer = new PixelNormalizer(config.mean(), config.std(), swap);
    augments =
        config.batch_augments() == null
            ? List.of()
            : config.batch_augments().stream().map(Spec::build).toList();
  }

  /** A preprocessor that only stacks. */
  public static DetDataPreprocessor plain() {
    return new DetDataPreprocessor(
        new Config(null, null, 1, 0, false, 0, false, 255, false, false, true, false, null));
  }

  @Override
  public Batch prepare(List<ImageInput> images, Device device, boolean training, StepContext step) {
    try (GradMode off = GradMode.off()) {
      Tensor pixels = stack(images, device);
      List<ImageMeta> metas = images.stream().map(this::padded).toList();
      boolean haveTruths = images.stream().allMatch(image -> image.truth() != null);
      List<Instances> proposals = proposals(images, device, training);
      if (!haveTruths) {
        return Batch.ofImages(pixels, metas).withProposals(proposals);
      }
      List<Instances> truths = new ArrayList<>();
      List<Tensor> ignored = new ArrayList<>();
      boolean padMasks = config.pad_mask() && training;
      for (ImageInput image : images) {
        int height = padMasks ? (int) pixels.size(2) : image.height();
        int width = padMasks ? (int) pixels.size(3) : image.width();
        TruthTensors tensors =
            TruthTensors.of(image.truth(), height, width, (byte) config.mask_pad_value());
        truths.add(tensors.truths(device));
        ignored.add(Ops.to(tensors.ignored(), device));
      }
      Batch batch = new Batch(pixels, metas, truths, ignored);
      if (training) {
        for (BatchAugment augment : augments) {
          batch = augment.apply(batch, step);
        }
      }
      return batch.withProposals(proposals);
    }
  }

  /** The regions that come with the images, or null. */
  private List<Instances> proposals(List<ImageInput> images, Device device, boolean training) {
    if (images.stream().anyMatch(image -> image.proposals() == null)) {
      return null;
    }
    if (training && !augments.isEmpty()) {
      throw new DataException("batch_augments do not move the proposals that come with images");
    }
    List<Instances> all = new ArrayList<>();
    for (ImageInput image : images) {
      int n = image.proposals().scores().length;
      all.add(
          new Instances(
              Ops.to(Tensors.of(image.proposals().boxes(), n, 4), device),
              Ops.to(Tensors.of(image.proposals().scores(), n), device),
              null,
              null));
    }
    return all;
  }

  /** (N, C, H, W) float. */
  private Tensor stack(List<ImageInput> images, Device device) {
    int height = config.padded(images.stream().mapToInt(ImageInput::height).max().orElseThrow());
    int width = config.padded(images.stream().mapToInt(ImageInput::width).max().orElseThrow());
    int channels = images.get(0).channels();
    ImageInput first = images.get(0);
    if (images.size() == 1 && first.height() == height && first.width() == width) {
      return normalized(first, device).unsqueeze(0).permute(0, 3, 1, 2);
    }
    Tensor batch = null;
    for (int i = 0; i < images.size(); i++) {
      ImageInput image = images.get(i);
      requireChannels(image, channels, "the first image of the batch has");
      Tensor pixels = normalized(image, device);
      if (batch == null) {
        batch =
            Tensors.fullLike(pixels, config.pad_value(), images.size(), height, width, channels);
      }
      Tensor place = batch.select(0, i).narrow(0, 0, image.height()).narrow(1, 0, image.width());
      place.copy_(pixels);
    }
    return batch.permute(0, 3, 1, 2);
  }

  /** (H, W, C) float. */
  private Tensor normalized(ImageInput image, Device device) {
    long[] shape = {image.height(), image.width(), image.channels()};
    if (normalizer.isIdentity()) {
      DType type = image.isFloat() ? DType.FLOAT32 : DType.UINT8;
      return Ops.to(Ops.to(Tensors.of(image.pixels(), type, shape), device), DType.FLOAT32);
    }
    if (normalizer.channels() != 0) {
      requireChannels(image, normalizer.channels(), "mean, std or the swapping of channels need");
    }
    Tensor pixels = Tensors.zeros(DType.FLOAT32, shape);
    ByteBuffer memory = (ByteBuffer) Tensors.memory(pixels);
    normalizer.apply(image, memory.order(ByteOrder.nativeOrder()).asFloatBuffer());
    return Ops.to(pixels, device);
  }

  private static void requireChannels(ImageInput image, int channels, String reason) {
    if (image.channels() != channels) {
      throw new DataException(
          String.format(
              "%s: expected %d channels, as %s, got %d",
              image.meta().path(), channels, reason, image.channels()));
    }
  }

  private ImageMeta padded(ImageInput image) {
    return image.meta().withPad(config.padded(image.height()), config.padded(image.width()));
  }
}
