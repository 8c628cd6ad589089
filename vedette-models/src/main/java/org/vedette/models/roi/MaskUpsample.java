package org.vedette.models.roi;

import java.util.Locale;
import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Default;
import org.vedette.config.component.FromConfig;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.BilinearUpsample;
import org.vedette.tensor.layers.DeconvUpsample;
import org.vedette.tensor.layers.NearestUpsample;
import org.vedette.tensor.layers.Upsampler;

/**
 * How a mask head enlarges its maps.
 *
 * @param type 'deconv', 'nearest' or 'bilinear'; None for not at all
 * @param scale_factor how many times larger
 */
public record MaskUpsample(@Default("None") Method type, @Default("None") Integer scale_factor) {
  /** Ways to enlarge. */
  public enum Method {
    /** By a transposed convolution, then ReLU. */
    DECONV,
    /** By repeating cells. */
    NEAREST,
    /** Linearly. */
    BILINEAR;

    /** Reads the name. */
    @FromConfig
    public static Method of(ConfigNode node) {
      Object value = node instanceof ScalarNode scalar ? scalar.value() : null;
      for (Method method : values()) {
        if (method.name().toLowerCase(Locale.ROOT).equals(value)) {
          return method;
        }
      }
      throw new IllegalArgumentException(
          "carafe".equals(value)
              ? "'deconv', 'nearest' or 'bilinear' ('carafe' is not supported)"
              : "'deconv', 'nearest', 'bilinear' or None");
    }
  }

  /** Checks that the factor is there. */
  public MaskUpsample {
    if (type != null && (scale_factor == null || scale_factor < 1)) {
      throw new IllegalArgumentException(
          "scale_factor: expected a positive number, got " + scale_factor);
    }
  }

  /** The layer, or null for none. */
  TensorLayer create(int in, int out) {
    return type == null ? null : factory().create(in, type == Method.DECONV ? out : in);
  }

  private Upsampler factory() {
    return switch (type) {
      case DECONV -> new DeconvUpsample(new DeconvUpsample.Config(scale_factor));
      case NEAREST -> new NearestUpsample(new NearestUpsample.Config(scale_factor));
      case BILINEAR -> new BilinearUpsample(new BilinearUpsample.Config(scale_factor, false));
    };
  }
}
