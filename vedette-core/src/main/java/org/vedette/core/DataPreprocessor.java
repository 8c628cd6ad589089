package org.vedette.core;

import java.util.List;
import org.vedette.base.ImageInput;
import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.Device;

/**
 * Turns the images of a batch into what the model takes: channel order, mean and deviation,
 * padding, one tensor.
 */
@ComponentKind("data_preprocessor")
public interface DataPreprocessor {
  /** A batch on {@code device}; truths are there when every image has them. */
  Batch prepare(List<ImageInput> images, Device device, boolean training, StepContext step);
}
