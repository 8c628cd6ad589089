package org.vedette.api.train;

import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.vedette.base.Detections;
import org.vedette.base.Truth;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.data.MetaInfo;
import org.vedette.data.image.Image;
import org.vedette.engine.log.PlainVisualizer;
import org.vedette.engine.log.RunWriter;
import org.vedette.engine.log.Visualizer;
import org.vedette.visual.DetectionPainter;
import org.vedette.visual.PaintStyle;
import org.vedette.visual.Palette;

/**
 * Writes a run down, and draws boxes, masks and labels: what is there beside what was found.
 * Upstream: MMDetection's visualizer of that name.
 */
@Component("DetLocalVisualizer")
public final class DetLocalVisualizer implements Visualizer {
  private final List<RunWriter> writers;
  private final PaintStyle style;

  /**
   * Settings.
   *
   * @param name accepted for upstream's sake: a run has one visualizer
   * @param image refused: pictures come from the run
   * @param vis_backends where numbers and pictures go
   * @param save_dir accepted for upstream's sake: files go to the run's folder, unless a backend
   *     has a save_dir
   * @param bbox_color colours of boxes; None: the dataset's
   * @param text_color colours of labels, on black; None: black or white on the colour of the box
   * @param mask_color colours of masks; None: the dataset's
   * @param line_width width of boxes in pixels of an image of 640 pixels or more
   * @param alpha how much boxes and masks hide what is below them, from 0 to 1
   */
  public record Config(
      @Default("'visualizer'") String name,
      @Default("None") String image,
      @Default("None") OneOrMany<Spec<RunWriter>> vis_backends,
      @Default("None") String save_dir,
      @Default("None") PaintColors bbox_color,
      @Default("(200, 200, 200)") PaintColors text_color,
      @Default("None") PaintColors mask_color,
      @Default("3") double line_width,
      @Default("0.8") double alpha) {
    /** Checks the settings. */
    public Config {
      if (image != null) {
        throw new IllegalArgumentException("'image' must be None: pictures come from the run");
      }
      if (!(line_width > 0) || !(alpha >= 0 && alpha <= 1)) {
        throw new IllegalArgumentException("'line_width' must be above 0, 'alpha' from 0 to 1");
      }
      PlainVisualizer.requireDistinct(vis_backends);
    }
  }

  /** A visualizer with these settings. */
  public DetLocalVisualizer(Config config) {
    this.writers = PlainVisualizer.build(config.vis_backends());
    this.style =
        new PaintStyle(
            config.line_width(),
            config.alpha(),
            config.alpha(),
            PaintColors.palette(config.bbox_color()),
            PaintColors.palette(config.mask_color()),
            PaintColors.palette(config.text_color()));
  }

  @Override
  public List<RunWriter> writers() {
    return writers;
  }

  @Override
  public Image draw(Image picture, MetaInfo meta, Truth truth, Detections found, double minScore) {
    return draw(style, picture, meta, truth, found, minScore);
  }

  /** Draws truth and detections on copies of a picture, side by side where both are given. */
  static Image draw(
      PaintStyle style,
      Image picture,
      MetaInfo meta,
      Truth truth,
      Detections found,
      double minScore) {
    Palette palette =
        meta.palette().isEmpty()
            ? Palette.distinct(Math.max(1, meta.classes().size()))
            : Palette.of(meta.palette());
    DetectionPainter painter = new DetectionPainter(meta.classes(), palette, style);
    Image left = picture.copy();
    if (truth != null) {
      painter.draw(left.mat(), truth);
    }
    if (found == null) {
      return left;
    }
    Image right = picture.copy();
    painter.draw(right.mat(), found, minScore);
    if (truth == null) {
      left.close();
      return right;
    }
    try (left;
        right) {
      Mat both = new Mat();
      opencv_core.hconcat(left.mat(), right.mat(), both);
      return Image.owning(both);
    }
  }
}
