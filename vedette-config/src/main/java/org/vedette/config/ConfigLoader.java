package org.vedette.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;
import org.vedette.config.syntax.Parser;
import org.vedette.config.syntax.Source;
import org.vedette.config.syntax.Statement;

/** Resolves one config with its bases; what it knows of the files on the way lives as long. */
final class ConfigLoader {
  static final String BASE = "_base_";
  private static final String DEPRECATION = "_deprecation_";
  private static final Set<String> RESERVED =
      Set.of("filename", "text", "pretty_text", "env_variables");

  private final ConfigFiles files = new ConfigFiles();
  private final Set<String> warnings = new LinkedHashSet<>();

  /** Resolves a file. */
  Config loadFile(Path path) {
    ConfigFiles.Opened opened = files.open(path, null);
    DictNode root;
    if (opened.isPython()) {
      root = python(opened.source(), opened.path());
    } else {
      root = mergedWithBases(opened.source(), opened.path());
    }
    files.close();
    return config(path.toString(), root);
  }

  /** Resolves a text in the Python style that stands in no file. */
  Config loadText(String text, String name) {
    return config(name, python(Source.of(name, text), null));
  }

  private Config config(String file, DictNode root) {
    for (Object key : root.keys()) {
      if (RESERVED.contains(key)) {
        throw new ConfigException(
            Problem.of(root.get(key).location(), key.toString(), "the name is reserved"));
      }
    }
    return new Config(file, root.copy(), List.copyOf(warnings));
  }

  private DictNode python(Source source, Path path) {
    boolean templates = path != null && Templates.occurIn(source.text());
    Templates replaced = templates ? Templates.replace(source, path) : null;
    Source text = templates ? replaced.text() : source;
    List<Statement> statements = Parser.parse(text);
    if (Imports.isLazy(statements)) {
      List<Statement> asWritten = templates ? Parser.parse(source) : statements;
      return new LazyLoader(files).load(source, path, asWritten).withoutImports();
    }
    return merged(text, path, statements, replaced);
  }

  /** Resolves a file that another one names as base. */
  private DictNode base(ConfigNode named, Path child) {
    BaseName name = BaseName.of(named, child);
    ConfigFiles.Opened opened = files.open(name.path(), named.location());
    DictNode root =
        opened.isPython() ? pythonBase(opened) : mergedWithBases(opened.source(), opened.path());
    files.close();
    DictNode copy = root.copy();
    if (name.scope() != null) {
      Scopes.mark(copy, name.scope());
    }
    return copy;
  }

  private DictNode pythonBase(ConfigFiles.Opened opened) {
    Source source = opened.source();
    boolean templates = Templates.occurIn(source.text());
    Templates replaced = templates ? Templates.replace(source, opened.path()) : null;
    Source text = templates ? replaced.text() : source;
    List<Statement> statements = Parser.parse(text);
    if (Imports.isLazy(statements)) {
      throw new ConfigException(
          Problem.of(
                  new Location(source.file(), 0, 0),
                  "",
                  "a config with imports cannot be the base of one with '_base_'")
              .withHint("both must be of one style: '_base_', or 'with read_base()'"));
    }
    return merged(text, opened.path(), statements, replaced);
  }

  private DictNode merged(
      Source source, Path path, List<Statement> statements, Templates templates) {
    DictNode base = bases(baseNames(source, statements), path, source);
    DictNode variables = new DictNode(source.location(0));
    Script script = new Script(source, variables, base);
    for (Statement statement : statements) {
      if (statement instanceof Statement.FromImport || statement instanceof Statement.Import) {
        Imports.requireHarmless(statement, source);
      } else if (!Imports.isBaseAssignment(statement)) {
        script.run(statement);
      }
    }
    variables.keys().removeIf(key -> key.toString().startsWith("__"));
    return overBase(variables, base, templates);
  }

  private static List<ConfigNode> baseNames(Source source, List<Statement> statements) {
    for (Statement statement : statements) {
      if (Imports.isBaseAssignment(statement)) {
        Statement.Assign assign = (Statement.Assign) statement;
        DictNode nothing = new DictNode(source.location(0));
        return baseNames(new Evaluator(source, nothing, null).evaluate(assign.value()));
      }
    }
    return List.of();
  }

  private static List<ConfigNode> baseNames(ConfigNode node) {
    return node instanceof ListNode list && !list.isTuple() ? list.items() : List.of(node);
  }

  /** A JSON or YAML file over its bases. */
  private DictNode mergedWithBases(Source source, Path path) {
    boolean templates = Templates.occurIn(source.text());
    Templates replaced = templates ? Templates.replace(source, path) : null;
    Source text = templates ? replaced.text() : source;
    boolean json = path.toString().endsWith(".json");
    ConfigNode content = json ? JsonReader.read(text) : YamlReader.read(text);
    if (!(content instanceof DictNode root)) {
      throw new ConfigException(
          new Problem(
              content.location(), "", "a config is a dict", "", Operators.typeName(content), ""));
    }
    ConfigNode named = root.remove(BASE);
    DictNode base = bases(named == null ? List.of() : baseNames(named), path, text);
    return overBase(root, base, replaced);
  }

  private DictNode overBase(DictNode own, DictNode base, Templates templates) {
    DictNode copy = own.copy();
    if (copy.remove(DEPRECATION) instanceof DictNode notice) {
      warn(notice);
    }
    if (templates != null) {
      templates.fill(copy, base);
    }
    return new Merging(false).merge(copy, base);
  }

  private void warn(DictNode notice) {
    String expected = notice.string("expected");
    String reference = notice.string("reference");
    warnings.add(
        notice.location().file()
            + " will be deprecated"
            + (expected == null ? "" : "; use " + expected + " instead")
            + (reference == null ? "" : "; see " + reference));
  }

  /** The bases side by side in one dict; no key may be in two of them. */
  private DictNode bases(List<ConfigNode> names, Path child, Source source) {
    DictNode all = new DictNode(source.location(0));
    List<Problem> twice = new ArrayList<>();
    for (ConfigNode name : names) {
      DictNode base = base(name, child);
      base.entries()
          .forEach(
              (key, value) -> {
                ConfigNode other = all.get(key);
                if (other == null) {
                  all.put(key, value);
                } else {
                  twice.add(inTwoBases(name, key, other, value));
                }
              });
    }
    if (!twice.isEmpty()) {
      throw new ConfigException(twice);
    }
    return all;
  }

  private static Problem inTwoBases(
      ConfigNode name, Object key, ConfigNode first, ConfigNode second) {
    return Problem.of(
        name.location(),
        key.toString(),
        "the key is in two bases: " + first.location() + " and " + second.location());
  }
}
