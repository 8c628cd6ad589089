package org.vedette.api.train;

import java.util.ArrayList;
import java.util.List;
import org.vedette.config.ConfigNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.FromConfig;
import org.vedette.visual.Palette;

/**
 * Colours of a visualizer: one for all classes, one for each, or colours that differ.
 *
 * @param rgb the colours red green blue by class, from 0 to 255; empty for colours that differ
 */
public record PaintColors(List<int[]> rgb) {
  private static final int MOST_CLASSES = 1024;

  /**
   * Reads a colour's name, {@code 'random'}, a tuple of red, green and blue, or a list of such
   * tuples, one for each class.
   */
  @FromConfig
  public static PaintColors of(ConfigNode node) {
    if (node instanceof ScalarNode scalar && scalar.value() instanceof String name) {
      return "random".equals(name)
          ? new PaintColors(List.of())
          : new PaintColors(List.of(named(name)));
    }
    if (node instanceof ListNode list && !list.items().isEmpty()) {
      if (list.items().get(0) instanceof ListNode) {
        List<int[]> colors = new ArrayList<>();
        list.items().forEach(item -> colors.add(rgb(item)));
        return new PaintColors(colors);
      }
      return new PaintColors(List.of(rgb(list)));
    }
    throw unreadable();
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "a colour as (red, green, blue) from 0 to 255, a list of them, 'random', or one of 'red',"
            + " 'green', 'blue', 'cyan', 'yellow', 'magenta', 'white', 'black'");
  }

  private static int[] rgb(ConfigNode node) {
    int[] color = new int[3];
    if (!(node instanceof ListNode list) || list.items().size() != 3) {
      throw unreadable();
    }
    for (int i = 0; i < 3; i++) {
      if (!(list.items().get(i) instanceof ScalarNode part)
          || !(part.value() instanceof Long number)
          || number < 0
          || number > 255) {
        throw unreadable();
      }
      color[i] = number.intValue();
    }
    return color;
  }

  private static int[] named(String name) {
    return switch (name) {
      case "red" -> new int[] {255, 0, 0};
      case "green" -> new int[] {0, 255, 0};
      case "blue" -> new int[] {0, 0, 255};
      case "cyan" -> new int[] {0, 255, 255};
      case "yellow" -> new int[] {255, 255, 0};
      case "magenta" -> new int[] {255, 0, 255};
      case "white" -> new int[] {255, 255, 255};
      case "black" -> new int[] {0, 0, 0};
      default -> throw unreadable();
    };
  }

  /** The palette of these colours; null for none. */
  static Palette palette(PaintColors colors) {
    if (colors == null) {
      return null;
    }
    return colors.rgb().isEmpty() ? Palette.distinct(MOST_CLASSES) : Palette.of(colors.rgb());
  }
}
