package org.vedette.config.component;

import java.util.LinkedHashSet;
import java.util.Set;

/** Reads {@link ComponentKind} off classes. */
final class Kinds {
  private Kinds() {}

  /**
   * The kind's name of an interface such as Neck, or of one that extends a kind.
   *
   * @throws IllegalStateException when the type has no kind, or more than one: a fault of the code
   */
  static String nameOf(Class<?> type) {
    Set<Class<?>> found = all(type);
    if (found.size() != 1) {
      throw new IllegalStateException(
          type.getName()
              + (found.isEmpty()
                  ? " has no @ComponentKind"
                  : " has more than one @ComponentKind: " + found));
    }
    return found.iterator().next().getAnnotation(ComponentKind.class).value();
  }

  /** Every class and interface above {@code type}, itself included, that declares a kind. */
  static Set<Class<?>> all(Class<?> type) {
    Set<Class<?>> found = new LinkedHashSet<>();
    collect(type, found);
    return found;
  }

  private static void collect(Class<?> type, Set<Class<?>> found) {
    if (type == null) {
      return;
    }
    if (type.isAnnotationPresent(ComponentKind.class)) {
      found.add(type);
    }
    collect(type.getSuperclass(), found);
    for (Class<?> parent : type.getInterfaces()) {
      collect(parent, found);
    }
  }
}
