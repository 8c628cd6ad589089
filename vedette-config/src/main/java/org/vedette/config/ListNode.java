package org.vedette.config;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.Location;

/** A list or a tuple: the config language keeps them apart. */
public final class ListNode implements ConfigNode {
  private final List<ConfigNode> items;
  private final boolean tuple;
  private final Location location;

  /** A list, or a tuple, that holds {@code items}. */
  public ListNode(List<ConfigNode> items, boolean tuple, Location location) {
    this.items = new ArrayList<>(items);
    this.tuple = tuple;
    this.location = location;
  }

  /** The items; changes to the list are seen by all who share this node. */
  public List<ConfigNode> items() {
    return items;
  }

  /** Whether this is a tuple. */
  public boolean isTuple() {
    return tuple;
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public ListNode copy() {
    return (ListNode) Copier.detached(this);
  }
}
