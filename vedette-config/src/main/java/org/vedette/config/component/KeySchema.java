package org.vedette.config.component;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.regex.Pattern;
import org.vedette.base.Location;
import org.vedette.config.ConfigNode;
import org.vedette.config.Literals;

/**
 * One component of a record: a key, with {@link Flat} the keys of another record, or with {@link
 * Others} all that are left.
 */
final class KeySchema {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])[A-Z]");

  private final String name;
  private final Type type;
  private final String defaultText;
  private final RecordSchema flat;
  private final boolean others;
  private volatile ConfigNode defaultNode;

  KeySchema(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    Default byDefault = component.getAnnotation(Default.class);
    name = key == null ? snakeCase(component.getName()) : key.value();
    type = component.getGenericType();
    defaultText = byDefault == null ? null : byDefault.value();
    others = component.isAnnotationPresent(Others.class);
    flat = component.isAnnotationPresent(Flat.class) ? RecordSchema.of(component.getType()) : null;
  }

  /** {@code annFile} as {@code ann_file}; a name in snake case, or a lone {@code T}, stays. */
  private static String snakeCase(String name) {
    return HUMP.matcher(name).replaceAll(hump -> "_" + hump.group().toLowerCase(Locale.ROOT));
  }

  /** The key as configs write it; of a flat component, its Java name. */
  String name() {
    return name;
  }

  /** The Java type with its arguments. */
  Type type() {
    return type;
  }

  /** The record whose keys stand in the owner's dict, or null for an ordinary key. */
  RecordSchema flat() {
    return flat;
  }

  /** Whether this takes all keys that are no other component's. */
  boolean others() {
    return others;
  }

  /** Whether a config must name the key. */
  boolean required() {
    return defaultText == null && flat == null && !others;
  }

  /** The default's literal, or null for a required key. */
  String defaultText() {
    return defaultText;
  }

  /** The default as if the config had written it at {@code location}. */
  ConfigNode defaultNode(Location location) {
    if (defaultNode == null) {
      defaultNode = Literals.parse(defaultText);
    }
    return Nodes.at(location, defaultNode);
  }
}
