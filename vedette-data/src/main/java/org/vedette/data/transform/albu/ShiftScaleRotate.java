package org.vedette.data.transform.albu;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.data.image.Interpolation;
import org.vedette.data.image.PaddingMode;
import org.vedette.data.image.Warps;

/**
 * Moves, scales and turns the image around its centre, at random. The library's {@code
 * ShiftScaleRotate}.
 */
@Component("ShiftScaleRotate")
public final class ShiftScaleRotate implements AlbuOperation {
  private final Config config;

  /** What a box becomes when the image is turned. */
  public enum RotateMethod {
    /** The box around its turned corners. */
    LARGEST_BOX,
    /** The box around the turned ellipse in it. */
    ELLIPSE
  }

  /**
   * Settings.
   *
   * @param shift_limit by which share of the sides it is moved
   * @param scale_limit by how much it is scaled, less 1
   * @param rotate_limit by how many degrees it is turned, against the clock
   * @param interpolation how pixels between pixels are made, as a number of OpenCV
   * @param border_mode what stands outside, as a number of OpenCV
   * @param value the colour outside with border_mode 0; None for black
   * @param mask_value the value outside masks with border_mode 0; None for 0
   * @param shift_limit_x by which share of the width it is moved; None for shift_limit
   * @param shift_limit_y by which share of the height it is moved; None for shift_limit
   * @param rotate_method what a box becomes: the box around its turned corners, or around the
   *     turned ellipse in it
   * @param chance when it is run
   */
  public record Config(
      @Default("0.0625") Limits shift_limit,
      @Default("0.1") Limits scale_limit,
      @Default("45") Limits rotate_limit,
      @Default("1") OpenCvInterpolation interpolation,
      @Default("4") OpenCvBorder border_mode,
      @Default("None") FillValue value,
      @Default("None") FillValue mask_value,
      @Default("None") Limits shift_limit_x,
      @Default("None") Limits shift_limit_y,
      @Default("'largest_box'") RotateMethod rotate_method,
      @Flat Chance chance) {}

  /** An operation with these settings. */
  public ShiftScaleRotate(Config config) {
    this.config = config;
  }

  @Override
  public Chance chance() {
    return config.chance();
  }

  @Override
  public void apply(Scene scene, RandomSource random) {
    double angle = config.rotate_limit().draw(random);
    double scale = 1 + config.scale_limit().draw(random);
    Limits shiftX = config.shift_limit_x();
    Limits shiftY = config.shift_limit_y();
    double x = (shiftX == null ? config.shift_limit() : shiftX).draw(random);
    double y = (shiftY == null ? config.shift_limit() : shiftY).draw(random);
    int height = scene.image().height();
    int width = scene.image().width();
    double[] map = Warps.rotation(width / 2.0 - 0.5, height / 2.0 - 0.5, angle, scale);
    map[2] += x * width;
    map[5] += y * height;
    PaddingMode border = config.border_mode().mode();
    double[] colour = FillValue.values(config.value());
    scene.replaceImage(
        Warps.affine(scene.image(), map, config.interpolation().kind(), border, colour));
    double[] outside = FillValue.values(config.mask_value());
    scene.moveMasks(mask -> Warps.affine(mask, map, Interpolation.NEAREST, border, outside));
    moveBoxes(scene, angle, scale, x, y);
  }

  /** Boxes are turned around the middle of the image, not around that of its middle pixel. */
  private void moveBoxes(Scene scene, double angle, double scale, double x, double y) {
    int height = scene.image().height();
    int width = scene.image().width();
    boolean ellipse = config.rotate_method() == RotateMethod.ELLIPSE;
    double[] map = Warps.rotation(width / 2.0, height / 2.0, ellipse ? 0 : angle, scale);
    map[2] += x * width;
    map[5] += y * height;
    scene.moveBoxes(
        box -> {
          double[] from = ellipse ? Boxes.turnedEllipse(box, angle, height, width) : box;
          return Boxes.mapped(from, map, height, width);
        });
  }
}
