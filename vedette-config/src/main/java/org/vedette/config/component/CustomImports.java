package org.vedette.config.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;

/**
 * A config's {@code custom_imports=dict(imports=[...], allow_failed_imports=False)}: Java classes
 * that carry {@link Component} join the registry; Python modules whose components Vedette has are
 * accepted and need nothing.
 */
public final class CustomImports {
  private static final String KEY = "custom_imports";

  /** Python packages whose components are, as far as Vedette has them, registered already. */
  private static final Set<String> COVERED =
      Set.of("mmdet", "mmengine", "mmcv", "mmcls", "mmpretrain");

  private static final Pattern JAVA_NAME =
      Pattern.compile("[\\p{L}_$][\\w$]*(\\.[\\p{L}_$][\\w$]*)*");

  private final Registry registry;
  private final Consumer<Problem> skipped;
  private final List<RegisteredType> types = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private CustomImports(Registry registry, Consumer<Problem> skipped) {
    this.registry = registry;
    this.skipped = skipped;
  }

  /**
   * The registry with what a config imports.
   *
   * @param config the whole config; it need not have custom_imports
   * @param skipped is told of each import that failed where the config allows that
   * @throws ConfigException when an import fails, or custom_imports is not written as it should
   */
  public static Registry apply(Registry registry, DictNode config, Consumer<Problem> skipped) {
    ConfigNode imports = config.get(KEY);
    if (imports == null || imports.isNone()) {
      return registry;
    }
    CustomImports reader = new CustomImports(registry, skipped);
    Settings settings = new Binder(registry).bind(Settings.class, imports, KEY);
    settings.imports().values().forEach(name -> reader.read(name, settings, imports));
    if (!reader.problems.isEmpty()) {
      throw new ConfigException(reader.problems);
    }
    return registry.withTypes(reader.types);
  }

  private record Settings(
      OneOrMany<String> imports, @Default("False") boolean allow_failed_imports) {}

  private void read(String name, Settings settings, ConfigNode node) {
    int dot = name.indexOf('.');
    if (COVERED.contains(dot < 0 ? name : name.substring(0, dot))) {
      return;
    }
    try {
      types.addAll(typesOf(name));
    } catch (ClassNotFoundException | LinkageError | IllegalArgumentException e) {
      Problem problem = problem(name, e, node);
      if (settings.allow_failed_imports()) {
        skipped.accept(problem);
      } else {
        problems.add(problem);
      }
    }
  }

  private List<RegisteredType> typesOf(String name) throws ClassNotFoundException {
    if (!JAVA_NAME.matcher(name).matches()) {
      throw new ClassNotFoundException(name);
    }
    Class<?> type = Class.forName(name, false, registry.classLoader());
    Component component = type.getAnnotation(Component.class);
    if (component == null) {
      throw new IllegalArgumentException("the class is not marked @Component");
    }
    Class<?> kind = component.kind() == void.class ? type : component.kind();
    if (Kinds.all(kind).size() != 1) {
      throw new IllegalArgumentException("the class must have one component kind");
    }
    return List.of(component.value()).stream()
        .map(each -> new RegisteredType(Kinds.nameOf(kind), each, type.getName(), KEY))
        .toList();
  }

  private static Problem problem(String name, Throwable cause, ConfigNode node) {
    String message = "cannot import '" + name + "': ";
    String hint = "";
    if (cause instanceof ClassNotFoundException) {
      message += "no Java class of that name, and no Python module that Vedette stands in for";
      hint = "if the plugin is a jar, name it by --plugin FILE.jar";
    } else {
      message += cause instanceof LinkageError ? cause.toString() : cause.getMessage();
    }
    return Problem.of(place(node, name), KEY + ".imports", message).withHint(hint);
  }

  /** The place of one import: the text in the list where it is found. */
  private static Location place(ConfigNode node, String name) {
    ConfigNode imports = node instanceof DictNode dict ? dict.get("imports") : node;
    List<ConfigNode> items =
        imports instanceof ListNode list ? list.items() : List.of(imports == null ? node : imports);
    return items.stream()
        .filter(item -> item instanceof ScalarNode scalar && name.equals(scalar.value()))
        .findFirst()
        .orElse(node)
        .location();
  }
}
