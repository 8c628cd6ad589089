package org.vedette.config.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.vedette.base.AtomicFiles;
import org.vedette.base.VedetteException;

/** Describes components from their records and from the docs that the processor wrote. */
public final class Explainer {
  private static final String DOCS = "META-INF/vedette/docs/";

  private final Registry registry;

  /** Describes the components of a registry. */
  public Explainer(Registry registry) {
    this.registry = registry;
  }

  /** The first sentence of a component's doc comment, without loading its class. */
  public String summary(RegisteredType type) {
    return docs(type.className()).getProperty("summary", "");
  }

  /** All that is known of a component; its class is loaded but not initialized. */
  public ComponentInfo describe(RegisteredType type) {
    RecordSchema schema = ComponentClass.of(registry.load(type)).config();
    List<String> names =
        registry.types(type.kind()).stream()
            .filter(other -> other.className().equals(type.className()))
            .map(RegisteredType::name)
            .toList();
    return new ComponentInfo(
        type.kind(),
        names,
        type.className(),
        type.origin(),
        summary(type),
        schema == null ? List.of() : keys(schema, new HashSet<>()));
  }

  /** The keys of a record; of one that holds itself, once. */
  private List<KeyInfo> keys(RecordSchema schema, Set<RecordSchema> above) {
    if (!above.add(schema)) {
      return List.of();
    }
    List<KeyInfo> keys = new ArrayList<>();
    Properties docs = docs(schema.type().getName());
    for (KeySchema key : schema.keys()) {
      if (key.flat() != null) {
        keys.addAll(keys(key.flat(), above));
      } else if (!key.name().equals(SpecBinder.TYPE)) {
        keys.add(
            new KeyInfo(
                key.others() ? "**" + key.name() : key.name(),
                TypeTexts.of(key.type()),
                javaName(key.type()),
                key.others() ? "dict()" : key.defaultText(),
                docs.getProperty("key." + key.name(), ""),
                held(key.type()).map(held -> keys(held, above)).orElse(List.of())));
      }
    }
    above.remove(schema);
    return keys;
  }

  /** The record of a key that holds plain dicts: one, a list of them, or a dict of them. */
  private static Optional<RecordSchema> held(Type type) {
    Class<?> raw = TypeTexts.erase(type);
    if (type instanceof ParameterizedType parameterized) {
      Type[] arguments = parameterized.getActualTypeArguments();
      return raw == Spec.class ? Optional.empty() : held(arguments[arguments.length - 1]);
    }
    return raw.isRecord() && Factory.of(raw) == null
        ? Optional.of(RecordSchema.of(raw))
        : Optional.empty();
  }

  private static String javaName(Type type) {
    return type.getTypeName().replaceAll("(\\b[a-z]\\w*\\.)+(?=[A-Z])", "").replace('$', '.');
  }

  private Properties docs(String className) {
    Properties docs = new Properties();
    String name = DOCS + className + ".properties";
    try (InputStream in = registry.classLoader().getResourceAsStream(name)) {
      if (in != null) {
        docs.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
      return docs;
    } catch (IOException e) {
      throw new VedetteException("cannot read " + name + ": " + AtomicFiles.reason(e), e);
    }
  }
}
