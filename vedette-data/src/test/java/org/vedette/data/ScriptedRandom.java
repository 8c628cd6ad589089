package org.vedette.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.vedette.base.RandomSource;

/** Hands out the numbers that the reference drew, in order. */
public final class ScriptedRandom extends RandomSource {
  private final Deque<Object> values = new ArrayDeque<>();

  /** A source of these numbers; an int[] is a permutation. */
  public ScriptedRandom(List<?> values) {
    super(0);
    this.values.addAll(values);
  }

  private Object take() {
    assertThat(values).as("numbers left to draw").isNotEmpty();
    return values.remove();
  }

  /** Checks that every number was drawn. */
  public void assertExhausted() {
    assertThat(values).as("numbers not drawn").isEmpty();
  }

  @Override
  public double nextDouble() {
    return ((Number) take()).doubleValue();
  }

  @Override
  public double uniform(double low, double high) {
    return ((Number) take()).doubleValue();
  }

  @Override
  public int nextInt(int bound) {
    return ((Number) take()).intValue();
  }

  @Override
  public int nextInt(int low, int high) {
    return ((Number) take()).intValue();
  }

  @Override
  public int[] permutation(int n) {
    return (int[]) take();
  }
}
