package org.vedette.base.pickle;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/** Python's list, or a class that behaves as one, such as {@code collections.deque}. */
public final class PyList extends AbstractList<Object> implements PyNode, RandomAccess {
  private static final PyGlobal LIST = new PyGlobal("builtins", "list");

  private final PyGlobal type;
  private final List<Object> items = new ArrayList<>(0);
  private Long maxLength;

  /** An empty list. */
  public PyList() {
    this(LIST);
  }

  /** An empty list of a class of its own. */
  public PyList(PyGlobal type) {
    this.type = type;
  }

  /** A list of these values. */
  public static PyList of(Object... values) {
    PyList list = new PyList();
    list.items.addAll(Arrays.asList(values));
    return list;
  }

  /** The class. */
  public PyGlobal type() {
    return type;
  }

  /** Whether this is Python's own list. */
  public boolean isPlain() {
    return type.equals(LIST);
  }

  /** The bound of a {@code deque}: null when it has none. */
  public Long maxLength() {
    return maxLength;
  }

  /** Sets the bound of a {@code deque}; the list itself does not enforce it. */
  public void setMaxLength(Long bound) {
    this.maxLength = bound;
  }

  @Override
  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public Object set(int index, Object value) {
    return items.set(index, value);
  }

  @Override
  public void add(int index, Object value) {
    items.add(index, value);
  }

  @Override
  public Object remove(int index) {
    return items.remove(index);
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public Collection<?> children() {
    return items;
  }
}
