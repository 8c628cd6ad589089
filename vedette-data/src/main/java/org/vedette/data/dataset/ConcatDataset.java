package org.vedette.data.dataset;

import java.util.Arrays;
import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Visit;

/**
 * Several datasets, one after the other. Upstream: MMEngine's {@code ConcatDataset}, whose check
 * that all datasets mean the same by their labels is kept: mmdet 3.3 goes on without it.
 */
@Component("ConcatDataset")
public final class ConcatDataset implements Dataset {
  private final List<Dataset> datasets;
  private volatile int[] starts;

  /**
   * Settings.
   *
   * @param datasets the datasets
   * @param lazy_init whether annotations are read only when they are needed
   * @param ignore_keys what may differ between the datasets: 'classes', 'palette'; other keys of
   *     metainfo are never compared
   */
  public record Config(
      List<Spec<Dataset>> datasets,
      @Default("False") boolean lazy_init,
      @Default("None") OneOrMany<String> ignore_keys) {
    /** Checks that there are any. */
    public Config {
      if (datasets.isEmpty()) {
        throw new IllegalArgumentException("'datasets' needs at least one dataset");
      }
    }
  }

  /**
   * A dataset with these settings.
   *
   * @throws DataException when the datasets have different classes
   */
  public ConcatDataset(Config config) {
    datasets = config.datasets().stream().map(Spec::build).toList();
    List<String> ignored = config.ignore_keys() == null ? List.of() : config.ignore_keys().values();
    for (int i = 1; i < datasets.size(); i++) {
      compare(i, ignored);
    }
    if (!config.lazy_init()) {
      starts();
    }
  }

  private void compare(int number, List<String> ignored) {
    MetaInfo first = datasets.get(0).metaInfo();
    MetaInfo other = datasets.get(number).metaInfo();
    if (!ignored.contains("classes") && !first.classes().equals(other.classes())) {
      throw differ("classes", number, String.join(", ", other.classes()));
    }
    int[][] colours = first.palette().toArray(int[][]::new);
    if (!ignored.contains("palette")
        && !Arrays.deepEquals(colours, other.palette().toArray(int[][]::new))) {
      throw differ("palette", number, other.palette().size() + " colours");
    }
  }

  private static DataException differ(String key, int number, String found) {
    return new DataException(
        "ConcatDataset: datasets[%d] has another %s than datasets[0] (%s); give all the same metainfo, or pass ignore_keys=['%s']"
            .formatted(number, key, found, key));
  }

  private int[] starts() {
    int[] known = starts;
    if (known == null) {
      known = new int[datasets.size() + 1];
      for (int i = 0; i < datasets.size(); i++) {
        known[i + 1] = Math.addExact(known[i], datasets.get(i).size());
      }
      starts = known;
    }
    return known;
  }

  /** The datasets in order. */
  public List<Dataset> datasets() {
    return datasets;
  }

  /** The index of a dataset's first image. */
  public int start(int source) {
    return starts()[source];
  }

  /** The number of the dataset that an image is of. */
  public int source(int index) {
    int[] known = starts();
    if (index < 0 || index >= known[datasets.size()]) {
      throw new IndexOutOfBoundsException(index + " of " + known[datasets.size()]);
    }
    int source = 0;
    while (known[source + 1] <= index) {
      source++;
    }
    return source;
  }

  @Override
  public int size() {
    return starts()[datasets.size()];
  }

  /** That of the first dataset. */
  @Override
  public MetaInfo metaInfo() {
    return datasets.get(0).metaInfo();
  }

  @Override
  public ImageRecord record(int index) {
    int source = source(index);
    return datasets.get(source).record(index - start(source));
  }

  @Override
  public Sample sample(int index, RandomSource random) {
    int source = source(index);
    return datasets.get(source).sample(index - start(source), random);
  }

  @Override
  public Sample sample(Visit visit) {
    int source = source(visit.index());
    int start = start(source);
    int end = start(source + 1);
    return datasets.get(source).sample(visit.map(i -> i >= start && i < end ? i - start : -1));
  }

  @Override
  public void replacePipeline(Pipeline pipeline) {
    datasets.forEach(dataset -> dataset.replacePipeline(pipeline));
  }

  @Override
  public void skipTypes(List<String> types) {
    datasets.forEach(dataset -> dataset.skipTypes(types));
  }
}
