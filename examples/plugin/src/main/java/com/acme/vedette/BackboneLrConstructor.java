package com.acme.vedette;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.optim.OptimWrapperConstructor;
import org.vedette.engine.optim.ParamGroup;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;

/** Two groups: the backbone, with a learning rate of its own, and everything else. */
@Component("acme.BackboneLrConstructor")
public final class BackboneLrConstructor implements OptimWrapperConstructor {
  private static final String BACKBONE = "backbone.";

  private final double factor;

  /**
   * What {@code optim_wrapper.paramwise_cfg} holds.
   *
   * @param backbone_lr_mult the backbone's learning rate as a share of the others'
   */
  public record Rates(@Default("0.1") double backbone_lr_mult) {}

  /**
   * Settings.
   *
   * @param paramwise_cfg the rates, handed down from the wrapper
   */
  public record Config(@Default("dict()") Rates paramwise_cfg) {}

  /** A new constructor. */
  public BackboneLrConstructor(Config config) {
    factor = config.paramwise_cfg().backbone_lr_mult();
  }

  @Override
  public List<ParamGroup> groups(Layer model, Base base) {
    Map<String, Param> backbone = new LinkedHashMap<>();
    Map<String, Param> others = new LinkedHashMap<>();
    // Frozen parameters are taken, too: one without a gradient is not changed, and a hook may
    // unfreeze it later.
    model
        .parameters()
        .forEach((name, param) -> (name.startsWith(BACKBONE) ? backbone : others).put(name, param));
    if (backbone.isEmpty()) {
      throw new VedetteException("acme.BackboneLrConstructor: the model has no backbone");
    }
    return List.of(
        new ParamGroup(others, Map.of("lr", base.lr())),
        new ParamGroup(backbone, Map.of("lr", base.lr() * factor)));
  }
}
