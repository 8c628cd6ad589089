package org.vedette.config;

import org.vedette.config.syntax.Parser;
import org.vedette.config.syntax.Source;

/** Values that are written as one expression of the config language, without names. */
public final class Literals {
  private Literals() {}

  /**
   * The value of a text such as {@code dict(type='BN', eps=1e-5)} or {@code (0.5, 1.0)}.
   *
   * @throws org.vedette.base.ConfigException when the text is no such value; its place is {@code
   *     <literal>}
   */
  public static ConfigNode parse(String text) {
    return parse(text, "<literal>");
  }

  /** The value of a text that errors call {@code name}. */
  public static ConfigNode parse(String text, String name) {
    Source source = Source.of(name, text);
    DictNode variables = new DictNode(source.location(0));
    return new Evaluator(source, variables, null).evaluate(Parser.parseExpression(source));
  }
}
