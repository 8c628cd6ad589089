package org.vedette.config.component;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.Literals;

/**
 * Turns config values into typed objects: a dict with {@code type} into a {@link Spec}, a plain
 * dict into a record, lists, numbers and texts into theirs. The whole tree is bound and checked
 * before anything is built, and all its problems are reported in one {@link ConfigException}.
 *
 * <p>What a record component's Java type means:
 *
 * <ul>
 *   <li>{@code int}, {@code long}: a whole number; {@code double}, {@code float}: any number;
 *       {@code boolean}: True or False; {@code String}: a text;
 *   <li>an enum: its constant's name in lower case; any type with a {@link FromConfig} factory:
 *       what that reads;
 *   <li>a record: a dict of its keys; {@link Spec}: a dict with {@code type};
 *   <li>{@code List<X>}, {@code int[]}, {@code long[]}, {@code float[]}, {@code double[]}: a list
 *       or tuple; {@code Map<String, X>}: a dict; {@link OneOrMany}: a value or a list;
 *   <li>{@code ConfigNode}, {@code DictNode}, {@code ListNode}: the value as it stands.
 * </ul>
 *
 * <p>None is null, and refused where the type is primitive. Thread-safe.
 */
public final class Binder {
  private final Registry registry;

  /** A binder that finds components in a registry. */
  public Binder(Registry registry) {
    this.registry = registry;
  }

  /** The components that this binder knows. */
  public Registry registry() {
    return registry;
  }

  /**
   * Binds a dict with {@code type} to a component of a kind.
   *
   * @param kind the kind's interface, such as Neck
   * @param node the dict
   * @param path the dict's key path for messages, such as {@code model.neck}
   * @throws ConfigException with all problems of the tree
   */
  public <T> Spec<T> spec(Class<T> kind, ConfigNode node, String path) {
    return spec(kind, node, Place.of(path));
  }

  /**
   * Binds a value to a type, as a record component of that type would be.
   *
   * @throws ConfigException with all problems of the tree
   */
  public <T> T bind(Class<T> type, ConfigNode node, String path) {
    return bind(type, node, Place.of(path));
  }

  /**
   * Binds a component from a literal of the config language, for code that builds components
   * without a config file: {@code spec(Neck.class, "dict(type='FPN', ...)")}.
   */
  public <T> Spec<T> spec(Class<T> kind, String literal) {
    return spec(kind, Literals.parse(literal), "");
  }

  /**
   * Binds a value from a literal of the config language: {@code bind(Fpn.Config.class,
   * "dict(num_outs=5, ...)")}.
   */
  public <T> T bind(Class<T> type, String literal) {
    return bind(type, Literals.parse(literal), "");
  }

  /**
   * Binds each default of a component by itself, as no config needs to: for the tests of components
   * and plugins. A default that cannot be bound is a problem, with the class as its place.
   */
  public List<Problem> checkDefaults(RegisteredType type) {
    List<Problem> problems = new ArrayList<>();
    RecordSchema schema = ComponentClass.of(registry.load(type)).config();
    if (schema != null) {
      checkDefaults(schema, new Location(type.className(), 0, 0), problems);
    }
    return problems;
  }

  private void checkDefaults(RecordSchema schema, Location location, List<Problem> problems) {
    for (KeySchema key : schema.keys()) {
      if (key.flat() != null) {
        checkDefaults(key.flat(), location, problems);
      } else if (!key.required() && !key.others()) {
        Object unused =
            new ValueBinder(this, problems)
                .bind(key.type(), key.defaultNode(location), Place.of(key.name()));
      }
    }
  }

  @SuppressWarnings("unchecked") // A spec of a kind is what the binder gives for that kind.
  <T> Spec<T> spec(Class<T> kind, ConfigNode node, Place place) {
    return (Spec<T>) checked(problems -> new SpecBinder(this, problems).bind(kind, node, place));
  }

  @SuppressWarnings("unchecked") // Not Class.cast: a primitive's class does not cast its box.
  <T> T bind(Class<T> type, ConfigNode node, Place place) {
    return (T) checked(problems -> new ValueBinder(this, problems).bind((Type) type, node, place));
  }

  private interface Work {
    Object run(List<Problem> problems);
  }

  private static Object checked(Work work) {
    List<Problem> problems = new ArrayList<>();
    Object value = work.run(problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return value;
  }
}
