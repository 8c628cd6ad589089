package org.vedette.data.transform;

import java.util.Arrays;
import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.MixTransform;
import org.vedette.data.Sample;
import org.vedette.data.Truths;
import org.vedette.data.image.Image;
import org.vedette.data.mask.BitmapMasks;
import org.vedette.data.mask.InstanceMasks;

/**
 * Pastes objects of another image over a sample (Ghiasi et al., Simple Copy-Paste, 2021). Both
 * images must have the same size. Upstream: mmdet's {@code CopyPaste}; polygons become bitmaps.
 */
@Component("CopyPaste")
public final class CopyPaste implements MixTransform {
  private final Config config;

  /**
   * Settings.
   *
   * @param max_num_pasted fewer objects than this are pasted
   * @param bbox_occluded_thr an object stays when the sides of its box moved by no more pixels
   * @param mask_occluded_thr or when more pixels than this remain of its mask
   * @param selected whether some objects are drawn, else all are pasted
   * @param paste_by_box whether boxes stand for masks that are not there
   */
  public record Config(
      @Default("100") int max_num_pasted,
      @Default("10") double bbox_occluded_thr,
      @Default("300") double mask_occluded_thr,
      @Default("True") boolean selected,
      @Default("False") boolean paste_by_box) {
    /** Checks the number. */
    public Config {
      if (max_num_pasted < 1) {
        throw new IllegalArgumentException("'max_num_pasted' must be 1 or more");
      }
    }
  }

  /** A step with these settings. */
  public CopyPaste(Config config) {
    this.config = config;
  }

  @Override
  public List<Sample> choose(Source source, RandomSource random) {
    return Mixing.load(source, new int[] {random.nextInt(0, source.size())}, random);
  }

  @Override
  public Sample mix(Sample sample, List<Sample> others, RandomSource random) {
    Sample other = others.get(0);
    Mixing.check(sample, sample.image(), "CopyPaste");
    Mixing.check(other, sample.image(), "CopyPaste");
    int count = other.truths().size();
    int[] objects = null;
    if (config.selected()) {
      int pasted = random.nextInt(0, Math.min(count + 1, config.max_num_pasted()));
      objects = Arrays.copyOf(random.permutation(count), pasted);
    }
    return paste(sample, other, objects);
  }

  /**
   * Pastes objects of {@code other}.
   *
   * @param objects which ones; null for all
   */
  Sample paste(Sample sample, Sample other, int[] objects) {
    requireSameSize(sample, other);
    Truths pasted = withBitmaps(other);
    pasted = objects == null ? pasted : pasted.select(objects);
    Truths below = withBitmaps(sample);
    if (pasted.size() == 0) {
      return sample;
    }
    byte[] cover = union((BitmapMasks) pasted.masks());
    sample.replaceImage(compose(sample.image(), other.image(), cover));
    BitmapMasks left = ((BitmapMasks) below.masks()).without(cover);
    float[] boxes = left.boxes();
    boolean[] keep = visible(below.boxes(), boxes, left.areas());
    Truths remaining = below.withMasks(left).withBoxes(boxes).select(keep);
    sample.truths(Truths.concat(List.of(remaining, pasted)));
    return sample;
  }

  private static void requireSameSize(Sample sample, Sample other) {
    Image to = sample.image();
    Image from = other.image();
    if (to.height() != from.height() || to.width() != from.width()) {
      throw new DataException(
          "%s: CopyPaste needs images of one size, but this is %d x %d and %s is %d x %d; resize, crop and pad them to one size in the wrapped dataset's pipeline"
              .formatted(
                  sample.record(),
                  to.width(),
                  to.height(),
                  other.record(),
                  from.width(),
                  from.height()));
    }
  }

  private Truths withBitmaps(Sample sample) {
    Truths truths = sample.truths();
    InstanceMasks masks = truths.masks();
    if (masks != null) {
      return truths.withMasks(masks.toBitmaps());
    }
    if (!config.paste_by_box()) {
      throw new DataException(
          sample.record()
              + ": CopyPaste needs masks; use LoadAnnotations(with_mask=True) or paste_by_box=True");
    }
    Image image = sample.image();
    return truths.withMasks(BitmapMasks.ofBoxes(truths.boxes(), image.height(), image.width()));
  }

  private static byte[] union(BitmapMasks masks) {
    byte[] union = new byte[masks.height() * masks.width()];
    for (int i = 0; i < masks.size(); i++) {
      byte[] mask = masks.bitmap(i);
      for (int p = 0; p < union.length; p++) {
        union[p] |= mask[p];
      }
    }
    return union;
  }

  private static Image compose(Image below, Image above, byte[] cover) {
    int height = below.height();
    int width = below.width();
    try (Image mask = Image.of(cover, height, width, 1)) {
      Image composed = below.copy();
      above.mat().copyTo(composed.mat(), mask.mat());
      return composed;
    }
  }

  /** Whether enough can be seen of each object. */
  private boolean[] visible(float[] before, float[] after, double[] areas) {
    boolean[] visible = new boolean[areas.length];
    for (int i = 0; i < visible.length; i++) {
      float most = 0;
      for (int k = 4 * i; k < 4 * i + 4; k++) {
        most = Math.max(most, Math.abs(after[k] - before[k]));
      }
      visible[i] = most <= config.bbox_occluded_thr() || areas[i] > config.mask_occluded_thr();
    }
    return visible;
  }
}
