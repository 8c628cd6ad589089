package org.vedette.data.transform;

import org.vedette.base.DataException;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * The values of a border: {@code dict(img=.., seg=.., masks=..)}, or one number for the image.
 *
 * @param img per channel; a single value stands for all channels
 * @param single whether {@code img} is one value for all channels
 * @param seg of the semantic map
 * @param masks of the masks
 */
@SuppressWarnings("ArrayRecordComponent")
public record PadValue(double[] img, boolean single, double seg, int masks) {
  private static final String EXPECTED =
      "a number, or a dict of img (number or one per channel), seg and masks (numbers)";

  /** Reads a number or a dict; see {@link FromConfig}. */
  @FromConfig
  public static PadValue read(ConfigNode node) {
    if (node instanceof ScalarNode) {
      return of(node, 255, 0);
    }
    if (!(node instanceof DictNode dict)) {
      throw new IllegalArgumentException(EXPECTED);
    }
    for (Object key : dict.keys()) {
      if (!"img".equals(key) && !"seg".equals(key) && !"masks".equals(key)) {
        throw new IllegalArgumentException(EXPECTED);
      }
    }
    ConfigNode img = dict.has("img") ? dict.get("img") : ScalarNode.of(0);
    double seg = dict.has("seg") ? number(dict.get("seg")) : 255;
    double masks = dict.has("masks") ? number(dict.get("masks")) : 0;
    return of(img, seg, (int) masks);
  }

  private static PadValue of(ConfigNode img, double seg, int masks) {
    if (img instanceof ListNode list) {
      double[] values = list.items().stream().mapToDouble(PadValue::number).toArray();
      return new PadValue(values, false, seg, masks);
    }
    // A float stands for the first channel only: so do upstream's calls of OpenCV.
    boolean whole = img instanceof ScalarNode scalar && scalar.value() instanceof Long;
    return new PadValue(new double[] {number(img)}, whole, seg, masks);
  }

  private static double number(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  /**
   * The value of each channel of an image.
   *
   * @throws DataException when there are values for another number of channels
   */
  double[] forChannels(int channels) {
    if (img.length > 1 && img.length != channels) {
      throw new DataException(
          "'pad_val' has values for " + img.length + " channels, but the image has " + channels);
    }
    double[] values = new double[channels];
    for (int c = 0; c < channels; c++) {
      values[c] = single ? img[0] : c < img.length ? img[c] : 0;
    }
    return values;
  }
}
