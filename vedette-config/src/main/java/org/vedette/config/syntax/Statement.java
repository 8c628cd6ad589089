package org.vedette.config.syntax;

import java.util.List;

/** A statement of a config. Each knows the character of the source where it begins. */
public sealed interface Statement {
  /** The character of the source where the statement begins. */
  int offset();

  /** {@code a = b = value}; a target may be a tuple. */
  record Assign(int offset, List<Expr> targets, Expr value) implements Statement {}

  /** {@code target += value}; the operator without its {@code =}. */
  record Augment(int offset, Expr target, String operator, Expr value) implements Statement {}

  /** {@code del a, b.c}. */
  record Delete(int offset, List<Expr> targets) implements Statement {}

  /** An expression alone: {@code model.update(...)}, or a doc string. */
  record Evaluate(int offset, Expr value) implements Statement {}

  /** {@code import a.b as c}; the alias is null when there is none. */
  record Import(int offset, String module, String alias) implements Statement {}

  /**
   * {@code from ..a.b import c as d}; {@code module} is {@code ..a.b}, and a star is a name like
   * any other.
   */
  record FromImport(int offset, String module, List<Imported> names) implements Statement {}

  /** A name of an import, and what the file calls it. */
  record Imported(int offset, String name, String alias) {}

  /** {@code with read_base():} and the imports in it. */
  record ReadBase(int offset, List<FromImport> imports) implements Statement {}
}
