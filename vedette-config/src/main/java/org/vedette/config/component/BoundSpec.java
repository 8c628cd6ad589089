package org.vedette.config.component;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;
import org.vedette.base.TensorException;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;

/** The binder's {@link Spec}. */
final class BoundSpec<T> implements Spec<T> {
  private final Binder binder;
  private final Class<T> kind;
  private final Class<? extends T> componentClass;
  private final String type;
  private final Record config;
  private final DictNode node;
  private final Place place;

  BoundSpec(
      Binder binder,
      Class<T> kind,
      Class<?> componentClass,
      String type,
      Record config,
      DictNode node,
      Place place) {
    this.binder = binder;
    this.kind = kind;
    this.componentClass = componentClass.asSubclass(kind);
    this.type = type;
    this.config = config;
    this.node = node;
    this.place = place;
  }

  @Override
  public T build() {
    Constructor<?> constructor = ComponentClass.of(componentClass).constructor();
    try {
      return kind.cast(
          config == null ? constructor.newInstance() : constructor.newInstance(config));
    } catch (InvocationTargetException e) {
      throw located(e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(componentClass.getName(), e);
    }
  }

  /** What a constructor threw, with the component's place: in the message or beside the trace. */
  private RuntimeException located(Throwable cause) {
    if (cause instanceof IllegalArgumentException || cause instanceof TensorException) {
      ConfigException located =
          new ConfigException(
              Problem.of(location(), place.path(), String.valueOf(cause.getMessage())));
      located.initCause(cause);
      return located;
    }
    if (!(cause instanceof ConfigException)) {
      cause.addSuppressed(new BuildNote(this));
    }
    return Failures.unchecked(cause);
  }

  /** Rides on an exception as suppressed, to say which component was being built. */
  private static final class BuildNote extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BuildNote(BoundSpec<?> spec) {
      super(
          "while building " + spec.place.path() + " (" + spec.type + ", " + spec.location() + ")",
          null,
          false,
          false);
    }
  }

  @Override
  public Spec<T> with(String key, ConfigNode value) {
    DictNode changed = SpecBinder.copy(node);
    changed.put(key, value == null ? ScalarNode.of(null) : value);
    return binder.spec(kind, changed, place);
  }

  @Override
  public boolean accepts(String key) {
    RecordSchema schema = ComponentClass.of(componentClass).config();
    return schema != null && (schema.takesOthers() || schema.names().contains(key));
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public Class<? extends T> componentClass() {
    return componentClass;
  }

  @Override
  public Record config() {
    return config;
  }

  @Override
  public DictNode node() {
    return node;
  }

  @Override
  public Location location() {
    return node.location();
  }

  @Override
  public String toString() {
    return type + " at " + (place.path().isEmpty() ? location().toString() : place.path());
  }
}
