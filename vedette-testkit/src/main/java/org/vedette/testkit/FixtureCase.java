package org.vedette.testkit;

import java.util.Map;

/**
 * One case of a component fixture.
 *
 * @param name its name within the suite
 * @param op what is called
 * @param params the arguments that are no tensors: text, Double, Boolean, null, double[] where all
 *     items are numbers, else lists, and maps
 * @param inputs tensors and other arguments by name
 * @param outputs what the reference gave, by name
 * @param tie whether the outcome hangs on which of equal values PyTorch happens to choose, so that
 *     equality is not asked for
 */
public record FixtureCase(
    String name,
    String op,
    Map<String, Object> params,
    Map<String, Object> inputs,
    Map<String, Object> outputs,
    boolean tie) {
  /** A tensor that goes in. */
  public FixtureTensor input(String key) {
    return tensor(inputs, key);
  }

  /** A tensor that comes out. */
  public FixtureTensor output(String key) {
    return tensor(outputs, key);
  }

  /** A number among the parameters, or a default where it is not given. */
  public double number(String key, double otherwise) {
    return params.get(key) instanceof Double number ? number : otherwise;
  }

  /** A flag among the parameters, false where it is not given. */
  public boolean flag(String key) {
    return Boolean.TRUE.equals(params.get(key));
  }

  /** A text among the parameters, or a default where it is not given. */
  public String text(String key, String otherwise) {
    return params.get(key) instanceof String text ? text : otherwise;
  }

  private FixtureTensor tensor(Map<String, Object> from, String key) {
    if (from.get(key) instanceof FixtureTensor tensor) {
      return tensor;
    }
    throw new IllegalArgumentException(name + " has no tensor '" + key + "': " + from.keySet());
  }
}
