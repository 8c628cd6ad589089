package org.vedette.data.transform;

import java.util.List;
import org.vedette.base.Location;
import org.vedette.base.RandomSource;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.BindContext;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.FromConfig;
import org.vedette.config.component.Spec;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;

/**
 * Crops the middle of the image. Objects outside stay, with empty boxes when boxes are cut.
 * Upstream: mmcv's {@code CenterCrop}; unlike there, masks follow.
 */
@Component("CenterCrop")
public final class CenterCrop implements Transform {
  private final Config config;
  private final Transform pad;

  /**
   * Settings.
   *
   * @param crop_size the size (width, height), or one number for both
   * @param auto_pad whether smaller images are padded to the size first
   * @param pad_cfg the step that pads them; its size is the crop's
   * @param clip_object_border whether boxes are cut to the crop
   */
  public record Config(
      ImageScale crop_size,
      @Default("False") boolean auto_pad,
      @Default("dict(type='Pad')") Padding pad_cfg,
      @Default("True") boolean clip_object_border) {}

  /**
   * A step that pads to a size which its config need not name.
   *
   * @param spec the step, with some size
   */
  public record Padding(Spec<Transform> spec) {
    private static final String SIZE = "size";

    /** Reads the dict; see {@link FromConfig}. */
    @FromConfig
    public static Padding read(ConfigNode node, BindContext context) {
      if (!(node instanceof DictNode dict)) {
        throw new IllegalArgumentException("dict with the type of a transform that pads");
      }
      DictNode sized = new DictNode(dict.location());
      dict.entries().forEach(sized::put);
      sized.put(SIZE, size(1, 1));
      return new Padding(context.spec(Transform.class, sized));
    }

    private static ListNode size(int width, int height) {
      return new ListNode(
          List.of(ScalarNode.of((long) width), ScalarNode.of((long) height)),
          true,
          Location.UNKNOWN);
    }

    private Transform to(ImageScale scale) {
      return spec.with(SIZE, size(scale.width(), scale.height())).build();
    }
  }

  /** A step with these settings. */
  public CenterCrop(Config config) {
    this.config = config;
    this.pad = config.auto_pad() ? config.pad_cfg().to(config.crop_size()) : null;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Sample padded = pad == null ? sample : pad.apply(sample, random);
    int height = Math.min(config.crop_size().height(), padded.image().height());
    int width = Math.min(config.crop_size().width(), padded.image().width());
    int y = middle(padded.image().height(), height);
    int x = middle(padded.image().width(), width);
    Crops.cropPixels(padded, x, y, x + width, y + height);
    Truths truths = padded.truths();
    if (truths != null) {
      float[] boxes = BoxOps.translate(truths.boxes(), -x, -y);
      boxes = config.clip_object_border() ? BoxOps.clip(boxes, height, width) : boxes;
      truths = truths.withBoxes(boxes);
      padded.truths(
          truths.masks() == null
              ? truths
              : truths.withMasks(truths.masks().crop(x, y, x + width, y + height)));
    }
    return padded;
  }

  /** Where a crop starts; a half goes to the even neighbour. */
  private static int middle(int side, int crop) {
    return (int) Math.rint((side - crop) / 2.0);
  }
}
