package org.vedette.config.component;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of a record, read by reflection once. */
final class RecordSchema {
  private static final ClassValue<RecordSchema> ALL =
      new ClassValue<>() {
        @Override
        protected RecordSchema computeValue(Class<?> type) {
          return new RecordSchema(type);
        }
      };

  private final Class<?> type;
  private final List<KeySchema> keys;
  private final Set<String> names;
  private final Constructor<?> constructor;

  private RecordSchema(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalStateException(type.getName() + " is not a record");
    }
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    this.keys = Stream.of(components).map(KeySchema::new).toList();
    this.names = new LinkedHashSet<>();
    for (KeySchema key : keys) {
      if (key.others()) {
        continue;
      }
      for (String name : key.flat() == null ? Set.of(key.name()) : key.flat().names()) {
        if (!names.add(name)) {
          throw new IllegalStateException(type.getName() + " has the key '" + name + "' twice");
        }
      }
    }
    this.constructor = canonical(type, components);
  }

  static RecordSchema of(Class<?> type) {
    return ALL.get(type);
  }

  /** The record's class. */
  Class<?> type() {
    return type;
  }

  /** One for each record component, in order. */
  List<KeySchema> keys() {
    return keys;
  }

  /** Whether a component takes whatever keys are no other's. */
  boolean takesOthers() {
    return keys.stream().anyMatch(KeySchema::others);
  }

  /** Every key that the record names, those of flat components included, in order. */
  Set<String> names() {
    return names;
  }

  /** The canonical constructor. */
  Constructor<?> constructor() {
    return constructor;
  }

  private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) {
    try {
      Constructor<?> found =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      found.setAccessible(true);
      return found;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without canonical constructor: " + type, e);
    }
  }
}
