package org.vedette.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.vedette.base.Suggestions;
import org.vedette.base.VedetteException;
import org.vedette.config.component.ComponentInfo;
import org.vedette.config.component.Explainer;
import org.vedette.config.component.RegisteredType;
import org.vedette.config.component.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the types that a config can name, or describes one. */
@Command(
    name = "explain",
    description = "List the component types, or every key, type, default and doc of one.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  /** How to print. */
  enum Format {
    TEXT,
    JSON
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "TYPE",
      description = "A type as configs write it, such as FPN.")
  private String type;

  @Option(names = "--kind", paramLabel = "KIND", description = "Only this kind, such as neck.")
  private String kind;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Format format;

  @Mixin private PluginOptions plugins;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Registry registry = plugins.registry();
    Explainer explainer = new Explainer(registry);
    if (kind != null && !registry.kinds().contains(kind)) {
      throw unknown("kind", kind, registry.kinds(), "vedette explain lists the kinds");
    }
    String text = type == null ? list(registry, explainer) : describe(registry, explainer);
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private String list(Registry registry, Explainer explainer) {
    Map<String, List<RegisteredType>> byKind = new LinkedHashMap<>();
    for (String each : kind == null ? registry.kinds() : Set.of(kind)) {
      byKind.put(each, List.copyOf(registry.types(each)));
    }
    if (format == Format.JSON) {
      return ExplainJson.list(byKind, explainer);
    }
    return kind == null
        ? ExplainText.kinds(byKind)
        : ExplainText.types(byKind.get(kind), explainer);
  }

  private String describe(Registry registry, Explainer explainer) {
    List<RegisteredType> found =
        kind == null
            ? registry.findInAnyKind(type)
            : registry.find(kind, type).map(List::of).orElse(List.of());
    if (found.isEmpty()) {
      throw unknown(
          kind == null ? "type" : kind, type, names(registry), "vedette explain lists them");
    }
    List<ComponentInfo> infos = found.stream().map(explainer::describe).toList();
    return format == Format.JSON ? ExplainJson.describe(infos) : ExplainText.describe(infos);
  }

  private Set<String> names(Registry registry) {
    Set<String> names = new TreeSet<>();
    for (String each : kind == null ? registry.kinds() : Set.of(kind)) {
      names.addAll(registry.names(each));
    }
    return names;
  }

  private static VedetteException unknown(
      String what, String name, Set<String> known, String otherwise) {
    List<String> parts = new ArrayList<>(List.of("unknown " + what + " '" + name + "'"));
    String near = Suggestions.didYouMean(name, known);
    parts.add(near.isEmpty() ? otherwise : near);
    return new VedetteException(String.join("; ", parts));
  }
}
