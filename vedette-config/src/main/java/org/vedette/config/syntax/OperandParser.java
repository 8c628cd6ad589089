package org.vedette.config.syntax;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.ConfigException;

/** Parses what operators stand between: literals, names, brackets, and what follows them. */
final class OperandParser {
  /** So long a chain of attributes, calls and subscripts is no config. */
  private static final int MAX_CHAIN = 200;

  private final Cursor cursor;
  private final ExpressionParser expressions;

  OperandParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** An operand with its attributes, subscripts and calls. */
  Expr postfix() {
    Expr value = operand();
    for (int links = 0; ; links++) {
      int offset = cursor.offset();
      if (links == MAX_CHAIN) {
        throw cursor.error(offset, "more than " + MAX_CHAIN + " attributes and calls in a row");
      }
      if (cursor.accept(".")) {
        value = new Expr.Attribute(offset, value, cursor.name("an attribute's name"));
      } else if (cursor.accept("[")) {
        value = new Expr.Subscript(offset, value, index());
        cursor.expect("]");
      } else if (cursor.accept("(")) {
        value = new Expr.Call(value.offset(), value, arguments());
      } else {
        return value;
      }
    }
  }

  private Expr operand() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case NUMBER -> new Expr.Literal(cursor.next().start(), token.value());
      case STRING, FORMATTED -> new FormattedParser(cursor).strings();
      case NAME -> name(token);
      case OPERATOR -> bracket(token);
      default -> throw cursor.unexpected("a value");
    };
  }

  private Expr name(Token token) {
    Object constant =
        switch ((String) token.value()) {
          case "True" -> true;
          case "False" -> false;
          default -> null;
        };
    if (constant != null || token.is("None")) {
      return new Expr.Literal(cursor.next().start(), constant);
    }
    return new Expr.Name(token.start(), cursor.name("a value"));
  }

  private Expr bracket(Token open) {
    return switch ((String) open.value()) {
      case "(" -> parenthesis();
      case "[" -> list();
      case "{" -> braces();
      case "..." -> throw cursor.error(open.start(), "unsupported: '...'");
      default -> throw cursor.unexpected("a value");
    };
  }

  private Expr parenthesis() {
    int offset = cursor.next().start();
    if (cursor.accept(")")) {
      return new Expr.Sequence(offset, List.of(), true);
    }
    Expr value = expressions.expressionList();
    if (cursor.is("for")) {
      throw cursor
          .source()
          .error(offset, "unsupported: a generator outside a call", "write a list: [... for ...]");
    }
    cursor.expect(")");
    return value instanceof Expr.Sequence sequence && sequence.tuple()
        ? new Expr.Sequence(offset, sequence.items(), true)
        : value;
  }

  private Expr list() {
    int offset = cursor.next().start();
    List<Expr> items = new ArrayList<>();
    while (!cursor.is("]")) {
      items.add(expressions.starred());
      if (items.size() == 1 && cursor.is("for")) {
        List<Expr.Clause> clauses = clauses();
        cursor.expect("]");
        return new Expr.Comprehension(offset, null, items.get(0), clauses);
      }
      if (!cursor.accept(",")) {
        break;
      }
    }
    expectClosing("]");
    return new Expr.Sequence(offset, items, false);
  }

  private void expectClosing(String bracket) {
    if (!cursor.accept(bracket)) {
      throw cursor.unexpected("',' or '" + bracket + "'");
    }
  }

  private Expr braces() {
    int offset = cursor.next().start();
    List<Expr.Entry> entries = new ArrayList<>();
    while (!cursor.is("}")) {
      if (cursor.accept("**")) {
        entries.add(new Expr.Entry(null, expressions.logicalOr()));
      } else {
        Expr key = expressions.starred();
        if (cursor.is(",") || cursor.is("}") || cursor.is("for")) {
          throw set(offset);
        }
        cursor.expect(":");
        Expr value = expressions.expression();
        if (entries.isEmpty() && cursor.is("for")) {
          List<Expr.Clause> clauses = clauses();
          cursor.expect("}");
          return new Expr.Comprehension(offset, key, value, clauses);
        }
        entries.add(new Expr.Entry(key, value));
      }
      if (!cursor.accept(",")) {
        break;
      }
    }
    expectClosing("}");
    return new Expr.Mapping(offset, entries);
  }

  private ConfigException set(int offset) {
    boolean template = cursor.source().text().startsWith("{{", offset - 1);
    return template
        ? cursor
            .source()
            .error(
                offset - 1,
                "'{{' begins no template here",
                "templates are {{_base_.key}}, {{fileBasename}} and the like, {{$NAME:default}};"
                    + " a config with imports has none")
        : cursor.error(offset, "unsupported: a set; a config has lists, tuples and dicts");
  }

  private List<Expr.Clause> clauses() {
    List<Expr.Clause> clauses = new ArrayList<>();
    while (cursor.accept("for")) {
      Expr target = target();
      cursor.expect("in");
      Expr iterable = expressions.logicalOr();
      List<Expr> conditions = new ArrayList<>();
      while (cursor.accept("if")) {
        conditions.add(expressions.logicalOr());
      }
      clauses.add(new Expr.Clause(target, iterable, conditions));
    }
    return clauses;
  }

  /** The variables of a comprehension: a name, or a tuple of targets. */
  private Expr target() {
    int offset = cursor.offset();
    Expr first = singleTarget();
    if (!cursor.is(",")) {
      return first;
    }
    List<Expr> all = new ArrayList<>(List.of(first));
    while (cursor.accept(",") && !cursor.is("in") && !cursor.is(")")) {
      all.add(singleTarget());
    }
    return new Expr.Sequence(offset, all, true);
  }

  private Expr singleTarget() {
    int offset = cursor.offset();
    if (!cursor.accept("(")) {
      return new Expr.Name(offset, cursor.name("a variable"));
    }
    cursor.enter();
    Expr inner = target();
    cursor.leave();
    cursor.expect(")");
    return inner;
  }

  private Expr index() {
    int offset = cursor.offset();
    Expr lower = cursor.is(":") ? null : expressions.expressionList();
    if (!cursor.accept(":")) {
      return lower;
    }
    Expr upper = cursor.is(":") || cursor.is("]") ? null : expressions.expression();
    Expr step = cursor.accept(":") && !cursor.is("]") ? expressions.expression() : null;
    return new Expr.Slice(offset, lower, upper, step);
  }

  private List<Expr.Argument> arguments() {
    List<Expr.Argument> arguments = new ArrayList<>();
    while (!cursor.is(")")) {
      arguments.add(argument());
      if (arguments.size() == 1 && cursor.is("for")) {
        Expr.Argument only = arguments.get(0);
        Expr values = new Expr.Comprehension(only.offset(), null, only.value(), clauses());
        cursor.expect(")");
        return List.of(new Expr.Argument(only.offset(), null, false, values));
      }
      if (!cursor.accept(",")) {
        break;
      }
    }
    expectClosing(")");
    return arguments;
  }

  private Expr.Argument argument() {
    int offset = cursor.offset();
    if (cursor.accept("**")) {
      return new Expr.Argument(offset, null, true, expressions.expression());
    }
    if (cursor.is(Token.Kind.NAME) && cursor.peekNext().is("=")) {
      String name = cursor.name("a keyword's name");
      cursor.next();
      return new Expr.Argument(offset, name, false, expressions.expression());
    }
    return new Expr.Argument(offset, null, false, expressions.starred());
  }
}
