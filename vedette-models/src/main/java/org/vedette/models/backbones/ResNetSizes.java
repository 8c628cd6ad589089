package org.vedette.models.backbones;

import java.util.List;
import org.vedette.config.component.Default;

/**
 * Widths and strides of a ResNet.
 *
 * @param stem_channels channels of the stem's output; as base_channels when not given
 * @param base_channels planes of the first stage; each further stage doubles them
 * @param num_stages how many stages there are, 1 to 4
 * @param strides of the first block of each stage
 */
public record ResNetSizes(
    @Default("None") Integer stem_channels,
    @Default("64") int base_channels,
    @Default("4") int num_stages,
    @Default("(1, 2, 2, 2)") List<Integer> strides) {
  /** Channels after the stem. */
  int stemWidth() {
    return stem_channels == null ? base_channels : stem_channels;
  }
}
