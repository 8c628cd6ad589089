package org.vedette.core.task;

import org.vedette.base.RandomSource;
import org.vedette.core.StepContext;

/**
 * What a choice of boxes may depend on besides the boxes.
 *
 * @param random numbers that belong to this image in this step
 * @param hardness how badly the model does on boxes; null where there is no head that could tell
 */
public record SamplingContext(RandomSource random, Hardness hardness) {
  /** Tells how badly a head does on boxes of one image. */
  @FunctionalInterface
  public interface Hardness {
    /**
     * The loss of each box.
     *
     * @param boxes (n*4)
     * @param labels (n): the class that each should get; -1 for background
     * @return (n)
     */
    float[] of(float[] boxes, long[] labels);
  }

  /**
   * The context of one image of a step, without a measure of hardness.
   *
   * @param user the name by which the one who samples is told from others, such as its layer's path
   * @param image position in the batch
   */
  public static SamplingContext of(StepContext step, String user, int image) {
    return new SamplingContext(step.random(user).child(image), null);
  }

  /** The same with a measure of hardness. */
  public SamplingContext with(Hardness measure) {
    return new SamplingContext(random, measure);
  }
}
