package org.vedette.data.transform;

import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Changes nothing: what the lists of upstream's {@code WrapFieldsToLists} told an evaluation, that
 * an image has one version, is so of every sample. Older configs name it.
 */
@Component("WrapFieldsToLists")
public final class WrapFieldsToLists implements Transform {
  @Override
  public Sample apply(Sample sample, RandomSource random) {
    return sample;
  }
}
