package org.vedette.data.transform.albu;

import java.util.Map;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * What of a sample {@link Albu} changes besides the image: {@code dict(img='image',
 * gt_masks='masks', gt_bboxes='bboxes')}, of which the last two may be absent.
 *
 * @param masks whether masks are changed
 * @param boxes whether boxes are changed
 */
public record KeyMap(boolean masks, boolean boxes) {
  private static final Map<String, String> KNOWN =
      Map.of("img", "image", "gt_masks", "masks", "gt_bboxes", "bboxes");

  /** Reads the dict; see {@link FromConfig}. */
  @FromConfig
  public static KeyMap read(ConfigNode node) {
    if (node instanceof DictNode dict
        && dict.has("img")
        && dict.entries().entrySet().stream()
            .allMatch(
                entry ->
                    entry.getValue() instanceof ScalarNode name
                        && name.value() instanceof String text
                        && text.equals(KNOWN.get(entry.getKey())))) {
      return new KeyMap(dict.has("gt_masks"), dict.has("gt_bboxes"));
    }
    throw new IllegalArgumentException(
        "dict(img='image', gt_masks='masks', gt_bboxes='bboxes'), without those left as they are");
  }
}
