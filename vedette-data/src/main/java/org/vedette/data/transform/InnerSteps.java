package org.vedette.data.transform;

import java.util.List;
import org.vedette.config.component.Spec;
import org.vedette.data.CachedTransform;
import org.vedette.data.MixTransform;
import org.vedette.data.Transform;

/** The steps that another step runs. */
public final class InnerSteps {
  private InnerSteps() {}

  /**
   * Refuses steps that mix in other images: which ones these are is known of a dataset's own steps
   * only.
   *
   * @throws IllegalArgumentException that names the step
   */
  public static void check(List<Spec<Transform>> steps) {
    for (Spec<Transform> step : steps) {
      Class<? extends Transform> type = step.componentClass();
      if (CachedTransform.class.isAssignableFrom(type)
          || MixTransform.class.isAssignableFrom(type)) {
        throw new IllegalArgumentException(
            step.type()
                + " mixes in other images and must stand in the dataset's pipeline itself, not"
                + " within another step");
      }
    }
  }

  /** Whether one of the steps reads the outlines of objects. */
  static boolean readSegmentations(List<Transform> steps) {
    return steps.stream().anyMatch(Transform::readsSegmentations);
  }
}
