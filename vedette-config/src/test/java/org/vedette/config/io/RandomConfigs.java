package org.vedette.config.io;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.Location;
import org.vedette.base.RandomSource;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.TypeNode;

/** Random trees of every kind of value, with the texts and numbers that are easy to get wrong. */
final class RandomConfigs {
  private static final String[] TEXTS = {
    "",
    "a",
    "it's",
    "\"",
    "'\"",
    "a\\b",
    "line\nend\r\t",
    "é😀",
    "\u0000\u007f\u2028\ufeff",
    "{{x}}",
    "{{{_base_.a}}}",
    "true",
    "No",
    "null",
    "~",
    "1",
    "1e-3",
    ".5",
    "- x",
    "# no",
    "a: b",
    " b ",
    "0x1F",
    "1:30",
    "2020-01-01",
    "<<",
    "=",
    "*a",
    "%d",
    "lambda",
    "\uE5A0x\uE5A1",
    "\ud800"
  };
  private static final Double[] REALS = {
    0.0,
    -0.0,
    1.0,
    0.1,
    1e-5,
    1.5e300,
    1e16,
    123456789.0,
    5e-324,
    1e22,
    2.0 / 3,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };
  private static final String[] NAMES = {"alpha", "b_1", "type", "_x", "lr"};

  private final RandomSource random;
  private final boolean python;

  /**
   * A source of trees.
   *
   * @param python whether values may occur that only the Python style can hold: tuples, classes,
   *     floats beyond numbers, halves of characters
   */
  RandomConfigs(RandomSource random, boolean python) {
    this.random = random;
    this.python = python;
  }

  /** A dict whose keys can be variables. */
  DictNode config() {
    DictNode root = new DictNode(Location.UNKNOWN);
    for (int i = random.nextInt(6); i >= 0; i--) {
      root.put(NAMES[random.nextInt(NAMES.length)], value(random.nextInt(5)));
    }
    return root;
  }

  private ConfigNode value(int depth) {
    int kind = random.nextInt(depth > 0 ? 8 : 6);
    return switch (kind) {
      case 6 -> dict(depth);
      case 7 -> list(depth);
      case 0 -> ScalarNode.of(null);
      case 1 -> ScalarNode.of(random.nextInt(2) == 0);
      case 2 -> ScalarNode.of(random.nextLong() >> random.nextInt(64));
      case 3 -> ScalarNode.of(real());
      case 4 -> python ? type() : ScalarNode.of(text());
      default -> ScalarNode.of(text());
    };
  }

  private Double real() {
    if (random.nextInt(2) == 0) {
      return REALS[random.nextInt(python ? REALS.length : REALS.length - 3)];
    }
    double real = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(real) ? real : 0.5;
  }

  private TypeNode type() {
    String name = random.nextInt(2) == 0 ? "alpha" : "Net";
    return new TypeNode("pkg.m" + random.nextInt(2), name, Location.UNKNOWN);
  }

  private String text() {
    return TEXTS[random.nextInt(python ? TEXTS.length : TEXTS.length - 2)];
  }

  private DictNode dict(int depth) {
    DictNode dict = new DictNode(Location.UNKNOWN);
    boolean names = random.nextInt(3) > 0;
    for (int i = random.nextInt(4); i > 0; i--) {
      Object key = names ? NAMES[random.nextInt(NAMES.length)] : text();
      dict.put(python && random.nextInt(9) == 0 ? (Object) 7L : key, value(depth - 1));
    }
    return dict;
  }

  private ListNode list(int depth) {
    List<ConfigNode> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(value(depth - 1));
    }
    return new ListNode(items, python && random.nextInt(2) == 0, Location.UNKNOWN);
  }
}
