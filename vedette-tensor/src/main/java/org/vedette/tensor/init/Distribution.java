package org.vedette.tensor.init;

import org.vedette.tensor.Init;
import org.vedette.tensor.Param;

/** The shape of a distribution around zero. */
public enum Distribution {
  /** A bell. */
  NORMAL,
  /** A block. */
  UNIFORM;

  /** Fills a weight with numbers of a deviation. */
  void fill(Param weight, double std) {
    if (this == NORMAL) {
      Init.normal(weight, 0, std);
    } else {
      double bound = Math.sqrt(3) * std;
      Init.uniform(weight, -bound, bound);
    }
  }
}
