package org.vedette.data.transform;

import java.util.Arrays;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Keeps the first of the boxes that a first stage proposed and that the dataset has handed over
 * with the sample, best first. Upstream: mmdet's {@code LoadProposals}.
 */
@Component("LoadProposals")
public final class LoadProposals implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param num_max_proposals how many are kept; None for all
   */
  public record Config(@Default("None") Integer num_max_proposals) {
    /** Checks the number. */
    public Config {
      if (num_max_proposals != null && num_max_proposals < 0) {
        throw new IllegalArgumentException(
            "'num_max_proposals' must not be below 0, got " + num_max_proposals);
      }
    }
  }

  /** A step with these settings. */
  public LoadProposals(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    ImageInput.Proposals all = sample.proposals();
    if (all == null) {
      throw new DataException(
          sample.record()
              + ": LoadProposals found no proposals; hint: the dataset's proposal_file names a file"
              + " of them, as the DumpProposals metric writes it");
    }
    Integer most = config.num_max_proposals();
    if (most != null && most < all.scores().length) {
      sample.proposals(
          new ImageInput.Proposals(
              Arrays.copyOf(all.boxes(), 4 * most), Arrays.copyOf(all.scores(), most)));
    }
    return sample;
  }
}
