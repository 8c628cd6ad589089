package org.vedette.config.component;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.stream.Stream;
import org.vedette.config.ConfigNode;

/** The static method of a type that carries {@link FromConfig}. */
final class Factory {
  private static final ClassValue<Optional<Factory>> ALL =
      new ClassValue<>() {
        @Override
        protected Optional<Factory> computeValue(Class<?> type) {
          return Stream.of(type.getDeclaredMethods())
              .filter(method -> method.isAnnotationPresent(FromConfig.class))
              .findFirst()
              .map(method -> new Factory(type, method));
        }
      };

  private final Method method;

  private Factory(Class<?> type, Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    boolean fits =
        Modifier.isStatic(method.getModifiers())
            && type.isAssignableFrom(method.getReturnType())
            && (parameters.length == 1 || parameters.length == 2)
            && parameters[0] == ConfigNode.class
            && (parameters.length == 1 || parameters[1] == BindContext.class);
    if (!fits) {
      throw new IllegalStateException(
          "@FromConfig needs a static method of (ConfigNode) or (ConfigNode, BindContext): "
              + method);
    }
    method.setAccessible(true);
    this.method = method;
  }

  /** The type's factory, or null when it has none. */
  static Factory of(Class<?> type) {
    return ALL.get(type).orElse(null);
  }

  /** Reads a value that is not None. */
  Object read(ConfigNode node, BindContext context) throws InvocationTargetException {
    try {
      return method.getParameterCount() == 1
          ? method.invoke(null, node)
          : method.invoke(null, node, context);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method.toString(), e);
    }
  }
}
