package org.vedette.data.transform;

import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Truths;
import org.vedette.data.image.FlipDirection;
import org.vedette.data.image.Image;

/**
 * How an image shines through another: resized, mirrored and cut by chance, each with half the
 * weight.
 *
 * @param img_scale the size (width, height) of the canvas that the other image is made to fit
 * @param ratio_range the least and the most that this canvas is then scaled by
 * @param flip_ratio the chance that the other image is not mirrored (upstream's name says the
 *     opposite)
 * @param pad_val what stands where the other image does not lie
 * @param max_iters how many images are tried to find one with objects
 * @param bbox_clip_border whether boxes are cut to the images
 */
public record MixUpOptions(
    @Default("(640, 640)") ImageScale img_scale,
    @Default("(0.5, 1.5)") FloatRange ratio_range,
    @Default("0.5") double flip_ratio,
    @Default("114.0") CanvasValue pad_val,
    @Default("15") int max_iters,
    @Default("True") boolean bbox_clip_border) {
  /** Checks the numbers. */
  public MixUpOptions {
    if (!(ratio_range.low() > 0)) {
      throw new IllegalArgumentException("'ratio_range' must be above 0");
    }
    if (max_iters < 1) {
      throw new IllegalArgumentException("'max_iters' must be 1 or more");
    }
  }

  /** Mixes another image, which has objects, into a sample. */
  Sample mix(Sample sample, Sample other, RandomSource random) {
    Mixing.check(sample, sample.image(), "MixUp");
    Mixing.check(other, sample.image(), "MixUp");
    double jitter = random.uniform(ratio_range.low(), ratio_range.high());
    boolean flip = random.uniform(0, 1) > flip_ratio;
    Image image = other.image();
    double fit =
        Math.min(
            (double) img_scale.height() / image.height(),
            (double) img_scale.width() / image.width());
    int fitWidth = (int) (image.width() * fit);
    int fitHeight = (int) (image.height() * fit);
    // What the canvas measures once it is scaled.
    int width = (int) (img_scale.width() * jitter);
    int height = (int) (img_scale.height() * jitter);
    if (fitWidth < 1 || fitHeight < 1 || width < 1 || height < 1) {
      throw new DataException(
          other.record() + ": " + image.width() + " x " + image.height() + " pixels are too few");
    }
    int targetWidth = sample.image().width();
    int targetHeight = sample.image().height();
    int top = height > targetHeight ? random.nextInt(0, height - targetHeight) : 0;
    int left = width > targetWidth ? random.nextInt(0, width - targetWidth) : 0;
    MixUpCanvas canvas = new MixUpCanvas(img_scale, fitWidth, fitHeight, width, height, pad_val);
    sample.replaceImage(canvas.blend(sample.image(), image, flip, left, top));
    Truths moved = move(other.truths(), canvas, fit * jitter, flip, -left, -top, sample.image());
    Truths all = Truths.concat(List.of(sample.truths(), moved));
    sample.truths(all.select(BoxOps.inside(all.boxes(), targetHeight, targetWidth)));
    return sample;
  }

  /** The other image's objects where they lie on the sample. */
  private Truths move(
      Truths truths,
      MixUpCanvas canvas,
      double scale,
      boolean flip,
      int moveX,
      int moveY,
      Image target) {
    int width = canvas.width();
    int height = canvas.height();
    float[] boxes = BoxOps.rescale(truths.boxes(), scale, scale);
    boxes = bbox_clip_border ? BoxOps.clip(boxes, height, width) : boxes;
    boxes = flip ? BoxOps.flip(boxes, height, width, FlipDirection.HORIZONTAL) : boxes;
    boxes = BoxOps.translate(boxes, moveX, moveY);
    boxes = bbox_clip_border ? BoxOps.clip(boxes, target.height(), target.width()) : boxes;
    Truths moved = truths.withBoxes(boxes);
    if (truths.masks() == null) {
      return moved;
    }
    var masks =
        truths
            .masks()
            .resize(canvas.scaledHeight(), canvas.scaledWidth())
            .place(height, width, 0, 0);
    masks = flip ? masks.flip(FlipDirection.HORIZONTAL) : masks;
    return moved.withMasks(masks.place(target.height(), target.width(), moveY, moveX));
  }
}
