package org.vedette.data;

import org.vedette.base.RandomSource;
import org.vedette.config.component.ComponentKind;

/**
 * A step of a data pipeline. Implementations hold settings only and are safe for many threads.
 *
 * <p>A step takes over the sample it is given and hands one back, mostly the same.
 */
@ComponentKind("transform")
public interface Transform {
  /**
   * Changes a sample.
   *
   * @param random the sample's own numbers; the same numbers give the same result
   * @return the sample, or null when it is of no use (a crop without objects): the dataset then
   *     closes it and draws another
   */
  Sample apply(Sample sample, RandomSource random);

  /**
   * Whether this step reads the outlines of a record's objects. A dataset does not keep them when
   * no step of its pipeline does, which saves most of the time and memory of a big annotation file.
   */
  default boolean readsSegmentations() {
    return false;
  }
}
