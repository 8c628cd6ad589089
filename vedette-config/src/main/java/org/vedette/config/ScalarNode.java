package org.vedette.config;

import org.vedette.base.Location;

/**
 * A scalar.
 *
 * @param value a String, Boolean, Long, java.math.BigInteger (whole numbers beyond 64 bits),
 *     Double, or null for None
 * @param location where it was written
 */
public record ScalarNode(Object value, Location location) implements ConfigNode {
  /** Widens what code hands in to the types of the config language. */
  public ScalarNode {
    if (value instanceof Integer i) {
      value = (long) i;
    } else if (value instanceof Float f) {
      value = (double) f;
    }
  }

  /** A scalar made by code. */
  public static ScalarNode of(Object value) {
    return new ScalarNode(value, Location.UNKNOWN);
  }

  @Override
  public ScalarNode copy() {
    return this;
  }
}
