package org.vedette.tensor.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.tensor.DType;
import org.vedette.tensor.FlopCounter;
import org.vedette.tensor.StageTimes;
import org.vedette.tensor.TensorScope;

/**
 * Runs a forward pass that is repeated with inputs of the same size as one plan of oneDNN
 * primitives: blocked layouts, joined and added maps written in place, memory laid out once, no
 * work per operation outside oneDNN. For inference on the CPU in float32, with weights that no
 * longer change.
 *
 * <p>The pass itself stays the only description of the network. Its second run with a size is
 * recorded; when all its operations are known to {@link PlanOp} and the plan gives what the pass
 * gave, later runs take the plan's outputs. Otherwise the pass runs layer by layer, as before.
 */
public final class PlannedForward {
  /** Sizes that are planned at a time; the one that was used longest ago gives way. */
  private static final int PLANS = 4;

  private static final int SIZES = 64;
  private static final double TOLERANCE = 1e-4;
  private static final Logger LOG = LoggerFactory.getLogger(PlannedForward.class);

  /** What is known of a size. */
  private static final class Entry {
    private boolean seen;
    private boolean refused;
    private PlanGraph graph;
    private OneDnnPlan plan;
    private final OneDnn.Kept kept = new OneDnn.Kept();
    private Tensor[] standIns;

    void release() {
      if (plan != null) {
        plan.close();
        kept.release();
        plan = null;
        seen = false;
      }
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final PlanWeights weights = new PlanWeights();

  /**
   * The outputs of a pass.
   *
   * @param inputs (N, C, H, W) each
   * @param outputs the tensors of what the pass gives
   * @param pass the forward pass of these inputs
   */
  public <T> T run(List<Tensor> inputs, Function<T, List<Tensor>> outputs, Supplier<T> pass) {
    if (PlanTrace.isActive() || !fits(inputs) || OneDnn.cpu() == null || !lock.tryLock()) {
      return pass.get();
    }
    try {
      Entry entry = entries.computeIfAbsent(key(inputs), key -> new Entry());
      if (entry.plan != null) {
        return replay(entry, inputs, pass);
      }
      if (entry.refused || !entry.seen) {
        entry.seen = true;
        forgetSizes();
        return pass.get();
      }
      return record(entry, inputs, outputs, pass);
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is a plan for inputs of these sizes. */
  boolean isPlanned(List<Tensor> inputs) {
    Entry entry = entries.get(key(inputs));
    return entry != null && entry.plan != null;
  }

  private static boolean fits(List<Tensor> inputs) {
    long count = inputs.get(0).size(0);
    return !FlopCounter.isCounting()
        && inputs.stream()
            .allMatch(
                input ->
                    input.is_cpu()
                        && input.dim() == 4
                        && input.size(0) == count
                        && DType.of(input) == DType.FLOAT32);
  }

  private static String key(List<Tensor> inputs) {
    StringBuilder key = new StringBuilder();
    for (Tensor input : inputs) {
      for (int dim = 0; dim < 4; dim++) {
        key.append(input.size(dim)).append(':').append(input.stride(dim)).append(' ');
      }
    }
    return key.toString();
  }

  /** Sizes come and go with the images of a folder; only those in use are remembered. */
  private void forgetSizes() {
    if (entries.size() > SIZES) {
      entries.remove(entries.keySet().iterator().next()).release();
    }
  }

  private <T> T record(
      Entry entry, List<Tensor> inputs, Function<T, List<Tensor>> outputs, Supplier<T> pass) {
    PlanTrace.Recorder recorder = new PlanTrace.Recorder(inputs);
    T result = recorder.during(pass);
    List<Tensor> tensors = outputs.apply(result);
    entry.graph = recorder.graph(tensors);
    try (TensorScope scope = TensorScope.open()) {
      entry.refused = entry.graph == null || !plan(entry, inputs, tensors);
    } catch (RuntimeException e) {
      LOG.debug("no plan for this network", e);
      entry.refused = true;
    }
    if (entry.refused) {
      entry.release();
    }
    return result;
  }

  private boolean plan(Entry entry, List<Tensor> inputs, List<Tensor> expected) {
    makeRoom();
    List<long[]> strides = inputs.stream().map(PlannedForward::strides).toList();
    entry.plan = OneDnnCompiler.compile(entry.graph, strides, weights);
    entry.standIns = new Tensor[entry.graph.nodes().size()];
    for (int i = 0; i < entry.standIns.length; i++) {
      long[] shape = entry.graph.nodes().get(i).shape();
      entry.standIns[i] = entry.kept.keep(torch.zeros(new long[] {1}).expand(shape));
    }
    Tensor[] results = entry.plan.run(inputs);
    for (int i = 0; i < results.length; i++) {
      if (!near(results[i], expected.get(i))) {
        LOG.debug("output {} of a plan differs from the layers'", i);
        return false;
      }
    }
    return true;
  }

  private static boolean near(Tensor got, Tensor expected) {
    double largest = expected.abs().max().item().toDouble();
    double off = got.sub(expected).abs().max().item().toDouble();
    return off <= TOLERANCE * Math.max(largest, Float.MIN_NORMAL);
  }

  private void makeRoom() {
    List<Entry> planned = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.plan != null) {
        planned.add(entry);
      }
    }
    if (planned.size() >= PLANS) {
      planned.get(0).release();
    }
  }

  private static long[] strides(Tensor tensor) {
    long[] strides = new long[4];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = tensor.stride(i);
    }
    return strides;
  }

  private static <T> T replay(Entry entry, List<Tensor> inputs, Supplier<T> pass) {
    Tensor[] results = StageTimes.time("plan", () -> entry.plan.run(inputs));
    Tensor[] answers = entry.standIns.clone();
    for (int i = 0; i < results.length; i++) {
      int value = entry.graph.outputs().get(i);
      if (!entry.graph.isInput(value)) {
        answers[value - entry.graph.inputs().size()] = results[i];
      }
    }
    return new PlanTrace.Replay(entry.graph, answers).during(pass);
  }
}
