package org.vedette.data;

import org.vedette.base.DataException;
import org.vedette.base.RandomSource;

/**
 * A step that mixes in samples which reached it shortly before. Upstream keeps them in a list that
 * each worker process fills as it goes, so that what is mixed depends on the number of workers and
 * is lost in a resume.
 *
 * <p>Here the list is a function of the place in the epoch: a sample takes one of {@link
 * #maxCachedImages} slots, drawn from its own numbers, out of which it drives the sample before it
 * (with {@link #randomPop}; else the oldest goes). So every image leaves the list with the same
 * chance as upstream, and which images a sample meets is known from the order of the epoch alone.
 * The pixels are kept in memory while their images are in the list; what is missing after a resume
 * is loaded again, with the numbers it had. The list is one for all threads, and empty when an
 * epoch begins.
 */
public interface CachedTransform extends Transform {
  /** How many samples the list holds, the present one among them. */
  int maxCachedImages();

  /** Whether a random sample leaves the full list, else the oldest. */
  boolean randomPop();

  /**
   * Mixes samples of the list into one. Depends on nothing but its arguments.
   *
   * @param recent what reached this step before
   * @param random the sample's own numbers
   * @return the sample, or null when it is of no use
   */
  Sample mix(Sample sample, Recent recent, RandomSource random);

  @Override
  default Sample apply(Sample sample, RandomSource random) {
    throw new DataException(
        "%s: %s mixes in what came before; it belongs directly into the pipeline of a dataset"
            .formatted(sample.record(), getClass().getSimpleName()));
  }
}
