package org.vedette.benchmarks;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.vedette.tensor.TensorScope;

/** Owns the tensors that a benchmark works on. */
@State(Scope.Thread)
public abstract class TensorState {
  private TensorScope scope;

  /** Makes the input. */
  @Setup(Level.Trial)
  public final void open() {
    scope = TensorScope.open();
    make();
  }

  /** Makes the input; what it makes lives until {@link #close}. */
  abstract void make();

  /** Frees the input. */
  @TearDown(Level.Trial)
  public final void close() {
    scope.close();
  }
}
