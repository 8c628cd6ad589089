package org.vedette.config;

import java.util.List;
import org.vedette.config.syntax.Expr;
import org.vedette.config.syntax.Source;
import org.vedette.config.syntax.Statement;

/** What the imports of a file say about its style, and which of them are refused. */
final class Imports {
  private Imports() {}

  /**
   * Whether a file is a lazy config: the first of {@code _base_ =}, {@code with read_base()} and an
   * import of something that is not Python's own decides.
   */
  static boolean isLazy(List<Statement> statements) {
    for (Statement statement : statements) {
      if (isBaseAssignment(statement)) {
        return false;
      }
      boolean lazy =
          statement instanceof Statement.ReadBase
              || (statement instanceof Statement.FromImport from && isLazyImport(from))
              || (statement instanceof Statement.Import plain
                  && !PythonModules.isBuiltin(plain.module()));
      if (lazy) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLazyImport(Statement.FromImport from) {
    boolean configClass =
        from.module().equals("mmengine")
            && from.names().size() == 1
            && from.names().get(0).name().equals("Config");
    return !configClass && !PythonModules.isBuiltin(from.module());
  }

  /** Whether the statement is {@code _base_ = ...}. */
  static boolean isBaseAssignment(Statement statement) {
    return statement instanceof Statement.Assign assign
        && assign.targets().get(0) instanceof Expr.Name name
        && name.id().equals(ConfigLoader.BASE);
  }

  /** Refuses an import that would have to be executed. */
  static void requireHarmless(Statement statement, Source source) {
    String module =
        statement instanceof Statement.FromImport from
            ? from.module()
            : ((Statement.Import) statement).module();
    if (!PythonModules.isConfigModule(module) && !module.equals("mmengine")) {
      throw source.error(
          statement.offset(),
          "unsupported: import of " + module,
          "a config is data: nothing in it is executed");
    }
  }
}
