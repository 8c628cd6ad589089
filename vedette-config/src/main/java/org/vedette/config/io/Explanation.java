package org.vedette.config.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.vedette.config.Config;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;

/** Says which line of which file set a value, and what it took the place of. */
public final class Explanation {
  private static final int SHOWN = 70;

  private Explanation() {}

  /**
   * The story of one value, as lines of text: the value, where it was set, what it shadows from the
   * latest to the earliest, and which dict around it replaced an inherited one.
   *
   * @param path keys with dots between them; indices for items of lists
   * @throws org.vedette.base.ConfigException when the config has no such key
   */
  public static String of(Config config, String path) {
    List<KeyPath.Step> steps = KeyPath.resolve(config.root(), path);
    KeyPath.Step last = steps.get(steps.size() - 1);
    StringBuilder out = new StringBuilder();
    out.append(path).append(" = ").append(PythonWriter.value(last.value())).append('\n');
    out.append("  set at ").append(last.value().location()).append('\n');
    for (ConfigNode before : shadowed(last)) {
      out.append("  instead of ").append(shown(before));
      out.append(" at ").append(before.location()).append('\n');
    }
    for (int i = steps.size() - 2; i >= 0; i--) {
      for (ConfigNode before : shadowed(steps.get(i))) {
        out.append("  inside ").append(steps.get(i).path()).append(" of ");
        out.append(steps.get(i).value().location()).append(", which replaced the one at ");
        out.append(before.location()).append('\n');
      }
    }
    return out.toString();
  }

  /** What a key held before, latest first. */
  private static List<ConfigNode> shadowed(KeyPath.Step step) {
    if (!(step.holder() instanceof DictNode dict)) {
      return List.of();
    }
    List<ConfigNode> before = new ArrayList<>(dict.shadowed(step.key()));
    Collections.reverse(before);
    return before;
  }

  private static String shown(ConfigNode node) {
    String text = PythonWriter.value(node).replaceAll("\\s*\n\\s*", " ");
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "...";
  }
}
