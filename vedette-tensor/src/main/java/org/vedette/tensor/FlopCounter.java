package org.vedette.tensor;

import java.util.IdentityHashMap;

/**
 * Counts the multiply-adds of a forward pass, layer by layer, as fvcore and mmengine do: one
 * multiplication with its addition is one operation, and activations, pooling and element-wise sums
 * are not counted. Counting is per thread and only while a counter is open.
 */
public final class FlopCounter implements AutoCloseable {
  private static final ThreadLocal<FlopCounter> ACTIVE = new ThreadLocal<>();

  private final IdentityHashMap<Layer, Long> perLayer = new IdentityHashMap<>();

  private FlopCounter() {}

  /** Starts counting on this thread. */
  public static FlopCounter open() {
    FlopCounter counter = new FlopCounter();
    ACTIVE.set(counter);
    return counter;
  }

  /** Whether somebody counts on this thread. */
  public static boolean isCounting() {
    return ACTIVE.get() != null;
  }

  /** Notes the operations of a layer; does nothing when nobody counts. */
  public static void add(Layer layer, long operations) {
    FlopCounter counter = ACTIVE.get();
    if (counter != null) {
      counter.perLayer.merge(layer, operations, Long::sum);
    }
  }

  /** The operations of a layer and all below it. */
  public long of(Layer layer) {
    return layer.find(Layer.class).stream()
        .mapToLong(found -> perLayer.getOrDefault(found, 0L))
        .sum();
  }

  /** All operations. */
  public long total() {
    return perLayer.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    ACTIVE.remove();
  }
}
