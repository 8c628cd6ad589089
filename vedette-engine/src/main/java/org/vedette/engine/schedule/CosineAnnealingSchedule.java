package org.vedette.engine.schedule;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.Key;
import org.vedette.engine.optim.ParamGroup;

/**
 * Falls along half a cosine to a smallest value, and rises again beyond (Loshchilov and Hutter
 * 2017).
 */
@Component({"CosineAnnealingLR", "CosineAnnealingMomentum", "CosineAnnealingParamScheduler"})
public final class CosineAnnealingSchedule extends WindowSchedule {
  private final Config config;

  /**
   * Settings.
   *
   * @param tMax how long the fall takes; None: from begin to end
   * @param eta_min the smallest value; None: 0
   * @param eta_min_ratio the smallest value as a share of the first one
   * @param window where it begins and ends
   */
  public record Config(
      @Key("T_max") @Default("None") Double tMax,
      @Default("None") Double eta_min,
      @Default("None") Double eta_min_ratio,
      @Flat Window window) {
    /** Checks that there is one smallest value. */
    public Config {
      if (eta_min != null && eta_min_ratio != null) {
        throw new IllegalArgumentException("eta_min and eta_min_ratio are both given");
      }
      if (eta_min == null && eta_min_ratio == null) {
        eta_min = 0.0;
      }
    }
  }

  /** A schedule that knows no parameters yet. */
  public CosineAnnealingSchedule(Config config) {
    super(config.window());
    this.config = config;
  }

  @Override
  void prepare(double begin, double end, int unit) {
    boolean given = config.tMax() != null && config.tMax() != 0;
    put("T_max", whole(given ? config.tMax() * unit : end - begin));
    put("eta_min", config.eta_min());
    put("eta_min_ratio", config.eta_min_ratio());
  }

  @Override
  double next(ParamGroup group, double current, double base) {
    if (lastStep() == 0) {
      return current;
    }
    double last = lastStep();
    double total = number("T_max");
    double min =
        setting("eta_min_ratio") == null ? number("eta_min") : base * number("eta_min_ratio");
    // Python's remainder; only whether it is zero counts, so its sign does not matter.
    if ((last - 1 - total) % (2 * total) == 0) {
      return current + (base - min) * (1 - Cosines.cos(Math.PI / total)) / 2;
    }
    return (1 + Cosines.cos(Math.PI * last / total))
            / (1 + Cosines.cos(Math.PI * (last - 1) / total))
            * (current - min)
        + min;
  }
}
