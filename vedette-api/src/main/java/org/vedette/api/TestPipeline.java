package org.vedette.api;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.data.Pipeline;
import org.vedette.data.Transform;
import org.vedette.data.transform.LoadAnnotations;
import org.vedette.data.transform.LoadImageFromFile;

/**
 * The steps that an image goes through before the model when nothing is known of it but its pixels.
 */
final class TestPipeline {
  private static final String PATH = "test_dataloader.dataset.pipeline";

  private final List<Spec<Transform>> steps;

  private TestPipeline(List<Spec<Transform>> steps) {
    this.steps = steps;
  }

  /** Reads {@code test_dataloader.dataset.pipeline} of a config, through any dataset wrappers. */
  static TestPipeline of(Binder binder, DictNode config) {
    DictNode dataset = dataset(config);
    ListNode list =
        dataset == null || !(dataset.get("pipeline") instanceof ListNode found) ? null : found;
    if (list == null) {
      throw new ConfigException(
          Problem.of(
              config.location(),
              PATH,
              "the config says not how images are prepared for the model"));
    }
    List<Spec<Transform>> steps = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      ConfigNode item = list.items().get(i);
      try {
        Spec<Transform> step = binder.spec(Transform.class, item, PATH + "[" + i + "]");
        if (!LoadAnnotations.class.isAssignableFrom(step.componentClass())) {
          steps.add(step);
        }
      } catch (ConfigException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new TestPipeline(steps);
  }

  /** The innermost dataset of the test loader; null when there is none. */
  static DictNode dataset(DictNode config) {
    DictNode loader = config.dict("test_dataloader");
    DictNode dataset = loader == null ? null : loader.dict("dataset");
    while (dataset != null && dataset.dict("dataset") != null) {
      dataset = dataset.dict("dataset");
    }
    return dataset;
  }

  /** The steps for an image file. */
  Pipeline forFiles() {
    return Pipeline.build(steps);
  }

  /** The steps for an image that is in memory already. */
  Pipeline forImages() {
    return Pipeline.build(
        steps.stream()
            .filter(step -> !LoadImageFromFile.class.isAssignableFrom(step.componentClass()))
            .toList());
  }
}
