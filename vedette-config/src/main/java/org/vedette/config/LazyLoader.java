package org.vedette.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vedette.base.ConfigException;
import org.vedette.base.Suggestions;
import org.vedette.config.syntax.Parser;
import org.vedette.config.syntax.Source;
import org.vedette.config.syntax.Statement;

/**
 * Resolves configs of the lazy style: bases are imported in {@code with read_base():}, and types
 * are imported classes. An imported class is only a name; no module is looked at.
 */
final class LazyLoader {
  private final ConfigFiles files;

  LazyLoader(ConfigFiles files) {
    this.files = files;
  }

  /**
   * The variables of a lazy config.
   *
   * @param variables all of them, imported classes too: who imports the config sees those as well
   * @param imported the names that imports brought in, its bases' included
   */
  record Resolved(DictNode variables, Set<String> imported) {
    /** The variables that the config is about. */
    DictNode withoutImports() {
      variables.keys().removeIf(key -> imported.contains(key.toString()));
      return variables;
    }
  }

  /** Resolves the statements of a file. */
  Resolved load(Source source, Path path, List<Statement> statements) {
    DictNode variables = new DictNode(source.location(0));
    Set<String> imported = new HashSet<>();
    // Bases come first wherever the block stands, so that every statement can change them.
    readBases(source, path, statements, variables, imported);
    Script script = new Script(source, variables, null);
    for (Statement statement : statements) {
      if (statement instanceof Statement.FromImport from) {
        importClasses(source, from, variables, imported);
      } else if (statement instanceof Statement.Import plain) {
        importModule(source, plain, variables, imported);
      } else if (!(statement instanceof Statement.ReadBase)) {
        script.run(statement);
      }
    }
    variables.keys().removeIf(key -> key.toString().startsWith("__"));
    return new Resolved(variables.copy(), imported);
  }

  private void readBases(
      Source source,
      Path path,
      List<Statement> statements,
      DictNode variables,
      Set<String> imported) {
    List<Statement.ReadBase> blocks = new ArrayList<>();
    for (Statement statement : statements) {
      if (Imports.isBaseAssignment(statement)) {
        throw source.error(
            statement.offset(),
            "a config with imports cannot have '_base_'",
            "name its bases in 'with read_base():'");
      }
      if (statement instanceof Statement.ReadBase block) {
        blocks.add(block);
      }
    }
    if (blocks.size() > 1) {
      throw source.error(blocks.get(1).offset(), "unsupported: a second block 'with read_base():'");
    }
    for (Statement.ReadBase block : blocks) {
      for (Statement.FromImport base : block.imports()) {
        Resolved resolved = base(source, path, base);
        imported.addAll(resolved.imported());
        take(source, base, resolved.variables(), variables);
      }
    }
  }

  private Resolved base(Source source, Path path, Statement.FromImport base) {
    if (path == null) {
      throw source.error(base.offset(), "a text that stands in no file has no bases");
    }
    Path file = baseFile(source, path, base);
    ConfigFiles.Opened opened = files.open(file, source.location(base.offset()));
    Resolved resolved = load(opened.source(), opened.path(), Parser.parse(opened.source()));
    files.close();
    return resolved;
  }

  private static Path baseFile(Source source, Path path, Statement.FromImport base) {
    String module = base.module();
    int level = 0;
    while (level < module.length() && module.charAt(level) == '.') {
      level++;
    }
    String name = module.substring(level);
    if (name.isEmpty()) {
      throw source.error(base.offset(), "'from " + module + " import' names no config");
    }
    if (level > 0) {
      String up = "../".repeat(level - 1);
      return path.resolveSibling(up + name.replace('.', '/') + ".py").normalize();
    }
    Optional<Path> found = Packages.module(name, path.toAbsolutePath().normalize());
    if (found.isEmpty()) {
      throw source.error(
          base.offset(),
          "the package of the base " + name + " is not there, or has no such config",
          "the config must stand in a source tree that has " + name.replace('.', '/') + ".py");
    }
    return found.get();
  }

  /** Brings the names that an import asks for into the importing file. */
  private static void take(
      Source source, Statement.FromImport base, DictNode from, DictNode variables) {
    for (Statement.Imported name : base.names()) {
      if (name.name().equals("*")) {
        for (Map.Entry<Object, ConfigNode> entry : from.entries().entrySet()) {
          Object key = entry.getKey();
          variables.putAfter(key, from.shadowed(key), entry.getValue());
        }
      } else if (from.has(name.name())) {
        String own = name.alias() == null ? name.name() : name.alias();
        variables.putAfter(own, from.shadowed(name.name()), from.get(name.name()));
      } else {
        throw missing(source, name, base.module(), from);
      }
    }
  }

  private static ConfigException missing(
      Source source, Statement.Imported name, String module, DictNode from) {
    List<String> known = from.keys().stream().map(Object::toString).toList();
    return source.error(
        name.offset(),
        "'" + name.name() + "' is not defined in " + module,
        Suggestions.didYouMean(name.name(), known));
  }

  private static void importClasses(
      Source source, Statement.FromImport from, DictNode variables, Set<String> imported) {
    boolean builtin = PythonModules.isBuiltin(from.module());
    if (builtin) {
      Imports.requireHarmless(from, source);
    }
    for (Statement.Imported name : from.names()) {
      if (name.name().equals("*")) {
        throw source.error(name.offset(), "'import *' is only for bases, in 'with read_base():'");
      }
      String own = name.alias() == null ? name.name() : name.alias();
      imported.add(own);
      if (!builtin) {
        variables.put(
            own, new TypeNode(from.module(), name.name(), source.location(name.offset())));
      }
    }
  }

  private static void importModule(
      Source source, Statement.Import plain, DictNode variables, Set<String> imported) {
    if (PythonModules.isBuiltin(plain.module())) {
      Imports.requireHarmless(plain, source);
      return;
    }
    String module = plain.alias() == null ? plain.module().split("\\.", 2)[0] : plain.module();
    String own = plain.alias() == null ? module : plain.alias();
    imported.add(own);
    variables.put(own, new TypeNode("", module, source.location(plain.offset())));
  }
}
