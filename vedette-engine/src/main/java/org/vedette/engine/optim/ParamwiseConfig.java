package org.vedette.engine.optim;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Default;

/**
 * Factors on the learning rate and weight decay of some parameters: MMEngine's {@code
 * paramwise_cfg}. The lr factors of a bias do not touch norms and deformable convolutions; a norm's
 * weight decay goes before a bias's, that before a depthwise convolution's, that before a flat
 * parameter's.
 *
 * @param bias_lr_mult factor of lr for biases
 * @param bias_decay_mult factor of weight_decay for biases
 * @param norm_decay_mult factor of weight_decay for weights and biases of norms
 * @param dwconv_decay_mult factor of weight_decay for depthwise convolutions
 * @param flat_decay_mult factor of weight_decay for other parameters of one dimension
 * @param dcn_offset_lr_mult factor of lr for what computes the offsets of deformable convolutions
 * @param custom_keys settings for parameters whose name contains a text: lr_mult, decay_mult, or a
 *     setting of the optimizer; the longest text wins, and no other rule applies then
 * @param bypass_duplicate whether a parameter that two layers share is taken once, not refused
 */
public record ParamwiseConfig(
    @Default("None") Double bias_lr_mult,
    @Default("None") Double bias_decay_mult,
    @Default("None") Double norm_decay_mult,
    @Default("None") Double dwconv_decay_mult,
    @Default("None") Double flat_decay_mult,
    @Default("None") Double dcn_offset_lr_mult,
    @Default("dict()") Map<String, CustomKey> custom_keys,
    @Default("False") boolean bypass_duplicate) {
  /** The custom keys, longest first, of equal length by the alphabet. */
  List<Map.Entry<String, CustomKey>> byLength() {
    return custom_keys.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, CustomKey> e) -> -e.getKey().length())
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  /** Refuses factors on a weight decay that the optimizer was not given. */
  void requireDecay(Double weightDecay) {
    Map<String, Object> factors = new LinkedHashMap<>();
    factors.put("bias_decay_mult", bias_decay_mult);
    factors.put("norm_decay_mult", norm_decay_mult);
    factors.put("dwconv_decay_mult", dwconv_decay_mult);
    custom_keys.forEach((key, value) -> factors.put("custom_keys." + key, value.decayMult()));
    factors.forEach(
        (name, factor) -> {
          if (factor != null && weightDecay == null) {
            throw new VedetteException(
                "paramwise_cfg."
                    + name
                    + " is a factor of the optimizer's weight_decay, which the config does not give;"
                    + " hint: write it down");
          }
        });
  }
}
