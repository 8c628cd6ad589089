package org.vedette.api.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vedette.api.parity.SectionResult.Status;

/** Results of parity checks as a page of tables. */
public final class ParityPage {
  private static final String HEAD =
      """
      # Parity with MMDetection

      Written by `vedette parity --out docs/parity.md FIXTURE...`. A fixture holds what MMDetection 3.3.0 computes with weights and images
      that are formulas: tensors of each stage, predictions, losses, gradients ([what is compared](guides/parity.md)). A number is the
      largest deviation over its limit: at most 1 passes.

      """;

  private final List<FixtureResult> results = new ArrayList<>();

  /** Adds a result. */
  public void add(FixtureResult result) {
    results.add(result);
  }

  /** The page as Markdown. */
  public String markdown() {
    Map<String, Long> counts =
        results.stream()
            .collect(
                Collectors.groupingBy(FixtureResult::status, TreeMap::new, Collectors.counting()));
    String summary =
        counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    StringBuilder page = new StringBuilder(HEAD).append("In all: ").append(summary).append(".\n\n");
    page.append("| fixture | status | sections |\n|---|---|---|\n");
    for (FixtureResult result : results) {
      if (!result.status().equals("unbuilt")) {
        page.append("| " + result.fixture() + " | " + result.status() + " | ");
        page.append(sections(result) + " |\n");
      }
    }
    return page.append(unbuilt()).toString();
  }

  private static String sections(FixtureResult result) {
    if (!result.error().isEmpty()) {
      return result.error().lines().findFirst().orElse("").replace("|", "\\|");
    }
    return result.sections().entrySet().stream()
        .map(section -> section.getKey() + " " + share(section.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String share(SectionResult section) {
    String share =
        Double.isNaN(section.deviation())
            ? "-"
            : String.format(Locale.ROOT, "%.2f", section.deviation() / section.limit());
    return section.status() == Status.PASS
        ? share
        : share + " " + section.status().name().toLowerCase(Locale.ROOT);
  }

  private String unbuilt() {
    List<FixtureResult> missing =
        results.stream().filter(result -> result.status().equals("unbuilt")).toList();
    if (missing.isEmpty()) {
      return "";
    }
    StringBuilder text =
        new StringBuilder("\n## Not built\n\n| fixture | missing types |\n|---|---|\n");
    for (FixtureResult result : missing) {
      String types = String.join(", ", result.missingTypes());
      text.append("| " + result.fixture() + " | " + types + " |\n");
    }
    return text.toString();
  }
}
