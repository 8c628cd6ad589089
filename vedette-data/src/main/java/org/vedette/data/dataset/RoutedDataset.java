package org.vedette.data.dataset;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Visit;

/** A wrapper that shows the images of another dataset more or less often. */
abstract class RoutedDataset implements Dataset {
  private final Dataset dataset;

  RoutedDataset(Dataset dataset) {
    this.dataset = dataset;
  }

  /** What is wrapped. */
  Dataset dataset() {
    return dataset;
  }

  /** The index in the wrapped dataset. */
  abstract int inner(int index);

  @Override
  public MetaInfo metaInfo() {
    return dataset.metaInfo();
  }

  @Override
  public ImageRecord record(int index) {
    return dataset.record(inner(index));
  }

  @Override
  public Sample sample(int index, RandomSource random) {
    return dataset.sample(inner(index), random);
  }

  @Override
  public Sample sample(Visit visit) {
    return dataset.sample(visit.map(this::inner));
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
