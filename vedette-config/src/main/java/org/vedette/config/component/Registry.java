package org.vedette.config.component;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vedette.base.AtomicFiles;
import org.vedette.base.VedetteException;

/**
 * The components that configs can name: what the {@code META-INF/vedette/components} of each jar on
 * the class path lists, and what plugins add. Reading it loads no class; a class is loaded when a
 * config names it.
 *
 * <p>Immutable and thread-safe; {@link #withPlugins} and {@link #withTypes} give a new one.
 */
public final class Registry {
  /** The index that the annotation processor writes: lines of kind, name and class. */
  static final String INDEX = "META-INF/vedette/components";

  private final ClassLoader loader;
  private final Map<String, Map<String, RegisteredType>> byKind;

  private Registry(ClassLoader loader, Map<String, Map<String, RegisteredType>> byKind) {
    this.loader = loader;
    this.byKind = byKind;
  }

  /** The components on the class path. */
  public static Registry load() {
    return load(Registry.class.getClassLoader());
  }

  /** The components that a class loader sees. */
  public static Registry load(ClassLoader loader) {
    try {
      List<RegisteredType> types = new ArrayList<>();
      for (URL index : Collections.list(loader.getResources(INDEX))) {
        types.addAll(read(index));
      }
      return new Registry(loader, Map.of()).plus(loader, types);
    } catch (IOException e) {
      throw new VedetteException("cannot read the component index: " + AtomicFiles.reason(e), e);
    }
  }

  /**
   * These components and those of plugin jars, each with an index of its own. The jars stay open as
   * long as their classes are in use, that is, as long as the process lives.
   *
   * @throws VedetteException when a jar is missing, is no jar or holds no index, or when a name is
   *     taken
   */
  public Registry withPlugins(List<Path> jars) {
    if (jars.isEmpty()) {
      return this;
    }
    List<RegisteredType> types = new ArrayList<>();
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = url(jars.get(i));
      types.addAll(readPlugin(jars.get(i), urls[i]));
    }
    return plus(new URLClassLoader(urls, loader), types);
  }

  /** These components and some more, whose classes this registry's class loader sees. */
  Registry withTypes(List<RegisteredType> types) {
    return types.isEmpty() ? this : plus(loader, types);
  }

  /** The names of the kinds that have components, sorted. */
  public Set<String> kinds() {
    return byKind.keySet();
  }

  /** The components of a kind, sorted by name; empty for a kind that has none. */
  public Collection<RegisteredType> types(String kind) {
    return byKind.getOrDefault(kind, Map.of()).values();
  }

  /** The names of a kind's components, sorted; empty for a kind that has none. */
  public Set<String> names(String kind) {
    return byKind.getOrDefault(kind, Map.of()).keySet();
  }

  /**
   * The component that a {@code type} names.
   *
   * @param kind the kind's name
   * @param type the type as configs write it: {@code FPN}, {@code mmdet.FPN} or {@code
   *     mmdet.models.necks.FPN}
   */
  public Optional<RegisteredType> find(String kind, String type) {
    return find(kind, TypeNames.candidates(type, false, ""));
  }

  /** The components of that name in every kind, by kind. */
  public List<RegisteredType> findInAnyKind(String type) {
    return byKind.keySet().stream().flatMap(kind -> find(kind, type).stream()).toList();
  }

  /** The first of some registered names that the kind has. */
  Optional<RegisteredType> find(String kind, Set<String> candidates) {
    Map<String, RegisteredType> types = byKind.getOrDefault(kind, Map.of());
    return candidates.stream().filter(types::containsKey).map(types::get).findFirst();
  }

  /** The class loader that sees every component's class. */
  public ClassLoader classLoader() {
    return loader;
  }

  /**
   * Loads a component's class without running its static initializer.
   *
   * @throws VedetteException when the jar that lists it does not hold it, or lacks what it needs
   */
  public Class<?> load(RegisteredType type) {
    try {
      return Class.forName(type.className(), false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new VedetteException(
          "cannot load " + type.className() + ", which " + type.origin() + " lists: " + e, e);
    }
  }

  private Registry plus(ClassLoader newLoader, List<RegisteredType> types) {
    Map<String, Map<String, RegisteredType>> merged = new TreeMap<>();
    byKind.forEach((kind, named) -> merged.put(kind, new TreeMap<>(named)));
    for (RegisteredType type : types) {
      RegisteredType before =
          merged
              .computeIfAbsent(type.kind(), unused -> new TreeMap<>())
              .putIfAbsent(type.name(), type);
      if (before != null && !before.className().equals(type.className())) {
        throw new VedetteException(
            String.format(
                "two components are called %s '%s': %s (%s) and %s (%s); rename one of them",
                type.kind(),
                type.name(),
                before.className(),
                before.origin(),
                type.className(),
                type.origin()));
      }
    }
    return new Registry(newLoader, merged);
  }

  private static URL url(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new VedetteException(
          "plugin " + jar + (Files.exists(jar) ? " is not a file" : ": no such file"));
    }
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new VedetteException("plugin " + jar + ": " + e.getMessage(), e);
    }
  }

  private static List<RegisteredType> readPlugin(Path jar, URL url) {
    // A loader of its own: the index must come from this jar, not from the class path.
    try (URLClassLoader alone = new URLClassLoader(new URL[] {url}, null)) {
      URL index = alone.findResource(INDEX);
      if (index == null) {
        throw new VedetteException(
            String.format(
                "plugin %s is no jar or has no %s; compile it with vedette-processor as annotation"
                    + " processor",
                jar, INDEX));
      }
      return read(index);
    } catch (IOException e) {
      throw new VedetteException("cannot read plugin " + jar + ": " + AtomicFiles.reason(e), e);
    }
  }

  private static List<RegisteredType> read(URL index) throws IOException {
    List<RegisteredType> types = new ArrayList<>();
    URLConnection connection = index.openConnection();
    // Java's cache of open jars would hand out the old file after a plugin was rebuilt.
    connection.setUseCaches(false);
    String origin = origin(connection, index);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length == 3) {
          types.add(new RegisteredType(words[0], words[1], words[2], origin));
        } else if (!line.isBlank()) {
          throw new VedetteException(
              "bad line in the component index of "
                  + origin
                  + ": expected kind, name and class; got "
                  + line);
        }
      }
    }
    return types;
  }

  private static String origin(URLConnection connection, URL index) {
    String text =
        connection instanceof JarURLConnection jar
            ? jar.getJarFileURL().getPath()
            : index.getPath();
    return text.endsWith("/" + INDEX)
        ? text.substring(0, text.length() - INDEX.length() - 1)
        : text;
  }
}
