package org.vedette.data.dataset;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.MixTransform;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Visit;

/**
 * Runs steps that mix several images of another dataset. Upstream: mmdet's {@code
 * MultiImageMixDataset}, which repeats the single step that finds a sample of no use; here all
 * steps are tried again, with other numbers.
 */
@Component("MultiImageMixDataset")
public final class MultiImageMixDataset implements Dataset {
  private final Dataset dataset;
  private final int maxRefetch;
  private Pipeline pipeline;
  private List<String> skipped;
  private volatile Runner runner;

  /**
   * Settings.
   *
   * @param dataset whose images are mixed; its own pipeline loads them
   * @param pipeline the steps that follow
   * @param skip_type_keys the types of steps that are passed over; a hook may change them
   * @param max_refetch how often the steps are tried when they find a sample of no use
   * @param lazy_init whether annotations are read only when they are needed
   */
  public record Config(
      Spec<Dataset> dataset,
      List<Spec<Transform>> pipeline,
      @Default("None") List<String> skip_type_keys,
      @Default("15") int max_refetch,
      @Default("False") boolean lazy_init) {
    /** Checks the number. */
    public Config {
      if (max_refetch < 1) {
        throw new IllegalArgumentException("'max_refetch' must be 1 or more");
      }
    }
  }

  /** A dataset with these settings. */
  public MultiImageMixDataset(Config config) {
    dataset = config.dataset().build();
    maxRefetch = config.max_refetch();
    pipeline = Pipeline.build(config.pipeline());
    skipped = config.skip_type_keys() == null ? List.of() : config.skip_type_keys();
    arrange();
    if (!config.lazy_init()) {
      dataset.size();
    }
  }

  private void arrange() {
    List<String> names = skipped.stream().map(MultiImageMixDataset::plain).toList();
    runner =
        new Runner(
            new Pipeline(
                pipeline.steps().stream()
                    .filter(step -> Collections.disjoint(names(step), names))
                    .toList()));
  }

  /** A type without its package: configs and hooks may write it either way. */
  private static String plain(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static List<String> names(Transform step) {
    Component component = step.getClass().getAnnotation(Component.class);
    return component == null
        ? List.of(step.getClass().getSimpleName())
        : Arrays.stream(component.value()).map(MultiImageMixDataset::plain).toList();
  }

  @Override
  public int size() {
    return dataset.size();
  }

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
    return sample(Visit.alone(index, random));
  }

  @Override
  public Sample sample(Visit visit) {
    return runner.run(visit);
  }

  /** Replaces the steps after loading; those of the wrapped dataset stay. */
  @Override
  public synchronized void replacePipeline(Pipeline newPipeline) {
    pipeline = newPipeline;
    arrange();
  }

  @Override
  public synchronized void skipTypes(List<String> types) {
    skipped = List.copyOf(types);
    arrange();
  }

  /** Runs the steps that are not passed over. */
  private final class Runner extends StepRunner {
    Runner(Pipeline steps) {
      super(steps, maxRefetch);
    }

    @Override
    Sample begin(Visit visit, int attempt, RandomSource random) {
      Visit inside = visit.child(0);
      return dataset.sample(
          attempt == 0 ? inside : inside.guest(visit.index(), RandomSource.at(random.nextLong())));
    }

    @Override
    Sample apply(Transform step, Sample sample, Visit visit, RandomSource random) {
      if (!(step instanceof MixTransform mixing)) {
        return step.apply(sample, random);
      }
      List<Sample> others = mixing.choose(new Others(visit.child(0)), random);
      try {
        return mixing.mix(sample, others, random);
      } finally {
        others.forEach(Sample::close);
      }
    }

    @Override
    DataException useless(Visit visit) {
      return new DataException(
          dataset.record(visit.index())
              + ": a step of MultiImageMixDataset found the sample of no use "
              + maxRefetch
              + " times; check the pipeline's crops and filters");
    }
  }

  /** The images of the wrapped dataset, for a sample to choose from. */
  private final class Others implements MixTransform.Source {
    private final Visit host;

    Others(Visit host) {
      this.host = host;
    }

    @Override
    public int size() {
      return dataset.size();
    }

    @Override
    public Sample load(int index, RandomSource random) {
      return dataset.sample(host.guest(index, RandomSource.at(random.nextLong())));
    }
  }
}
