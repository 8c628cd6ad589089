package org.vedette.config.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Parses the part of Python that configs are written in: assignments, {@code del}, imports and
 * expressions. Anything that would have to be executed is an error with its place.
 */
public final class Parser {
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "if",
          "for",
          "while",
          "def",
          "class",
          "try",
          "assert",
          "global",
          "nonlocal",
          "raise",
          "return",
          "async",
          "break",
          "continue",
          "yield",
          "await");
  private static final String DATA = "a config is data: nothing in it is executed";

  private final Cursor cursor;
  private final ExpressionParser expressions;

  private Parser(Source source, List<Token> tokens) {
    cursor = new Cursor(source, tokens);
    expressions = new ExpressionParser(cursor);
  }

  /** The statements of a file. */
  public static List<Statement> parse(Source source) {
    return new Parser(source, Lexer.file(source)).file();
  }

  /** A text that is one expression. */
  public static Expr parseExpression(Source source) {
    List<Token> tokens = Lexer.expression(source, 0, source.text().length());
    Parser parser = new Parser(source, tokens);
    Expr value = parser.expressions.expressionList();
    parser.cursor.expect(Token.Kind.END, "the end of the text");
    return value;
  }

  private List<Statement> file() {
    List<Statement> statements = new ArrayList<>();
    while (!cursor.is(Token.Kind.END)) {
      line(statements);
    }
    return statements;
  }

  private void line(List<Statement> statements) {
    if (cursor.is(Token.Kind.INDENT)) {
      throw cursor.error(cursor.offset(), "unexpected indentation");
    }
    if (cursor.is("with")) {
      statements.add(readBase());
      return;
    }
    do {
      simple(statements);
    } while (cursor.accept(";") && !cursor.is(Token.Kind.NEWLINE));
    cursor.expect(Token.Kind.NEWLINE, "the end of the line");
  }

  private void simple(List<Statement> statements) {
    Token token = cursor.peek();
    if (token.kind() == Token.Kind.NAME && UNSUPPORTED.contains((String) token.value())) {
      throw cursor
          .source()
          .error(token.start(), "unsupported statement '" + token.value() + "'", DATA);
    }
    switch (token.value() instanceof String word && token.kind() == Token.Kind.NAME ? word : "") {
      case "pass" -> cursor.next();
      case "del" -> statements.add(delete());
      case "import" -> importModules(statements);
      case "from" -> statements.add(fromImport());
      default -> statements.add(assignment());
    }
  }

  private Statement assignment() {
    int offset = cursor.offset();
    Expr value = expressions.expressionList();
    Token token = cursor.peek();
    if (token.is(":")) {
      throw cursor.error(token.start(), "unsupported: a variable with a type annotation");
    }
    if (token.kind() == Token.Kind.OPERATOR && isAugmented((String) token.value())) {
      cursor.next();
      requireTarget(value, false);
      String operator = (String) token.value();
      operator = operator.substring(0, operator.length() - 1);
      return new Statement.Augment(token.start(), value, operator, expressions.expressionList());
    }
    List<Expr> targets = new ArrayList<>();
    while (cursor.accept("=")) {
      requireTarget(value, true);
      targets.add(value);
      value = expressions.expressionList();
    }
    return targets.isEmpty()
        ? new Statement.Evaluate(offset, value)
        : new Statement.Assign(offset, targets, value);
  }

  private static boolean isAugmented(String operator) {
    return switch (operator) {
      case "+=", "-=", "*=", "/=", "//=", "%=", "**=" -> true;
      default -> false;
    };
  }

  private void requireTarget(Expr target, boolean unpack) {
    if (target instanceof Expr.Sequence sequence && unpack) {
      sequence.items().forEach(item -> requireTarget(item, true));
    } else if (!(target instanceof Expr.Name
        || target instanceof Expr.Attribute
        || (target instanceof Expr.Subscript subscript
            && !(subscript.index() instanceof Expr.Slice)))) {
      throw cursor.error(target.offset(), "cannot assign to this expression");
    }
  }

  private Statement delete() {
    int offset = cursor.next().start();
    Expr targets = expressions.expressionList();
    List<Expr> list =
        targets instanceof Expr.Sequence sequence && sequence.tuple()
            ? sequence.items()
            : List.of(targets);
    list.forEach(target -> requireTarget(target, false));
    return new Statement.Delete(offset, list);
  }

  private void importModules(List<Statement> statements) {
    int offset = cursor.next().start();
    do {
      String module = dotted();
      String alias = cursor.accept("as") ? cursor.name("a name") : null;
      statements.add(new Statement.Import(offset, module, alias));
    } while (cursor.accept(","));
  }

  private String dotted() {
    StringBuilder module = new StringBuilder(cursor.name("a module's name"));
    while (cursor.accept(".")) {
      module.append('.').append(cursor.name("a module's name"));
    }
    return module.toString();
  }

  private Statement.FromImport fromImport() {
    int offset = cursor.next().start();
    StringBuilder module = new StringBuilder();
    while (cursor.is(".") || cursor.is("...")) {
      module.append(cursor.next().value());
    }
    if (!cursor.is("import")) {
      module.append(dotted());
    }
    cursor.expect("import");
    List<Statement.Imported> names = new ArrayList<>();
    if (cursor.is("*")) {
      names.add(new Statement.Imported(cursor.next().start(), "*", null));
    } else {
      boolean parentheses = cursor.accept("(");
      do {
        if (parentheses && cursor.is(")")) {
          break;
        }
        names.add(imported());
      } while (cursor.accept(","));
      if (parentheses) {
        cursor.expect(")");
      }
    }
    return new Statement.FromImport(offset, module.toString(), names);
  }

  private Statement.Imported imported() {
    int offset = cursor.offset();
    String name = cursor.name("a name to import");
    return new Statement.Imported(offset, name, cursor.accept("as") ? cursor.name("a name") : null);
  }

  private Statement readBase() {
    int offset = cursor.next().start();
    Expr context = expressions.expression();
    boolean isReadBase =
        context instanceof Expr.Call call
            && call.arguments().isEmpty()
            && call.callee() instanceof Expr.Name name
            && name.id().equals("read_base");
    if (!isReadBase || cursor.is("as") || cursor.is(",")) {
      throw cursor
          .source()
          .error(offset, "unsupported: the only block of a config is 'with read_base():'", DATA);
    }
    cursor.expect(":");
    List<Statement.FromImport> imports = new ArrayList<>();
    if (cursor.is(Token.Kind.NEWLINE)) {
      cursor.next();
      cursor.expect(Token.Kind.INDENT, "an indented block");
      while (!cursor.is(Token.Kind.DEDENT)) {
        baseImports(imports);
      }
      cursor.next();
    } else {
      baseImports(imports);
    }
    return new Statement.ReadBase(offset, imports);
  }

  private void baseImports(List<Statement.FromImport> imports) {
    do {
      if (!cursor.is("from")) {
        throw cursor.unexpected("'from ... import ...' in 'with read_base()'");
      }
      imports.add(fromImport());
    } while (cursor.accept(";") && !cursor.is(Token.Kind.NEWLINE));
    cursor.expect(Token.Kind.NEWLINE, "the end of the line");
  }
}
