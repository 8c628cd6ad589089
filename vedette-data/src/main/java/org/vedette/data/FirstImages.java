package org.vedette.data;

import java.util.List;
import org.vedette.base.RandomSource;

/**
 * The first images of a dataset.
 *
 * @param dataset all images
 * @param size how many of them
 */
record FirstImages(Dataset dataset, int size) implements Dataset {
  @Override
  public MetaInfo metaInfo() {
    return dataset.metaInfo();
  }

  @Override
  public ImageRecord record(int index) {
    return dataset.record(index);
  }

  @Override
  public Sample sample(int index, RandomSource random) {
    return dataset.sample(index, random);
  }

  @Override
  public Sample sample(Visit visit) {
    return dataset.sample(visit);
  }

  @Override
  public void replacePipeline(Pipeline pipeline) {
    dataset.replacePipeline(pipeline);
  }

  @Override
  public void skipTypes(List<String> types) {
    dataset.skipTypes(types);
  }
}
