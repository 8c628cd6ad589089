package org.vedette.config;

import org.vedette.base.Location;

/**
 * A value of a resolved config that knows where it was written. Dicts and lists are shared and
 * mutable while a config is evaluated, as Python's are; once resolved they are read only by
 * convention.
 */
public sealed interface ConfigNode permits DictNode, ListNode, ScalarNode, TypeNode {
  /** Where the value was written. */
  Location location();

  /** A copy that shares nothing mutable with this one. */
  ConfigNode copy();

  /**
   * Whether another value is the same: whole numbers and floats, lists and tuples are kept apart;
   * places and the order of keys do not count.
   */
  default boolean sameAs(ConfigNode other) {
    return Sameness.same(this, other);
  }

  /** Whether this is Python's None. */
  default boolean isNone() {
    return this instanceof ScalarNode scalar && scalar.value() == null;
  }
}
