package org.vedette.core;

import java.util.List;
import org.vedette.tensor.Layer;

/** A head that is built for a number of classes, which must be the data set's. */
public interface HasNumClasses {
  /** The number of classes, background not counted. */
  int numClasses();

  /**
   * The heads of a model whose classes are those of the data: all but one that proposes regions for
   * another, which only tells objects from background.
   */
  static List<HasNumClasses> of(Layer model) {
    return model.find(HasNumClasses.class).stream()
        .filter(head -> !(head instanceof Layer layer && layer.path().endsWith("rpn_head")))
        .toList();
  }
}
