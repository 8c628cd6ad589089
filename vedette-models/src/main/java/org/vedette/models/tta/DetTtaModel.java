package org.vedette.models.tta;

import java.util.List;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.VedetteException;
import org.vedette.config.DictNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.Detector;
import org.vedette.core.TtaModel;
import org.vedette.core.box.Kept;
import org.vedette.core.box.Nms;
import org.vedette.core.box.NmsConfig;

/**
 * Test-time augmentation of boxes: what is found in mirrored views is mirrored back, and the boxes
 * of all views together are suppressed within each class. Upstream: mmdet's {@code DetTTAModel}. As
 * upstream, models that give masks are refused.
 */
@Component("DetTTAModel")
public final class DetTtaModel implements TtaModel {
  private final Config config;

  /**
   * How boxes are merged.
   *
   * @param nms suppression among the boxes of all views; None keeps all
   * @param max_per_img how many detections an image has at most; None for all
   */
  public record Merging(NmsConfig nms, Integer max_per_img) {
    /** Checks the limit. */
    public Merging {
      if (max_per_img != null && max_per_img < 0) {
        throw new IllegalArgumentException("'max_per_img' must not be below 0, got " + max_per_img);
      }
    }
  }

  /**
   * Settings.
   *
   * @param module the model; {@code vedette test --tta} puts the config's {@code model} here
   * @param data_preprocessor takes the place of the model's own; None leaves that
   * @param tta_cfg how boxes are merged; needed
   */
  public record Config(
      Spec<Detector> module,
      @Default("None") DictNode data_preprocessor,
      @Default("None") Merging tta_cfg) {
    /** Checks the settings and hands the preprocessor down. */
    public Config {
      if (module == null) {
        throw new IllegalArgumentException("'module' must be a model, got None");
      }
      if (tta_cfg == null) {
        throw new IllegalArgumentException(
            "'tta_cfg' is needed, such as dict(nms=dict(type='nms', iou_threshold=0.5),"
                + " max_per_img=100)");
      }
      if (data_preprocessor != null) {
        module = module.with("data_preprocessor", data_preprocessor);
      }
    }
  }

  /** A model with these settings; its module is not built. */
  public DetTtaModel(Config config) {
    this.config = config;
  }

  @Override
  public Spec<Detector> module() {
    return config.module();
  }

  /**
   * {@inheritDoc}
   *
   * @throws VedetteException when there are masks
   */
  @Override
  public Detections merge(List<ImageMeta> views, List<Detections> found) {
    Detections all = join(views, found);
    if (all.size() == 0) {
      return all;
    }
    Kept kept = Nms.batched(all.boxes(), all.scores(), all.labels(), config.tta_cfg().nms());
    int limit = config.tta_cfg().max_per_img() == null ? -1 : config.tta_cfg().max_per_img();
    // Kept reads 0 as no limit.
    Kept best = limit == 0 ? new Kept(new int[0], new float[0]) : kept.first(limit);
    int[] labels = new int[best.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = all.labels()[best.indices()[i]];
    }
    return new Detections(best.boxes(all.boxes()), best.scores(), labels, null);
  }

  /** The detections of one view after the other, in pixels of the original image. */
  private static Detections join(List<ImageMeta> views, List<Detections> found) {
    int count = found.stream().mapToInt(Detections::size).sum();
    float[] boxes = new float[4 * count];
    float[] scores = new float[count];
    int[] labels = new int[count];
    int start = 0;
    for (int v = 0; v < views.size(); v++) {
      Detections own = found.get(v);
      if (own.hasMasks()) {
        throw new VedetteException(
            "DetTTAModel merges boxes only, and the model gives masks; hint: test it without --tta");
      }
      System.arraycopy(own.boxes(), 0, boxes, 4 * start, 4 * own.size());
      mirrorBack(boxes, 4 * start, 4 * (start + own.size()), views.get(v));
      System.arraycopy(own.scores(), 0, scores, start, own.size());
      System.arraycopy(own.labels(), 0, labels, start, own.size());
      start += own.size();
    }
    return new Detections(boxes, scores, labels, null);
  }

  /** Undoes a view's mirroring; its boxes are scaled back already. */
  private static void mirrorBack(float[] boxes, int from, int to, ImageMeta view) {
    if (!view.flip()) {
      return;
    }
    boolean columns = !view.flipDirection().equals("vertical");
    boolean rows = !view.flipDirection().equals("horizontal");
    for (int i = from; i < to; i += 4) {
      if (columns) {
        mirror(boxes, i, view.oriWidth());
      }
      if (rows) {
        mirror(boxes, i + 1, view.oriHeight());
      }
    }
  }

  /** Mirrors one axis of a box, whose ends stand at {@code i} and two behind it. */
  private static void mirror(float[] boxes, int i, int size) {
    float low = boxes[i];
    boxes[i] = size - boxes[i + 2];
    boxes[i + 2] = size - low;
  }
}
