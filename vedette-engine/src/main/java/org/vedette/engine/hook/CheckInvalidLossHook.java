package org.vedette.engine.hook;

import java.util.Map;
import java.util.stream.Collectors;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;

/** Ends a run whose loss is not finite any more, and says which loss and which images. */
@Component("CheckInvalidLossHook")
public final class CheckInvalidLossHook implements Hook {
  private final Config config;

  /**
   * Settings.
   *
   * @param interval looks at every so many steps
   */
  public record Config(@Default("50") int interval) {
    /** Checks the number. */
    public Config {
      if (interval < 1) {
        throw new IllegalArgumentException("'interval' must be above 0");
      }
    }
  }

  /** A hook with these settings. */
  public CheckInvalidLossHook(Config config) {
    this.config = config;
  }

  @Override
  public void afterTrainIter(Run run, TrainStep step) {
    if ((run.iteration() + 1) % config.interval() == 0) {
      check(run, step);
    }
  }

  private static void check(Run run, TrainStep step) {
    for (Map.Entry<String, Double> loss : step.losses().entrySet()) {
      boolean total = loss.getKey().equals("loss") && step.losses().size() > 1;
      if (!total && !Double.isFinite(loss.getValue())) {
        String images =
            step.samples().stream().map(sample -> sample.path()).collect(Collectors.joining(", "));
        throw new VedetteException(
            "epoch "
                + (run.epoch() + 1)
                + ", iteration "
                + (run.iteration() + 1)
                + ": "
                + loss.getKey()
                + " is "
                + loss.getValue()
                + " for "
                + images
                + "; hint: a smaller lr or clip_grad often helps; 'vedette data check' finds broken"
                + " annotations");
      }
    }
  }
}
