package org.vedette.api.parity;

import java.util.List;
import java.util.Map;
import org.vedette.api.parity.SectionResult.Status;

/**
 * How a fixture compared.
 *
 * @param fixture its name
 * @param missingTypes types of its model that this build does not have
 * @param sections the compared sections in order
 * @param error why it could not be run; empty when it could
 */
public record FixtureResult(
    String fixture, List<String> missingTypes, Map<String, SectionResult> sections, String error) {
  /** {@code pass}, {@code fail}, {@code loose}, {@code unbuilt} or {@code error}. */
  public String status() {
    if (!missingTypes.isEmpty()) {
      return "unbuilt";
    }
    if (!error.isEmpty()) {
      return "error";
    }
    if (has(Status.FAIL)) {
      return "fail";
    }
    return has(Status.LOOSE) ? "loose" : "pass";
  }

  private boolean has(Status status) {
    return sections.values().stream().anyMatch(section -> section.status() == status);
  }
}
