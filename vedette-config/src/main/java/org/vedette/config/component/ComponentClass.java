package org.vedette.config.component;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.stream.Stream;
import org.vedette.base.VedetteException;

/** How a component's class is built and what keys it has, read by reflection once. */
final class ComponentClass {
  private static final ClassValue<ComponentClass> ALL =
      new ClassValue<>() {
        @Override
        protected ComponentClass computeValue(Class<?> type) {
          try {
            return new ComponentClass(type);
          } catch (LinkageError | TypeNotPresentException e) {
            throw new VedetteException(type.getName() + " lacks a class that it needs: " + e, e);
          }
        }
      };

  private final Constructor<?> constructor;
  private final RecordSchema config;

  private ComponentClass(Class<?> type) {
    List<Constructor<?>> typed =
        Stream.of(type.getConstructors()).filter(ComponentClass::takesConfig).toList();
    if (typed.size() == 1) {
      constructor = typed.get(0);
      config = RecordSchema.of(constructor.getParameterTypes()[0]);
    } else {
      constructor = withoutParameters(type);
      config = null;
    }
    constructor.setAccessible(true);
  }

  /**
   * The description of a class.
   *
   * @throws VedetteException when the class is no component, or needs a class that is not there
   */
  static ComponentClass of(Class<?> type) {
    return ALL.get(type);
  }

  /** Takes the config record, or nothing. */
  Constructor<?> constructor() {
    return constructor;
  }

  /** The config record, or null for a component without keys. */
  RecordSchema config() {
    return config;
  }

  private static boolean takesConfig(Constructor<?> constructor) {
    Class<?>[] parameters = constructor.getParameterTypes();
    return parameters.length == 1
        && parameters[0].isRecord()
        && parameters[0].getSimpleName().equals("Config");
  }

  private static Constructor<?> withoutParameters(Class<?> type) {
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new VedetteException(
          type.getName() + " is no component: no public constructor takes a record Config", e);
    }
  }
}
