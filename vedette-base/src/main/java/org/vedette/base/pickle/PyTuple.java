package org.vedette.base.pickle;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/** Python's tuple: a list that cannot change. */
public final class PyTuple extends AbstractList<Object> implements PyNode, RandomAccess {
  /** The empty tuple. */
  public static final PyTuple EMPTY = new PyTuple(new Object[0]);

  /** A key of more elements than this serves nobody and can be made to compare very slowly. */
  private static final long MAX_KEY_WEIGHT = 256;

  private final Object[] items;
  private final long weight;
  private final int hash;

  private PyTuple(Object[] items) {
    this.items = items;
    long total = 1;
    for (Object item : items) {
      total = Math.min(total + weight(item), Integer.MAX_VALUE);
    }
    this.weight = total;
    this.hash = isKey() ? Arrays.hashCode(items) : 0;
  }

  /** A tuple of these values. */
  public static PyTuple of(Object... items) {
    return items.length == 0 ? EMPTY : new PyTuple(items.clone());
  }

  /** A tuple of the values of a list. */
  public static PyTuple copyOf(List<?> items) {
    return items.isEmpty() ? EMPTY : new PyTuple(items.toArray());
  }

  /** Whether the tuple can be a key: small, and of nothing that can change. */
  boolean isKey() {
    return weight <= MAX_KEY_WEIGHT;
  }

  private static long weight(Object item) {
    if (item instanceof PyTuple tuple) {
      return tuple.weight;
    }
    return Keys.isScalar(item) ? 1 : Integer.MAX_VALUE;
  }

  @Override
  public Object get(int index) {
    return items[index];
  }

  @Override
  public int size() {
    return items.length;
  }

  @Override
  public Collection<?> children() {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof PyTuple tuple
            && hash == tuple.hash
            && Arrays.equals(items, tuple.items));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
