package org.vedette.base.pickle;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Python's dict, or a class that behaves as one ({@code OrderedDict}, {@code Counter}, {@code
 * ConfigDict}), in the order of the file.
 */
public final class PyDict extends AbstractMap<Object, Object> implements PyNode {
  private static final PyGlobal DICT = new PyGlobal("builtins", "dict");
  private static final PyGlobal ORDERED_DICT = new PyGlobal("collections", "OrderedDict");

  private final PyGlobal type;
  private final Map<Object, Object> items = new LinkedHashMap<>();
  private Map<Object, Object> attributes = Map.of();
  private PyGlobal defaultFactory;

  /** An empty dict. */
  public PyDict() {
    this(DICT);
  }

  /** An empty dict of a class of its own. */
  public PyDict(PyGlobal type) {
    this.type = type;
  }

  /** An empty {@code collections.OrderedDict}, the class of a state dict. */
  public static PyDict ordered() {
    return new PyDict(ORDERED_DICT);
  }

  /** The class. */
  public PyGlobal type() {
    return type;
  }

  /** Whether this is Python's own dict. */
  public boolean isPlain() {
    return type.equals(DICT);
  }

  /** Attributes of the object beside its items, such as a state dict's {@code _metadata}. */
  public Map<Object, Object> attributes() {
    return attributes;
  }

  /** Replaces the attributes. */
  public void setAttributes(Map<Object, Object> values) {
    this.attributes = values;
  }

  /** The factory of a {@code defaultdict}: a class by name, or null. */
  public PyGlobal defaultFactory() {
    return defaultFactory;
  }

  /** Sets the factory of a {@code defaultdict}. */
  public void setDefaultFactory(PyGlobal factory) {
    this.defaultFactory = factory;
  }

  /** The dict under a key, or null when there is none or it is something else. */
  public PyDict dict(String key) {
    return items.get(key) instanceof PyDict dict ? dict : null;
  }

  @Override
  public Object put(Object key, Object value) {
    return items.put(Keys.require(key), value);
  }

  @Override
  public Object get(Object key) {
    return items.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return items.containsKey(key);
  }

  @Override
  public Object remove(Object key) {
    return items.remove(key);
  }

  @Override
  public Set<Entry<Object, Object>> entrySet() {
    return items.entrySet();
  }

  @Override
  public Collection<?> children() {
    if (attributes.isEmpty()) {
      return items.values();
    }
    List<Object> all = new ArrayList<>(items.values());
    all.addAll(attributes.values());
    return all;
  }
}
