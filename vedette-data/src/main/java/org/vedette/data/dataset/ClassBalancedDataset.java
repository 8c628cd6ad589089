package org.vedette.data.dataset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.data.Dataset;

/**
 * Shows images of rare classes several times (Gupta et al., LVIS, 2019): a class in a share f of
 * the images counts max(1, sqrt(oversample_thr / f)), an image as much as its rarest class, rounded
 * up. Upstream: MMEngine's {@code ClassBalancedDataset}.
 */
@Component("ClassBalancedDataset")
public final class ClassBalancedDataset extends RoutedDataset {
  /** Stands for the class of images without objects. */
  private static final int NOTHING = -1;

  private final Config config;
  private volatile int[] indices;

  /**
   * Settings.
   *
   * @param dataset whose images are shown
   * @param oversample_thr the share of images below which a class is shown more often
   * @param filter_empty_gt whether images without objects are shown once; else they count as a
   *     class of their own
   * @param lazy_init whether annotations are read only when they are needed
   */
  public record Config(
      Spec<Dataset> dataset,
      double oversample_thr,
      @Default("True") boolean filter_empty_gt,
      @Default("False") boolean lazy_init) {
    /** Checks the share. */
    public Config {
      if (!(oversample_thr > 0)) {
        throw new IllegalArgumentException("'oversample_thr' must be above 0");
      }
    }
  }

  /** A dataset with these settings. */
  public ClassBalancedDataset(Config config) {
    super(config.dataset().build());
    this.config = config;
    if (!config.lazy_init()) {
      indices();
    }
  }

  private int[] indices() {
    if (indices == null) {
      synchronized (this) {
        if (indices == null) {
          indices = repeated();
        }
      }
    }
    return indices;
  }

  private int[] repeated() {
    int[][] classes =
        IntStream.range(0, dataset().size()).mapToObj(this::classes).toArray(int[][]::new);
    Map<Integer, Integer> images = new HashMap<>();
    for (int[] present : classes) {
      for (int label : present) {
        images.merge(label, 1, Integer::sum);
      }
    }
    return IntStream.range(0, classes.length)
        .flatMap(
            image ->
                IntStream.generate(() -> image)
                    .limit(times(classes[image], images, classes.length)))
        .toArray();
  }

  private int[] classes(int image) {
    int[] labels = Arrays.stream(dataset().record(image).labels()).distinct().toArray();
    return labels.length == 0 && !config.filter_empty_gt() ? new int[] {NOTHING} : labels;
  }

  private long times(int[] present, Map<Integer, Integer> images, int all) {
    double most = 1;
    for (int label : present) {
      double share = images.get(label) / (double) all;
      most = Math.max(most, Math.sqrt(config.oversample_thr() / share));
    }
    return (long) Math.ceil(most);
  }

  @Override
  public int size() {
    return indices().length;
  }

  @Override
  int inner(int index) {
    return indices()[index];
  }
}
