package org.vedette.base.pickle;

/**
 * A Python class or function, by name only.
 *
 * @param module the module such as {@code collections}
 * @param name the qualified name in it such as {@code OrderedDict}
 */
public record PyGlobal(String module, String name) {
  /** The last part of the name: what Python's {@code __name__} gives. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public String toString() {
    return module + "." + name;
  }
}
