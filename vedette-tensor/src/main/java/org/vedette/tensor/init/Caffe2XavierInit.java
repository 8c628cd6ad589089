package org.vedette.tensor.init;

import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;

/** What Caffe2 calls Xavier: uniform weights with a deviation of 1 / sqrt(fan_in). */
@Component("Caffe2Xavier")
public final class Caffe2XavierInit extends WeightInitializer {
  /** Settings. */
  public record Config(@Flat InitTarget target) {}

  /** An initializer with the given settings. */
  public Caffe2XavierInit(Config config) {
    super(config.target());
  }

  @Override
  void fill(Param weight) {
    requireFans("Caffe2Xavier", weight);
    Distribution.UNIFORM.fill(weight, 1 / Math.sqrt((double) Init.fanIn(weight)));
  }
}
