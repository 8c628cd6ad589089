package org.vedette.base.pickle;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Python's set or frozenset, in the order of the file. */
public final class PySet extends AbstractSet<Object> implements PyNode {
  private final boolean frozen;
  private final Set<Object> items = new LinkedHashSet<>();

  /** An empty set. */
  public PySet(boolean frozen) {
    this.frozen = frozen;
  }

  /** Whether this is a frozenset. */
  public boolean isFrozen() {
    return frozen;
  }

  @Override
  public boolean add(Object value) {
    return items.add(Keys.require(value));
  }

  @Override
  public boolean contains(Object value) {
    return items.contains(value);
  }

  @Override
  public Iterator<Object> iterator() {
    return items.iterator();
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
