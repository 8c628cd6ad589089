package org.vedette.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.config.syntax.Source;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML into nodes as PyYAML does, which configs were written for: {@code 1e-3} without a dot
 * is a text, {@code yes} is true, {@code !!python/tuple} is a tuple.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_ALIASES = 1000;
  private static final Tag TUPLE = new Tag("tag:yaml.org,2002:python/tuple");

  private final Source source;
  private final IdentityHashMap<Node, ConfigNode> known = new IdentityHashMap<>();

  private YamlReader(Source source) {
    this.source = source;
  }

  /** The value of a text; an empty one is an empty dict. */
  static ConfigNode read(Source source) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setCodePointLimit(Integer.MAX_VALUE);
    // Tags are looked at here, and nothing is constructed from them.
    options.setTagInspector(tag -> true);
    YamlReader reader = new YamlReader(source);
    try {
      Composer composer =
          new Composer(
              new ParserImpl(new StreamReader(source.text()), options), new YamlScalars(), options);
      Node node = composer.getSingleNode();
      return node == null ? new DictNode(source.location(0)) : reader.value(node);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
      throw source.error(mark == null ? 0 : reader.offset(mark), "no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw source.error(0, "no YAML: " + e.getMessage());
    }
  }

  private ConfigNode value(Node node) {
    ConfigNode value = known.get(node);
    if (value == null) {
      if (known.containsKey(node)) {
        throw error(node, "the YAML value holds itself");
      }
      known.put(node, null);
      value = convert(node);
      known.put(node, value);
    }
    return value;
  }

  private ConfigNode convert(Node node) {
    Tag tag = node.getTag();
    if (node instanceof MappingNode mapping && tag.equals(Tag.MAP)) {
      return mapping(mapping);
    }
    if (node instanceof SequenceNode sequence && (tag.equals(Tag.SEQ) || tag.equals(TUPLE))) {
      List<ConfigNode> items = new ArrayList<>();
      sequence.getValue().forEach(item -> items.add(value(item)));
      return new ListNode(items, tag.equals(TUPLE), place(node));
    }
    if (node instanceof ScalarNode scalar) {
      return new org.vedette.config.ScalarNode(scalar(scalar), place(node));
    }
    throw error(node, "unsupported YAML type " + tag);
  }

  private DictNode mapping(MappingNode mapping) {
    DictNode dict = new DictNode(place(mapping));
    // What '<<' brings in stands before, and yields to, the mapping's own keys.
    for (NodeTuple entry : mapping.getValue()) {
      if (entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        include(dict, entry.getValueNode());
      }
    }
    for (NodeTuple entry : mapping.getValue()) {
      if (!entry.getKeyNode().getTag().equals(Tag.MERGE)) {
        if (!(value(entry.getKeyNode()) instanceof org.vedette.config.ScalarNode key)) {
          throw error(entry.getKeyNode(), "the key of a dict is a string or a number");
        }
        dict.put(key.value(), value(entry.getValueNode()));
      }
    }
    return dict;
  }

  private void include(DictNode dict, Node node) {
    if (node instanceof SequenceNode sequence) {
      for (int i = sequence.getValue().size() - 1; i >= 0; i--) {
        include(dict, sequence.getValue().get(i));
      }
    } else if (value(node) instanceof DictNode included) {
      included.entries().forEach(dict.entries()::put);
    } else {
      throw error(node, "'<<' takes in a mapping");
    }
  }

  private Object scalar(ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.STR)) {
      return text;
    }
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return YamlScalars.isTrue(text);
    }
    Object number = null;
    if (tag.equals(Tag.INT)) {
      number = whole(text.replace("_", "").toLowerCase(Locale.ROOT));
    } else if (tag.equals(Tag.FLOAT)) {
      number = real(text.replace("_", "").toLowerCase(Locale.ROOT));
    }
    if (number == null) {
      throw error(node, "unsupported YAML value " + text + " of type " + tag + "; quote it");
    }
    return number;
  }

  private static Object whole(String text) {
    int sign = text.startsWith("-") ? -1 : 1;
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    try {
      BigInteger value;
      if (digits.startsWith("0b")) {
        value = new BigInteger(digits.substring(2), 2);
      } else if (digits.startsWith("0x")) {
        value = new BigInteger(digits.substring(2), 16);
      } else if (digits.indexOf(':') >= 0) {
        value = BigInteger.ZERO;
        for (String part : digits.split(":", -1)) {
          value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
        }
      } else {
        boolean octal = digits.length() > 1 && digits.startsWith("0");
        value = new BigInteger(digits, octal ? 8 : 10);
      }
      return Numbers.narrow(value.multiply(BigInteger.valueOf(sign)));
    } catch (NumberFormatException | OperationException e) {
      return null;
    }
  }

  private static Object real(String text) {
    int sign = text.startsWith("-") ? -1 : 1;
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (digits.equals(".inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (digits.equals(".nan")) {
      return Double.NaN;
    }
    if (digits.indexOf(':') < 0) {
      Double value = NumberTexts.parseFloat(digits);
      return value == null ? null : (Object) (sign * value);
    }
    double value = 0;
    for (String part : digits.split(":", -1)) {
      Double next = NumberTexts.parseFloat(part);
      if (next == null) {
        return null;
      }
      value = 60 * value + next;
    }
    return sign * value;
  }

  private Location place(Node node) {
    return source.location(offset(node.getStartMark()));
  }

  private ConfigException error(Node node, String message) {
    return source.error(offset(node.getStartMark()), message);
  }

  // Marks count code points.
  private int offset(Mark mark) {
    String text = source.text();
    int points = Math.min(mark.getIndex(), text.length());
    boolean plain = text.length() == text.codePointCount(0, text.length());
    return plain ? points : text.offsetByCodePoints(0, mark.getIndex());
  }
}
