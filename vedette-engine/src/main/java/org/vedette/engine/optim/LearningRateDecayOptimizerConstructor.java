package org.vedette.engine.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.VedetteException;
import org.vedette.base.pickle.PyList;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;

/**
 * Learning rates that fall from the head to the stem (Bao et al. 2022), for ConvNeXt backbones. A
 * group for each depth and, within it, for parameters with and without weight decay: those of one
 * dimension and biases have none.
 */
@Component("LearningRateDecayOptimizerConstructor")
public final class LearningRateDecayOptimizerConstructor implements OptimWrapperConstructor {
  private final LayerDecay decay;

  /** What counts as one step of depth. */
  public enum DecayType {
    /** A block, or three of the third stage. */
    LAYER_WISE,
    /** A stage. */
    STAGE_WISE
  }

  /**
   * Settings of the decay.
   *
   * @param num_layers how many depths the backbone has
   * @param decay_rate the lr of each depth as a share of the next one's
   * @param decay_type layer_wise or stage_wise
   */
  public record LayerDecay(
      int num_layers, double decay_rate, @Default("'layer_wise'") DecayType decay_type) {}

  /**
   * Settings.
   *
   * @param paramwise_cfg how fast the lr falls; None: one group of all
   */
  public record Config(@Default("None") LayerDecay paramwise_cfg) {}

  /** A new constructor. */
  public LearningRateDecayOptimizerConstructor(Config config) {
    decay = config.paramwise_cfg();
  }

  private record Group(Map<String, Param> params, Map<String, Object> options) {}

  @Override
  public List<ParamGroup> groups(Layer model, Base base) {
    if (decay == null) {
      return List.of(new ParamGroup(model.parameters(), Map.of()));
    }
    requireConvNext(model);
    if (base.weightDecay() == null) {
      throw new VedetteException(
          "LearningRateDecayOptimizerConstructor: the optimizer has no weight_decay; hint: write it"
              + " down");
    }
    Map<String, Group> groups = new LinkedHashMap<>();
    model
        .parameters()
        .forEach(
            (name, param) -> {
              if (param.isTrainable()) {
                add(groups, name, param, base);
              }
            });
    return groups.values().stream()
        .map(group -> new ParamGroup(group.params(), group.options()))
        .toList();
  }

  private static void requireConvNext(Layer model) {
    Layer backbone = model.children().get("backbone");
    if (backbone == null
        || backbone.upstreamTypes().stream().noneMatch(type -> type.contains("ConvNeXt"))) {
      throw new VedetteException(
          "LearningRateDecayOptimizerConstructor: the backbone is "
              + (backbone == null ? "missing" : backbone.getClass().getSimpleName())
              + "; expected a ConvNeXt, the only one whose depths are known; hint: "
              + "DefaultOptimWrapperConstructor with custom_keys");
    }
  }

  private void add(Map<String, Group> groups, String name, Param param, Base base) {
    boolean plain =
        param.shape().length == 1
            || name.endsWith(".bias")
            || name.equals("pos_embed")
            || name.equals("cls_token");
    int depths = decay.num_layers() + 2;
    int depth = depth(name);
    String key = "layer_" + depth + (plain ? "_no_decay" : "_decay");
    Group group =
        groups.computeIfAbsent(
            key,
            any -> {
              double scale = Math.pow(decay.decay_rate(), depths - depth - 1);
              Map<String, Object> options = new LinkedHashMap<>();
              options.put("weight_decay", plain ? 0.0 : base.weightDecay());
              options.put("param_names", new PyList());
              options.put("lr_scale", scale);
              options.put("group_name", key);
              options.put("lr", scale * base.lr());
              return new Group(new LinkedHashMap<>(), options);
            });
    group.params().put(name, param);
    ((PyList) group.options().get("param_names")).add(name);
  }

  private int depth(String name) {
    boolean byLayer = decay.decay_type() == DecayType.LAYER_WISE;
    if (name.equals("backbone.cls_token")
        || name.equals("backbone.mask_token")
        || name.equals("backbone.pos_embed")) {
      return 0;
    }
    String[] parts = name.split("\\.", 5);
    if (name.startsWith("backbone.downsample_layers")) {
      return byLayer ? depthBetween(Integer.parseInt(parts[2])) : 0;
    }
    if (name.startsWith("backbone.stages")) {
      int stage = Integer.parseInt(parts[2]);
      return byLayer ? depthWithin(stage, Integer.parseInt(parts[3])) : stage + 1;
    }
    return decay.num_layers() + 1;
  }

  /** The depth of what leads to a stage. */
  private int depthBetween(int stage) {
    return switch (stage) {
      case 0 -> 0;
      case 1 -> 2;
      case 2 -> 3;
      default -> decay.num_layers();
    };
  }

  private int depthWithin(int stage, int block) {
    return switch (stage) {
      case 0 -> 1;
      case 1 -> 2;
      case 2 -> 3 + block / 3;
      default -> decay.num_layers();
    };
  }
}
