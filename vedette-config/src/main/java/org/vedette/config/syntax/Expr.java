package org.vedette.config.syntax;

import java.util.List;

/** An expression of a config. Each knows the character of the source where it begins. */
public sealed interface Expr {
  /** The character of the source where the expression begins; for operators, the operator. */
  int offset();

  /** A String, Long, BigInteger, Double, Boolean or null (None). */
  record Literal(int offset, Object value) implements Expr {}

  /** An f-string: texts and values in turn. */
  record Formatted(int offset, List<Piece> pieces) implements Expr {}

  /**
   * A piece of an f-string.
   *
   * @param text plain text; null for a value
   * @param value the expression; null for plain text
   * @param conversion {@code 'r'} or {@code 's'}; 0 when none is asked
   * @param format the format after the colon; empty when there is none
   */
  record Piece(String text, Expr value, char conversion, String format) {}

  /** A variable. */
  record Name(int offset, String id) implements Expr {}

  /** A list or tuple that is written out; an item may be {@link Starred}. */
  record Sequence(int offset, List<Expr> items, boolean tuple) implements Expr {}

  /** {@code *value} in a list, a tuple or a call. */
  record Starred(int offset, Expr value) implements Expr {}

  /** A dict in braces. */
  record Mapping(int offset, List<Entry> entries) implements Expr {}

  /** {@code key: value}, or {@code **value} when the key is null. */
  record Entry(Expr key, Expr value) {}

  /** {@code [value for ...]}, or {@code {key: value for ...}} when the key is not null. */
  record Comprehension(int offset, Expr key, Expr value, List<Clause> clauses) implements Expr {}

  /** {@code for target in iterable if condition...}. */
  record Clause(Expr target, Expr iterable, List<Expr> conditions) {}

  /** {@code target.name}. */
  record Attribute(int offset, Expr target, String name) implements Expr {}

  /** {@code target[index]}. */
  record Subscript(int offset, Expr target, Expr index) implements Expr {}

  /** {@code lower:upper:step} in a subscript; what is left out is null. */
  record Slice(int offset, Expr lower, Expr upper, Expr step) implements Expr {}

  /** {@code callee(arguments)}. */
  record Call(int offset, Expr callee, List<Argument> arguments) implements Expr {}

  /** {@code value}, {@code name=value}, {@code *value} (a {@link Starred}) or {@code **value}. */
  record Argument(int offset, String name, boolean unpacked, Expr value) {}

  /** {@code -x}, {@code +x}, {@code not x}. */
  record Unary(int offset, String operator, Expr operand) implements Expr {}

  /** {@code first + b - c}: operators of one rank, from left to right. */
  record Binary(int offset, Expr first, List<Operation> rest) implements Expr {}

  /** {@code a < b <= c}. */
  record Comparison(int offset, Expr first, List<Operation> rest) implements Expr {}

  /** An operator and what stands right of it. */
  record Operation(int offset, String operator, Expr operand) {}

  /** {@code a and b}, {@code a or b}. */
  record Logical(int offset, boolean and, List<Expr> operands) implements Expr {}

  /** {@code then if test else otherwise}. */
  record Conditional(int offset, Expr test, Expr then, Expr otherwise) implements Expr {}
}
