package org.vedette.api.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The configs that ship with Vedette as a page: family by family, with size and published AP. */
public final class ZooPage {
  private static final String HEAD =
      """
      # Model zoo

      The configs of this project. Parameters are counted by building each model here (`vedette model zoo`); FLOPs are multiply-adds of
      one blank image of the size in the head, where they were counted. AP is what MMDetection's model zoo publishes for the config of the
      same name on COCO val2017, in percent; Vedette has not trained them. Parity tells how the config's model compares with numbers made
      by MMDetection ([parity](parity.md)); `-` means that there is no record of just this config.

      """;

  private final Map<String, List<Entry>> families = new TreeMap<>();
  private final String flopsSize;

  /**
   * One config.
   *
   * @param config its path
   * @param parameters how many numbers it trains; -1 when it cannot be built
   * @param flops multiply-adds of one image; -1 when not counted
   * @param published what was published of it
   * @param parity pass, fail, loose, or empty
   */
  public record Entry(
      String config, long parameters, long flops, Published published, String parity) {
    String family() {
      String[] parts = config.replace('\\', '/').split("/", -1);
      return parts.length < 2 ? "" : parts[parts.length - 2];
    }

    String name() {
      String file = config.substring(config.lastIndexOf('/') + 1);
      return file.endsWith(".py") ? file.substring(0, file.length() - 3) : file;
    }
  }

  /**
   * A page without configs.
   *
   * @param flopsSize the size of the image for FLOPs, such as {@code 800x1280}; null: not counted
   */
  public ZooPage(String flopsSize) {
    this.flopsSize = flopsSize;
  }

  /** Adds a config. */
  public void add(Entry entry) {
    families.computeIfAbsent(entry.family(), family -> new ArrayList<>()).add(entry);
  }

  /** The page as Markdown. */
  public String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    families.forEach((family, entries) -> page.append(section(family, entries)));
    return page.toString().stripTrailing() + "\n";
  }

  private String section(String family, List<Entry> entries) {
    StringBuilder text = new StringBuilder("## " + family + "\n\n");
    entries.stream()
        .map(Entry::published)
        .filter(published -> !published.paper().isEmpty())
        .findFirst()
        .ifPresent(
            published -> text.append("[" + published.paper() + "](" + published.url() + ")\n\n"));
    String flops = flopsSize == null ? "" : " FLOPs at " + flopsSize + " |";
    text.append("| config | parameters |" + flops + " box AP | mask AP | parity |\n");
    text.append("|---|---|" + (flopsSize == null ? "" : "---|") + "---|---|---|\n");
    for (Entry entry : entries) {
      text.append("| [" + entry.name() + "](../" + entry.config() + ") | ");
      text.append(millions(entry.parameters()) + " | ");
      text.append(flopsSize == null ? "" : billions(entry.flops()) + " | ");
      text.append(orDash(entry.published().boxAp()) + " | ");
      text.append(orDash(entry.published().maskAp()) + " | ");
      text.append(orDash(entry.parity()) + " |\n");
    }
    return text.append('\n').toString();
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String millions(long count) {
    return count < 0 ? "-" : String.format(Locale.ROOT, "%.2f M", count / 1e6);
  }

  private static String billions(long count) {
    return count < 0 ? "-" : String.format(Locale.ROOT, "%.1f G", count / 1e9);
  }
}
