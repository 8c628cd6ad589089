package org.vedette.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vedette.base.Location;

/**
 * A dict in insertion order. Keys are String in nearly every config; Long, Double, Boolean and null
 * (None) occur.
 */
public final class DictNode implements ConfigNode {
  private final Map<Object, ConfigNode> entries = new LinkedHashMap<>();
  private final Map<Object, List<ConfigNode>> shadowed = new LinkedHashMap<>();
  private final Location location;

  /** An empty dict. */
  public DictNode(Location location) {
    this.location = location;
  }

  /** The value of a key, or null when the key is absent. */
  public ConfigNode get(Object key) {
    return entries.get(key);
  }

  /** The dict under a key, or null when the key is absent or holds something else. */
  public DictNode dict(String key) {
    return entries.get(key) instanceof DictNode dict ? dict : null;
  }

  /** The text under a key, or null when the key is absent or holds something else. */
  public String string(String key) {
    return entries.get(key) instanceof ScalarNode scalar && scalar.value() instanceof String text
        ? text
        : null;
  }

  /** Whether the key is there, with None counting as there. */
  public boolean has(Object key) {
    return entries.containsKey(key);
  }

  /** Sets a key; what it held before is remembered for {@link #shadowed}. */
  public void put(Object key, ConfigNode value) {
    ConfigNode before = entries.put(key, value);
    if (before != null && before != value) {
      shadowed.computeIfAbsent(key, unused -> new ArrayList<>()).add(before);
    }
  }

  /** Sets a key like {@link #put}, with what the new value itself had shadowed in between. */
  void putAfter(Object key, List<ConfigNode> between, ConfigNode value) {
    put(key, value);
    if (!between.isEmpty()) {
      shadowed.computeIfAbsent(key, unused -> new ArrayList<>()).addAll(between);
    }
  }

  /** Removes a key and gives what it held, or null. */
  public ConfigNode remove(Object key) {
    return entries.remove(key);
  }

  /** The keys in order. */
  public Set<Object> keys() {
    return entries.keySet();
  }

  /** The entries in order; a live view. */
  public Map<Object, ConfigNode> entries() {
    return entries;
  }

  /** What a key held before, oldest first. */
  public List<ConfigNode> shadowed(Object key) {
    return shadowed.getOrDefault(key, List.of());
  }

  @Override
  public Location location() {
    return location;
  }

  /** A dict with the same values and the same memory of what they shadow. */
  DictNode shallowCopy() {
    DictNode copy = new DictNode(location);
    copy.entries.putAll(entries);
    shadowed.forEach((key, values) -> copy.shadowed.put(key, new ArrayList<>(values)));
    return copy;
  }

  @Override
  public DictNode copy() {
    return (DictNode) Copier.detached(this);
  }
}
