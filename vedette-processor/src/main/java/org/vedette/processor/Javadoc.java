package org.vedette.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A doc comment as plain text: its first sentence and what it says of each parameter. */
final class Javadoc {
  private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*(?=@\\w)");
  private static final Pattern PARAM = Pattern.compile("(?s)@param\\s+(<?\\w+>?)\\s*(.*)");
  private static final Pattern CODE = Pattern.compile("\\{@(?:code|literal|value)\\s+([^{}]*)\\}");
  private static final Pattern LINK =
      Pattern.compile("\\{@link(?:plain)?\\s+([^\\s{}]+)(?:\\s+([^{}]*))?\\}");
  private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s+\\p{Lu})");

  private final String summary;
  private final Map<String, String> params = new LinkedHashMap<>();

  /** Reads a comment without its stars, as the compiler gives it; null when there is none. */
  Javadoc(String comment) {
    String[] blocks = BLOCK_TAG.split(comment == null ? "" : comment, -1);
    summary = firstSentence(blocks[0]);
    for (String block : blocks) {
      Matcher param = PARAM.matcher(block.strip());
      if (param.matches() && !param.group(2).isBlank()) {
        params.put(param.group(1), plain(param.group(2)));
      }
    }
  }

  /** The first sentence; empty when there is none. */
  String summary() {
    return summary;
  }

  /** What is said of a parameter, or null. */
  String param(String name) {
    return params.get(name);
  }

  private static String firstSentence(String text) {
    int paragraph = text.indexOf("<p>");
    String plain = plain(paragraph < 0 ? text : text.substring(0, paragraph));
    Matcher end = SENTENCE_END.matcher(plain);
    return end.find() ? plain.substring(0, end.end()) : plain;
  }

  private static String plain(String text) {
    String coded = CODE.matcher(text).replaceAll("$1");
    String linked =
        LINK.matcher(coded)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(2) == null
                            ? found.group(1).replaceFirst("^#", "").replace('#', '.')
                            : found.group(2)));
    return linked
        .replaceAll("</?[a-zA-Z][^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
