package org.vedette.engine.optim;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.base.Suggestions;
import org.vedette.base.VedetteException;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;

/** Goes through a model in registration order and makes a group of each parameter. */
final class ParamwiseWalk {
  private static final Logger LOG = LoggerFactory.getLogger("vedette");
  private static final Set<String> NORMS =
      Set.of("_BatchNorm", "_InstanceNorm", "GroupNorm", "LayerNorm");
  private static final Set<String> DEFORMABLE = Set.of("DeformConv2d", "ModulatedDeformConv2d");
  private static final String LR = "lr";
  private static final String WEIGHT_DECAY = "weight_decay";

  private final ParamwiseConfig rules;
  private final OptimWrapperConstructor.Base base;
  private final List<Map.Entry<String, CustomKey>> customKeys;
  private final List<ParamGroup> groups;
  private final Set<Param> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  ParamwiseWalk(ParamwiseConfig rules, OptimWrapperConstructor.Base base, List<ParamGroup> groups) {
    this.rules = rules;
    this.base = base;
    this.groups = groups;
    this.customKeys = rules.byLength();
    rules.custom_keys().forEach(this::requireKnown);
  }

  private void requireKnown(String key, CustomKey custom) {
    for (String name : custom.settings().keySet()) {
      if (!name.equals("lr_mult")
          && !name.equals("decay_mult")
          && !base.settings().contains(name)) {
        throw new VedetteException(
            "paramwise_cfg.custom_keys."
                + key
                + ": the optimizer has no setting '"
                + name
                + "'"
                + Suggestions.didYouMean(name, List.of("lr_mult", "decay_mult")));
      }
    }
  }

  /**
   * Takes a layer's own parameters, then its children's.
   *
   * @param insideDeformable whether the parent is a deformable convolution
   */
  void walk(Layer layer, String prefix, boolean insideDeformable) {
    layer
        .ownParameters()
        .forEach((name, param) -> take(layer, prefix, name, param, insideDeformable));
    boolean deformable = is(layer, DEFORMABLE);
    // One layer under two names of the same parent counts once.
    Set<Layer> once = Collections.newSetFromMap(new IdentityHashMap<>());
    layer
        .children()
        .forEach(
            (name, child) -> {
              if (once.add(child)) {
                walk(child, prefix.isEmpty() ? name : prefix + "." + name, deformable);
              }
            });
  }

  private void take(
      Layer layer, String prefix, String name, Param param, boolean insideDeformable) {
    String fullName = prefix.isEmpty() ? name : prefix + "." + name;
    if (!seen.add(param) && rules.bypass_duplicate()) {
      LOG.debug("{} is shared and in a parameter group already", fullName);
      return;
    }
    if (!param.isTrainable()) {
      return;
    }
    Map<String, Object> options = new LinkedHashMap<>();
    CustomKey custom = customFor(prefix + "." + name);
    if (custom != null) {
      options.put(LR, base.lr() * custom.lrMult());
      if (base.weightDecay() != null) {
        double factor = custom.decayMult() == null ? 1 : custom.decayMult();
        options.put(WEIGHT_DECAY, base.weightDecay() * factor);
      }
      options.putAll(custom.settings());
    } else {
      setLr(options, layer, prefix, name, insideDeformable);
      setWeightDecay(options, layer, name, param, insideDeformable);
    }
    LOG.debug("paramwise_options -- {}: {}", fullName, options);
    groups.add(new ParamGroup(Map.of(fullName, param), options));
  }

  private CustomKey customFor(String name) {
    for (Map.Entry<String, CustomKey> custom : customKeys) {
      if (name.contains(custom.getKey())) {
        return custom.getValue();
      }
    }
    return null;
  }

  private void setLr(
      Map<String, Object> options, Layer layer, String prefix, String name, boolean deformable) {
    if (rules.bias_lr_mult() != null && isBias(name) && !is(layer, NORMS) && !deformable) {
      options.put(LR, base.lr() * rules.bias_lr_mult());
    }
    if (rules.dcn_offset_lr_mult() != null
        && deformable
        && prefix.contains("conv_offset")
        && isConv(layer)) {
      options.put(LR, base.lr() * rules.dcn_offset_lr_mult());
    }
  }

  private void setWeightDecay(
      Map<String, Object> options, Layer layer, String name, Param param, boolean deformable) {
    Double factor = null;
    if (is(layer, NORMS) && rules.norm_decay_mult() != null) {
      factor = rules.norm_decay_mult();
    } else if (isBias(name) && !deformable && rules.bias_decay_mult() != null) {
      factor = rules.bias_decay_mult();
    } else if (isDepthwise(layer) && rules.dwconv_decay_mult() != null) {
      factor = rules.dwconv_decay_mult();
    } else if (param.shape().length == 1 && !deformable) {
      factor = rules.flat_decay_mult();
    }
    if (factor != null && base.weightDecay() != null) {
      options.put(WEIGHT_DECAY, base.weightDecay() * factor);
    }
  }

  private static boolean isBias(String name) {
    return name.equals("bias");
  }

  private static boolean isConv(Layer layer) {
    return layer.upstreamTypes().contains("Conv2d");
  }

  /** A depthwise convolution's kernels see one input channel each. */
  private static boolean isDepthwise(Layer layer) {
    return isConv(layer) && layer.own("weight").shape()[1] == 1;
  }

  private static boolean is(Layer layer, Set<String> types) {
    return layer.upstreamTypes().stream().anyMatch(types::contains);
  }
}
