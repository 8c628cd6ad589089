package org.vedette.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeKind;

/**
 * Tells at compile time that a default is no literal of the config language. It knows brackets,
 * quotes and what a literal can begin with; the binder's parser has the last word.
 */
final class Literal {
  private static final Pattern WHOLE = Pattern.compile("-?\\d+");
  private static final Pattern NUMBER = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern START =
      Pattern.compile("(?s)(None|True|False|-?[\\d.].*|['\"\\[({].*|dict\\s*\\(.*)");

  private Literal() {}

  /** What is wrong with a default for a Java type, or null when nothing is. */
  static String fault(String text, TypeKind type) {
    return switch (type) {
      case INT, LONG -> WHOLE.matcher(text).matches() ? null : "is no int";
      case DOUBLE, FLOAT -> NUMBER.matcher(text).matches() ? null : "is no number";
      case BOOLEAN -> text.equals("True") || text.equals("False") ? null : "is not True or False";
      default -> START.matcher(text).matches() ? unbalanced(text) : "is no literal";
    };
  }

  private static String unbalanced(String text) {
    Deque<Character> open = new ArrayDeque<>();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if ("([{".indexOf(c) >= 0) {
        open.push(")]}".charAt("([{".indexOf(c)));
      } else if (")]}".indexOf(c) >= 0 && (open.isEmpty() || open.pop() != c)) {
        return "has a '" + c + "' too many";
      }
    }
    return quote != 0 ? "does not close a quote" : open.isEmpty() ? null : "lacks a " + open.peek();
  }
}
