package org.vedette.api.datatool;

import java.util.List;
import org.vedette.api.datatool.Check.Severity;

/** What {@link DataCheck} found. */
public final class DataReport {
  private final List<DataCheck.Part> parts;
  private final List<String> notes;

  DataReport(List<DataCheck.Part> parts, List<String> notes) {
    this.parts = List.copyOf(parts);
    this.notes = List.copyOf(notes);
  }

  List<DataCheck.Part> parts() {
    return parts;
  }

  /** What else the user should know of the config. */
  public List<String> notes() {
    return notes;
  }

  /** The findings of all datasets. */
  public List<Finding> findings() {
    return parts.stream().flatMap(part -> part.findings().stream()).toList();
  }

  /** How many findings are this bad, each check of each dataset counted once. */
  public long count(Severity severity) {
    return findings().stream().filter(f -> f.check().severity() == severity).count();
  }

  /** Whether something keeps the data from being used. */
  public boolean hasErrors() {
    return count(Severity.ERROR) > 0;
  }

  /** The report for a terminal. */
  public String text() {
    return new DataCheckText(this).write();
  }

  /** The report for programs: one line of JSON. */
  public String json() {
    return DataCheckJson.write(this);
  }

  /**
   * The report as a page that needs no other file and no network.
   *
   * @param title what was checked
   */
  public String html(String title) {
    return new DataCheckHtml(this, title).write();
  }
}
