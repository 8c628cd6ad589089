package org.vedette.config.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses expressions, from the loosest binding operator down to the operands. */
final class ExpressionParser {
  private static final Set<String> COMPARISONS =
      Set.of("==", "!=", "<", "<=", ">", ">=", "in", "is");
  private static final Set<String> BITWISE = Set.of("|", "&", "^", "<<", ">>", "@");

  private final Cursor cursor;
  private final OperandParser operands;

  ExpressionParser(Cursor cursor) {
    this.cursor = cursor;
    this.operands = new OperandParser(cursor, this);
  }

  /** Expressions with commas between them are a tuple, else one expression. */
  Expr expressionList() {
    int offset = cursor.offset();
    Expr first = starred();
    if (!cursor.is(",")) {
      if (first instanceof Expr.Starred) {
        throw cursor.error(offset, "'*' has no list to unpack into");
      }
      return first;
    }
    List<Expr> items = new ArrayList<>(List.of(first));
    while (cursor.accept(",") && startsExpression()) {
      items.add(starred());
    }
    return new Expr.Sequence(offset, items, true);
  }

  private boolean startsExpression() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case NAME -> !token.is("in") && !token.is("for") && !token.is("if") && !token.is("else");
      case NUMBER, STRING, FORMATTED -> true;
      case OPERATOR -> "([{-+*~...".contains((String) token.value());
      default -> false;
    };
  }

  /** An expression, or {@code *expression}. */
  Expr starred() {
    int offset = cursor.offset();
    return cursor.accept("*") ? new Expr.Starred(offset, binary(0)) : expression();
  }

  /** One expression. */
  Expr expression() {
    cursor.enter();
    if (cursor.is("lambda") || cursor.is("yield") || cursor.is("await")) {
      throw cursor.error(cursor.offset(), "unsupported expression '" + cursor.peek().value() + "'");
    }
    Expr value = logicalOr();
    if (cursor.is("if")) {
      int offset = cursor.next().start();
      Expr test = logicalOr();
      cursor.expect("else");
      value = new Expr.Conditional(offset, test, value, expression());
    }
    cursor.leave();
    return value;
  }

  /** An expression without a conditional, as it stands after {@code for ... in}. */
  Expr logicalOr() {
    return logical("or", this::logicalAnd);
  }

  private Expr logicalAnd() {
    return logical("and", this::not);
  }

  private interface Rule {
    Expr parse();
  }

  private Expr logical(String word, Rule operand) {
    int offset = cursor.offset();
    Expr first = operand.parse();
    if (!cursor.is(word)) {
      return first;
    }
    List<Expr> all = new ArrayList<>(List.of(first));
    while (cursor.accept(word)) {
      all.add(operand.parse());
    }
    return new Expr.Logical(offset, word.equals("and"), all);
  }

  private Expr not() {
    if (!cursor.is("not")) {
      return comparison();
    }
    int offset = cursor.next().start();
    cursor.enter();
    Expr operand = not();
    cursor.leave();
    return new Expr.Unary(offset, "not", operand);
  }

  private Expr comparison() {
    int offset = cursor.offset();
    Expr first = binary(0);
    List<Expr.Operation> rest = new ArrayList<>();
    while (true) {
      Token token = cursor.peek();
      String operator = token.value() instanceof String text ? text : "";
      boolean notIn = token.is("not") && cursor.peekNext().is("in");
      if (!notIn && !(COMPARISONS.contains(operator) && token.is(operator))) {
        break;
      }
      cursor.next();
      if (notIn) {
        cursor.next();
        operator = "not in";
      } else if (operator.equals("is") && cursor.accept("not")) {
        operator = "is not";
      }
      rest.add(new Expr.Operation(token.start(), operator, binary(0)));
    }
    return rest.isEmpty() ? first : new Expr.Comparison(offset, first, rest);
  }

  /** Operators of rank 0 (sums) or 1 (products), from left to right. */
  private Expr binary(int rank) {
    int offset = cursor.offset();
    Expr first = rank == 0 ? binary(1) : unary();
    List<Expr.Operation> rest = new ArrayList<>();
    while (cursor.is(Token.Kind.OPERATOR)) {
      Token token = cursor.peek();
      String operator = (String) token.value();
      if (BITWISE.contains(operator)) {
        throw cursor.error(token.start(), "unsupported operator '" + operator + "'");
      }
      if (rank(operator) != rank) {
        break;
      }
      cursor.next();
      Expr operand = rank == 0 ? binary(1) : unary();
      rest.add(new Expr.Operation(token.start(), operator, operand));
    }
    return rest.isEmpty() ? first : new Expr.Binary(offset, first, rest);
  }

  private static int rank(String operator) {
    return switch (operator) {
      case "+", "-" -> 0;
      case "*", "/", "//", "%" -> 1;
      default -> -1;
    };
  }

  private Expr unary() {
    if (cursor.is("~")) {
      throw cursor.error(cursor.offset(), "unsupported operator '~'");
    }
    if (!cursor.is("-") && !cursor.is("+")) {
      return power();
    }
    Token token = cursor.next();
    cursor.enter();
    Expr operand = unary();
    cursor.leave();
    return new Expr.Unary(token.start(), (String) token.value(), operand);
  }

  /**
   * {@code a ** b}, which binds tighter than a sign on its left and looser than one on its right.
   */
  private Expr power() {
    int offset = cursor.offset();
    Expr base = operands.postfix();
    if (!cursor.is("**")) {
      return base;
    }
    int operator = cursor.next().start();
    cursor.enter();
    Expr exponent = unary();
    cursor.leave();
    return new Expr.Binary(offset, base, List.of(new Expr.Operation(operator, "**", exponent)));
  }
}
