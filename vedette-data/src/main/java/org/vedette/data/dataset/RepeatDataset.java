package org.vedette.data.dataset;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.data.Dataset;

/**
 * A dataset several times over, so that an epoch is longer. Upstream: MMEngine's {@code
 * RepeatDataset}.
 */
@Component("RepeatDataset")
public final class RepeatDataset extends RoutedDataset {
  private final int times;

  /**
   * Settings.
   *
   * @param dataset what is repeated
   * @param times how often
   * @param lazy_init whether annotations are read only when they are needed
   */
  public record Config(Spec<Dataset> dataset, int times, @Default("False") boolean lazy_init) {
    /** Checks the number. */
    public Config {
      if (times < 1) {
        throw new IllegalArgumentException("'times' must be 1 or more");
      }
    }
  }

  /** A dataset with these settings. */
  public RepeatDataset(Config config) {
    super(config.dataset().build());
    times = config.times();
    if (!config.lazy_init()) {
      size();
    }
  }

  @Override
  public int size() {
    return Math.multiplyExact(times, dataset().size());
  }

  @Override
  int inner(int index) {
    return index % dataset().size();
  }
}
