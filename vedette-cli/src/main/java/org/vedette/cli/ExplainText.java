package org.vedette.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vedette.config.component.ComponentInfo;
import org.vedette.config.component.Explainer;
import org.vedette.config.component.KeyInfo;
import org.vedette.config.component.RegisteredType;

/** What {@code explain} prints for people. */
final class ExplainText {
  private static final int WIDTH = 100;

  private ExplainText() {}

  /** Every kind with the names of its types. */
  static String kinds(Map<String, List<RegisteredType>> byKind) {
    StringBuilder text = new StringBuilder();
    byKind.forEach(
        (kind, types) -> {
          text.append(kind).append(" (").append(types.size()).append(")\n");
          String names = types.stream().map(RegisteredType::name).collect(Collectors.joining(", "));
          wrap(text, names, "  ");
        });
    return text.toString();
  }

  /** The types of a kind, each with the first sentence of its doc. */
  static String types(List<RegisteredType> types, Explainer explainer) {
    StringBuilder text = new StringBuilder();
    for (RegisteredType type : types) {
      text.append(type.name()).append('\n');
      wrap(text, explainer.summary(type), "    ");
    }
    return text.toString();
  }

  /** Components with all their keys. */
  static String describe(List<ComponentInfo> infos) {
    return infos.stream().map(ExplainText::describe).collect(Collectors.joining("\n"));
  }

  private static String describe(ComponentInfo info) {
    StringBuilder text = new StringBuilder();
    text.append(info.kind()).append(' ').append(String.join(", ", info.names()));
    text.append("  (").append(info.className()).append(")\n");
    wrap(text, info.summary(), "");
    text.append(info.keys().isEmpty() ? "\nno keys\n" : "\n");
    keys(text, info.keys(), "  ");
    return text.toString();
  }

  private static void keys(StringBuilder text, List<KeyInfo> keys, String indent) {
    for (KeyInfo key : keys) {
      text.append(indent).append(key.name()).append(": ").append(key.type());
      text.append(key.required() ? ", required" : " = " + key.defaultText());
      text.append("  [").append(key.javaType()).append("]\n");
      wrap(text, key.doc(), indent + "    ");
      keys(text, key.keys(), indent + "    ");
    }
  }

  private static void wrap(StringBuilder text, String words, String indent) {
    int column = 0;
    for (String word : words.isEmpty() ? List.<String>of() : List.of(words.split(" ", -1))) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        text.append('\n');
        column = 0;
      }
      String before = column == 0 ? indent : " ";
      text.append(before).append(word);
      column += before.length() + word.length();
    }
    text.append(words.isEmpty() ? "" : "\n");
  }
}
