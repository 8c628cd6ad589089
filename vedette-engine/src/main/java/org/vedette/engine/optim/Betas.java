package org.vedette.engine.optim;

import org.vedette.base.pickle.PyTuple;
import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;

/**
 * How slowly the averages of the gradient and of its square change.
 *
 * @param first for the gradient, from 0 to below 1
 * @param second for its square, from 0 to below 1
 */
public record Betas(double first, double second) {
  /** Checks the range. */
  public Betas {
    if (!(first >= 0 && first < 1 && second >= 0 && second < 1)) {
      throw new IllegalArgumentException("two numbers from 0 to below 1");
    }
  }

  /** Reads two numbers. */
  @FromConfig
  public static Betas of(ConfigNode node) {
    if (node instanceof ListNode list
        && list.items().size() == 2
        && list.items().get(0) instanceof ScalarNode first
        && list.items().get(1) instanceof ScalarNode second
        && first.value() instanceof Number one
        && second.value() instanceof Number two) {
      return new Betas(one.doubleValue(), two.doubleValue());
    }
    throw new IllegalArgumentException("two numbers from 0 to below 1");
  }

  /** As a parameter group holds them. */
  PyTuple tuple() {
    return PyTuple.of(first, second);
  }
}
