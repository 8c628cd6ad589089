package org.vedette.data;

import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;

/**
 * A step that mixes other images of a dataset into a sample. {@code MultiImageMixDataset} lets it
 * choose them and hands them over; without it the step is an error.
 */
public interface MixTransform extends Transform {
  /** Where other images come from. */
  interface Source {
    /** How many there are to choose from. */
    int size();

    /**
     * An image as the dataset loads it; the caller closes it.
     *
     * @param random where the numbers of its own come from
     */
    Sample load(int index, RandomSource random);
  }

  /**
   * The images that are mixed into the next sample; the caller closes them.
   *
   * @param random the sample's own numbers
   */
  List<Sample> choose(Source source, RandomSource random);

  /**
   * Mixes other images into a sample. Depends on nothing but its arguments.
   *
   * @param others what {@link #choose} gave; left to the caller
   * @param random the sample's own numbers
   * @return the sample, or null when it is of no use
   */
  Sample mix(Sample sample, List<Sample> others, RandomSource random);

  @Override
  default Sample apply(Sample sample, RandomSource random) {
    throw new DataException(
        "%s: %s mixes other images in; it belongs directly into the pipeline of a MultiImageMixDataset"
            .formatted(sample.record(), getClass().getSimpleName()));
  }
}
