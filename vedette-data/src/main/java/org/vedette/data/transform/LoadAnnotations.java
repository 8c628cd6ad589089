package org.vedette.data.transform;

import java.nio.file.Path;
import java.util.Arrays;
import org.vedette.base.DataException;
import org.vedette.base.Polygons;
import org.vedette.base.RandomSource;
import org.vedette.base.Rle;
import org.vedette.base.coco.Segmentation;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Backend;
import org.vedette.data.ImageRecord;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;
import org.vedette.data.image.ColorType;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.data.mask.BitmapMasks;
import org.vedette.data.mask.InstanceMasks;
import org.vedette.data.mask.PolygonMasks;

/** Turns a record's annotations into objects. Upstream: mmdet's {@code LoadAnnotations}. */
@Component("LoadAnnotations")
public final class LoadAnnotations implements Transform {
  private static final double[][] NO_OUTLINE = {new double[6]};
  private final Config config;

  /**
   * Settings.
   *
   * @param with_bbox whether boxes are loaded, which all detectors need to learn
   * @param with_label whether labels are loaded
   * @param with_mask whether masks are loaded
   * @param with_seg whether the semantic map is loaded, of images that have one
   * @param poly2mask whether masks become bitmaps; else they stay polygons, and an object with run
   *     lengths is ignored
   * @param box_type the kind of boxes; only hbox, upright boxes
   * @param reduce_zero_label whether label 0 of the semantic map is nothing and the others count
   *     one less
   * @param ignore_index the label of the semantic map where it says nothing
   * @param with_keypoints whether key points are loaded; no detector uses them, so only False
   * @param imdecode_backend the decoder of the semantic map; only cv2
   * @param file_client_args the older name of backend_args
   * @param backend_args where files are read from; only local
   */
  public record Config(
      @Default("True") boolean with_bbox,
      @Default("True") boolean with_label,
      @Default("False") boolean with_mask,
      @Default("False") boolean with_seg,
      @Default("True") boolean poly2mask,
      @Default("'hbox'") String box_type,
      @Default("False") boolean reduce_zero_label,
      @Default("255") int ignore_index,
      @Default("False") boolean with_keypoints,
      @Default("'cv2'") String imdecode_backend,
      @Default("None") Backend file_client_args,
      @Default("None") Backend backend_args) {
    /** Refuses what is not there. */
    public Config {
      Backend.requireCv2(imdecode_backend);
      if (box_type != null && !"hbox".equals(box_type)) {
        throw new IllegalArgumentException("box_type='" + box_type + "': only 'hbox' is there");
      }
      if (with_keypoints) {
        throw new IllegalArgumentException("with_keypoints=True: key points are not loaded");
      }
    }
  }

  /** A step with these settings. */
  public LoadAnnotations(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    ImageRecord record = sample.record();
    boolean[] ignored = record.ignored().clone();
    InstanceMasks masks = config.with_mask() ? masks(sample, ignored) : null;
    float[] boxes = config.with_bbox() ? record.boxes().clone() : new float[record.boxes().length];
    int[] labels = config.with_label() ? record.labels().clone() : null;
    if (config.with_bbox() || config.with_mask() || config.with_label()) {
      sample.truths(new Truths(boxes, labels, ignored, masks, config.with_bbox()));
    }
    if (config.with_seg() && record.segMapPath() != null) {
      loadSegMap(sample);
    }
    return sample;
  }

  @Override
  public boolean readsSegmentations() {
    return config.with_mask();
  }

  /** The masks; objects without a usable one are flagged in {@code ignored}. */
  private InstanceMasks masks(Sample sample, boolean[] ignored) {
    ImageRecord record = sample.record();
    int height = sample.oriHeight();
    int width = sample.oriWidth();
    double[][][] outlines = new double[record.size()][][];
    Rle[] bitmaps = new Rle[record.size()];
    for (int i = 0; i < outlines.length; i++) {
      Segmentation segmentation = record.segmentations()[i];
      if (segmentation == null) {
        throw new DataException(
            record + ": object " + i + " has no 'segmentation'; with_mask=True needs one");
      }
      outlines[i] = outline(segmentation);
      ignored[i] |= outlines[i] == NO_OUTLINE && (!config.poly2mask() || !isBitmap(segmentation));
      if (config.poly2mask()) {
        bitmaps[i] =
            segmentation instanceof Segmentation.Bitmap bitmap
                ? checked(bitmap.rle(), height, width, record, i)
                : Polygons.toRle(outlines[i], height, width);
      }
    }
    return config.poly2mask()
        ? BitmapMasks.of(bitmaps, height, width)
        : new PolygonMasks(outlines, height, width);
  }

  private static boolean isBitmap(Segmentation segmentation) {
    return segmentation instanceof Segmentation.Bitmap;
  }

  /** The polygons that are any: of three points or more, each with two coordinates. */
  private static double[][] outline(Segmentation segmentation) {
    if (!(segmentation instanceof Segmentation.Outline outline)) {
      return NO_OUTLINE;
    }
    double[][] valid =
        Arrays.stream(outline.rings())
            .filter(ring -> ring.length % 2 == 0 && ring.length >= 6)
            .toArray(double[][]::new);
    return valid.length == 0 ? NO_OUTLINE : valid;
  }

  private static Rle checked(Rle rle, int height, int width, ImageRecord record, int object) {
    if (rle.height() != height || rle.width() != width) {
      throw new DataException(
          record
              + ": object "
              + object
              + " has a mask of "
              + rle.height()
              + "x"
              + rle.width()
              + ", but the image is "
              + height
              + "x"
              + width
              + " (height x width)");
    }
    return rle;
  }

  private void loadSegMap(Sample sample) {
    Path file = Path.of(sample.record().segMapPath());
    sample.replaceSegMap(ImageFiles.read(file, ColorType.UNCHANGED));
    sample.segIgnoreIndex(config.ignore_index());
    if (sample.segMap().channels() != 1) {
      throw new DataException(file + ": a semantic map has one channel of labels");
    }
    if (config.reduce_zero_label()) {
      reduceZeroLabel(sample);
    }
  }

  private void reduceZeroLabel(Sample sample) {
    byte[] labels = sample.segMap().toBytes();
    int ignore = config.ignore_index();
    for (int i = 0; i < labels.length; i++) {
      int label = (labels[i] & 0xFF) == 0 ? ignore : labels[i] & 0xFF;
      labels[i] = (byte) (label == ignore ? ignore : label - 1);
    }
    int height = sample.segMap().height();
    int width = sample.segMap().width();
    sample.replaceSegMap(Image.of(labels, height, width, 1));
  }
}
