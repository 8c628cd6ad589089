package org.vedette.config.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A key that holds one value or a list of them, such as {@code in_channels=256} beside {@code
 * in_channels=[256, 512]}.
 *
 * @param values the value, or the values in order
 * @param many whether the config wrote a list or tuple
 * @param <T> the type of one value; itself no list
 */
public record OneOrMany<T>(List<T> values, boolean many) {
  /** Keeps a list of its own. */
  public OneOrMany {
    // Not List.copyOf: None may stand among the values.
    values = Collections.unmodifiableList(new ArrayList<>(values));
    if (!many && values.size() != 1) {
      throw new IllegalArgumentException("one value expected, got " + values.size());
    }
  }

  /** A single value, as code hands it in. */
  public static <T> OneOrMany<T> of(T value) {
    return new OneOrMany<>(List.of(value), false);
  }

  /** The values for {@code count} uses: a single one is repeated. */
  public List<T> repeated(int count) {
    if (!many) {
      return Collections.nCopies(count, values.get(0));
    }
    if (values.size() != count) {
      throw new IllegalArgumentException(
          "expected one value or a list of " + count + ", got a list of " + values.size());
    }
    return values;
  }
}
