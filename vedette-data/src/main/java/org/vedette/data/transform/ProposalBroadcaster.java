package org.vedette.data.transform;

import java.util.Arrays;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Truths;

/**
 * Runs steps that move boxes on a sample and, with the same random numbers, on the boxes that a
 * first stage proposed. A proposal that the steps drop is gone with its score. Steps that draw more
 * numbers for some boxes than for others, as crops that try again, would part the two; upstream's
 * fit no better. Upstream: mmdet's {@code ProposalBroadcaster}.
 */
@Component("ProposalBroadcaster")
public final class ProposalBroadcaster implements Transform {
  private final Pipeline pipeline;

  /**
   * Settings.
   *
   * @param transforms the steps in order, or a single one
   */
  public record Config(@Default("[]") OneOrMany<Spec<Transform>> transforms) {
    /** Checks the steps. */
    public Config {
      InnerSteps.check(transforms.values());
    }
  }

  /** A step with these settings. */
  public ProposalBroadcaster(Config config) {
    this.pipeline = Pipeline.build(config.transforms().values());
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    ImageInput.Proposals proposals = sample.proposals();
    if (proposals == null) {
      throw new DataException(
          sample.record()
              + ": ProposalBroadcaster needs proposals; use LoadProposals before, or leave it out");
    }
    long seed = random.nextLong();
    ImageInput.Proposals moved = move(sample, proposals, RandomSource.at(seed));
    Sample changed = moved == null ? null : pipeline.apply(sample, RandomSource.at(seed));
    if (changed != null) {
      changed.proposals(moved);
    }
    return changed;
  }

  @Override
  public boolean readsSegmentations() {
    return InnerSteps.readSegmentations(pipeline.steps());
  }

  /** The proposals after the steps; null when these found the image of no use. */
  private ImageInput.Proposals move(
      Sample sample, ImageInput.Proposals proposals, RandomSource random) {
    int count = proposals.scores().length;
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    Sample copy = sample.copy();
    // The labels tell which of the proposals are left.
    copy.truths(new Truths(proposals.boxes(), numbers, new boolean[count], null));
    try (Sample moved = pipeline.apply(copy, random)) {
      if (moved == null) {
        return null;
      }
      int[] left = moved.truths().labels();
      float[] scores = new float[left.length];
      for (int i = 0; i < left.length; i++) {
        scores[i] = proposals.scores()[left[i]];
      }
      return new ImageInput.Proposals(moved.truths().boxes(), scores);
    }
  }
}
