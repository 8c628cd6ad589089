package org.vedette.engine.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.Layer;

/**
 * One group of all parameters; with {@code paramwise_cfg} one group for each parameter that is
 * trained, with the lr and weight decay that its place in the model asks for.
 */
@Component("DefaultOptimWrapperConstructor")
public final class DefaultOptimWrapperConstructor implements OptimWrapperConstructor {
  private final ParamwiseConfig paramwise;

  /**
   * Settings.
   *
   * @param paramwise_cfg factors for some parameters; None or empty: one group of all
   */
  public record Config(@Default("None") Paramwise paramwise_cfg) {}

  /** A new constructor. */
  public DefaultOptimWrapperConstructor(Config config) {
    paramwise = config.paramwise_cfg() == null ? null : config.paramwise_cfg().config();
  }

  @Override
  public List<ParamGroup> groups(Layer model, Base base) {
    if (paramwise == null) {
      return List.of(new ParamGroup(model.parameters(), Map.of()));
    }
    paramwise.requireDecay(base.weightDecay());
    List<ParamGroup> groups = new ArrayList<>();
    new ParamwiseWalk(paramwise, base, groups).walk(model, "", false);
    return groups;
  }
}
