package org.vedette.base.pickle;

import java.math.BigInteger;

/** What may be a key of a dict or a member of a set. */
final class Keys {
  private Keys() {}

  /** The value itself, when it can be a key. */
  static Object require(Object value) {
    if (isScalar(value) || (value instanceof PyTuple tuple && tuple.isKey())) {
      return value;
    }
    throw new PickleException(
        "a dict key or set member must be a number, text, bytes, None or a small tuple of those,"
            + " got "
            + PickleReader.describe(value));
  }

  static boolean isScalar(Object value) {
    return value == null
        || value instanceof String
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof BigInteger
        || value instanceof PyGlobal
        || (value instanceof PyBytes bytes && bytes.size() <= PyBytes.MAX_KEY_SIZE);
  }
}
