package org.vedette.data;

import org.vedette.base.RandomSource;
import org.vedette.config.component.ComponentKind;

/** A list of images with annotations and the pipeline that loads them. Safe for many threads. */
@ComponentKind("dataset")
public interface Dataset {
  /** How many images there are. */
  int size();

  /** What the labels mean. */
  MetaInfo metaInfo();

  /** What is known of an image before its pipeline. */
  ImageRecord record(int index);

  /**
   * An image after its pipeline; the caller closes it.
   *
   * @param random the sample's own numbers
   * @throws org.vedette.base.DataException naming the image when it cannot be loaded
   */
  Sample sample(int index, RandomSource random);
}
