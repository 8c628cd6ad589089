package org.vedette.data.transform;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Spec;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Makes several views of an image for test-time augmentation: one for each way to choose a step
 * from every list, the choice of the last list changing fastest. The last step of a {@code
 * tta_pipeline}; {@code vedette test --tta} predicts the views and merges what is found. Upstream:
 * mmcv's {@code TestTimeAug}.
 *
 * <pre>
 * dict(type='TestTimeAug', transforms=[
 *     [dict(type='Resize', scale=s, keep_ratio=True) for s in [(640, 640), (960, 960)]],
 *     [dict(type='RandomFlip', prob=1.), dict(type='RandomFlip', prob=0.)],
 *     [dict(type='PackDetInputs')]])   # 2 x 2 x 1 views
 * </pre>
 */
@Component("TestTimeAug")
public final class TestTimeAug implements Transform {
  private final List<Pipeline> combinations;

  /**
   * Settings.
   *
   * @param transforms lists of steps: a view goes through one of each, in order
   */
  public record Config(List<List<Spec<Transform>>> transforms) {
    /** Checks the steps. */
    public Config {
      for (List<Spec<Transform>> steps : transforms) {
        InnerSteps.check(steps);
        if (steps.isEmpty()) {
          throw new IllegalArgumentException(
              "each list of 'transforms' needs a step: without one there is no view");
        }
      }
    }
  }

  /** A step with these settings. */
  public TestTimeAug(Config config) {
    List<List<Transform>> begun = List.of(List.of());
    for (List<Spec<Transform>> specs : config.transforms()) {
      begun = extend(begun, specs.stream().map(Spec::build).toList());
    }
    this.combinations = begun.stream().map(Pipeline::new).toList();
  }

  /** Each list with each of some steps behind it. */
  private static List<List<Transform>> extend(
      List<List<Transform>> begun, List<Transform> choices) {
    List<List<Transform>> longer = new ArrayList<>();
    for (List<Transform> steps : begun) {
      for (Transform choice : choices) {
        List<Transform> more = new ArrayList<>(steps);
        more.add(choice);
        longer.add(more);
      }
    }
    return longer;
  }

  /** Gives the same sample, with {@link Sample#views()} in the place of its pixels. */
  @Override
  public Sample apply(Sample sample, RandomSource random) {
    List<Sample> views = new ArrayList<>();
    boolean done = false;
    try {
      for (Pipeline steps : combinations) {
        views.add(view(sample, steps, random));
      }
      sample.replaceByViews(views);
      done = true;
      return sample;
    } finally {
      if (!done) {
        views.forEach(Sample::close);
      }
    }
  }

  private static Sample view(Sample sample, Pipeline steps, RandomSource random) {
    Sample view = steps.apply(sample.copy(), random);
    if (view == null) {
      throw new DataException(
          sample.record()
              + ": a step within TestTimeAug found the image of no use; every view is needed, so"
              + " take out steps that leave out images");
    }
    if (!view.views().isEmpty()) {
      view.close();
      throw new DataException(
          sample.record() + ": TestTimeAug stands within TestTimeAug; make all views in one");
    }
    return view;
  }

  @Override
  public boolean readsSegmentations() {
    return combinations.stream().anyMatch(steps -> InnerSteps.readSegmentations(steps.steps()));
  }
}
