package org.vedette.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Runs the cases of a suite and counts what passes, what fails and what is not built yet. */
public final class FixtureTally {
  /** Checks one case; an AssertionError or any exception is a fail. */
  @FunctionalInterface
  public interface Check {
    /** Computes and compares. */
    void run(FixtureCase fixture);
  }

  private final Map<String, Integer> unbuilt = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private int passed;

  /** Runs every case whose operation has a check; the others count as unbuilt. */
  public static FixtureTally run(List<FixtureCase> cases, Map<String, Check> checks) {
    FixtureTally tally = new FixtureTally();
    for (FixtureCase fixture : cases) {
      Check check = checks.get(fixture.op());
      if (check == null) {
        tally.unbuilt.merge(fixture.op(), 1, Integer::sum);
      } else {
        tally.run(fixture, check);
      }
    }
    return tally;
  }

  /**
   * As {@link #run(List, Map)}, without the cases of operations that another test checks.
   *
   * @param elsewhere those operations
   */
  public static FixtureTally run(
      List<FixtureCase> cases, Map<String, Check> checks, Set<String> elsewhere) {
    return run(cases.stream().filter(one -> !elsewhere.contains(one.op())).toList(), checks);
  }

  /** Runs the cases of these operations and leaves those of others to other tests. */
  public static FixtureTally runOwn(List<FixtureCase> cases, Map<String, Check> checks) {
    return run(cases.stream().filter(one -> checks.containsKey(one.op())).toList(), checks);
  }

  private void run(FixtureCase fixture, Check check) {
    try {
      check.run(fixture);
      passed++;
    } catch (AssertionError | RuntimeException e) {
      String message = String.valueOf(e.getMessage()).strip();
      int end = message.indexOf('\n');
      String first = end < 0 ? message : message.substring(0, end);
      failures.add(fixture.name() + ": " + e.getClass().getSimpleName() + ": " + first);
    }
  }

  /** How many cases pass. */
  public int passed() {
    return passed;
  }

  /** The failed cases with their reasons. */
  public List<String> failures() {
    return failures;
  }

  /** The operations that have no check, with the number of their cases. */
  public Map<String, Integer> unbuilt() {
    return unbuilt;
  }

  /** {@code 64 pass, 0 fail, 0 unbuilt}. */
  @Override
  public String toString() {
    int missing = unbuilt.values().stream().mapToInt(Integer::intValue).sum();
    return passed + " pass, " + failures.size() + " fail, " + missing + " unbuilt";
  }
}
