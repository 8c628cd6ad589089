package org.vedette.data.transform.albu;

import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;
import org.vedette.data.mask.BitmapMasks;

/**
 * Runs operations of the library albumentations on image, boxes and bitmaps, one after the other.
 * {@code vedette explain --kind albu_operation} lists those that there are: the ones that
 * upstream's example names. Upstream: mmdet's {@code Albu}.
 */
@Component("Albu")
public final class Albu implements Transform {
  // numpy's isclose of a share and 1.
  private static final double TOLERANCE = 1.001e-5;
  private final Config config;
  private final List<AlbuOperation> operations;

  /**
   * Settings.
   *
   * @param transforms the operations
   * @param bbox_params how boxes are treated; needed where samples have boxes
   * @param keymap what of a sample is changed; None for image, masks and boxes
   * @param update_pad_shape a key of older configs; a sample's padding is always known
   * @param skip_img_without_anno whether an image of which no object is left is of no use, with
   *     bbox_params' filter_lost_elements
   */
  public record Config(
      List<Spec<AlbuOperation>> transforms,
      @Default("None") BoxRules bbox_params,
      @Default("None") KeyMap keymap,
      @Default("False") boolean update_pad_shape,
      @Default("False") boolean skip_img_without_anno) {
    private boolean changesBoxes() {
      return keymap == null || keymap.boxes();
    }

    private boolean changesMasks() {
      return keymap == null || keymap.masks();
    }
  }

  /** A step with these settings. */
  public Albu(Config config) {
    this.config = config;
    this.operations = config.transforms().stream().map(Spec::build).toList();
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    if (sample.image().isFloat()) {
      throw new DataException(sample.record() + ": Albu needs uint8 pixels, got float32");
    }
    if (sample.segMap() != null) {
      throw new DataException(sample.record() + ": Albu does not change semantic maps");
    }
    Truths truths = sample.truths();
    boolean boxed = truths != null && config.changesBoxes();
    if (boxed && config.bbox_params() == null) {
      throw new DataException(sample.record() + ": Albu needs 'bbox_params' to change boxes");
    }
    Scene scene = new Scene(sample, boxed ? truths.boxes() : new float[0], masks(sample, truths));
    check(sample, scene);
    for (AlbuOperation operation : operations) {
      operation.applyByChance(scene, random);
      if (boxed && config.bbox_params().check_each_transform()) {
        scene.filter(config.bbox_params());
      }
    }
    if (truths != null) {
      sample.truths(scene.masks() == null ? truths : truths.withMasks(scene.masks()));
    }
    return boxed ? finish(sample, scene) : sample;
  }

  private BitmapMasks masks(Sample sample, Truths truths) {
    if (truths == null || truths.masks() == null || !config.changesMasks()) {
      return null;
    }
    if (truths.masks() instanceof BitmapMasks bitmaps) {
      return bitmaps;
    }
    throw new DataException(
        sample.record() + ": Albu needs bitmaps; use LoadAnnotations(poly2mask=True)");
  }

  /** Refuses boxes that the library refuses. */
  private static void check(Sample sample, Scene scene) {
    for (double[] box : scene.boxes()) {
      boolean inside = true;
      for (double share : box) {
        inside &= share >= -TOLERANCE && share <= 1 + TOLERANCE;
      }
      if (!inside || box[2] <= box[0] || box[3] <= box[1]) {
        double[] pixels = scene.pixels(box);
        throw new DataException(
            "%s: Albu needs boxes of some size within the image, got %s %s %s %s in %d x %d pixels;"
                    .formatted(
                        sample.record(),
                        pixels[0],
                        pixels[1],
                        pixels[2],
                        pixels[3],
                        sample.image().width(),
                        sample.image().height())
                + " a Resize before cuts boxes, FilterAnnotations drops empty ones");
      }
    }
  }

  private Sample finish(Sample sample, Scene scene) {
    scene.filter(config.bbox_params());
    double[][] shares = scene.boxes();
    float[] boxes = new float[4 * shares.length];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = (float) scene.pixels(shares[i / 4])[i % 4];
    }
    boolean lost = config.bbox_params().filter_lost_elements() && config.skip_img_without_anno();
    if (shares.length == 0 && lost) {
      return null;
    }
    sample.truths(sample.truths().select(scene.objects()).withBoxes(boxes));
    return sample;
  }
}
