package org.vedette.base;

import java.util.List;
import java.util.stream.Collectors;

/** A config that cannot be used: every problem that was found in it, together. */
public class ConfigException extends VedetteException {
  private static final long serialVersionUID = 1L;

  /** The problems, in the order of the config. */
  private final transient List<Problem> problems;

  /** An exception for all problems of a config. */
  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** An exception for one problem. */
  public ConfigException(Problem problem) {
    this(List.of(problem));
  }

  /** All problems, in the order of the config. */
  public List<Problem> problems() {
    return problems == null ? List.of() : problems;
  }
}
