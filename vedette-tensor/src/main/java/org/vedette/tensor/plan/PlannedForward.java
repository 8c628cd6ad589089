package org.vedette.tensor.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.base.TensorException;
import org.vedette.tensor.DType;
import org.vedette.tensor.FlopCounter;
import org.vedette.tensor.StageTimes;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.layers.BareConvs;

/**
 * Runs a forward pass that is repeated with inputs of the same size as one plan of oneDNN
 * primitives: blocked layouts, joined and added maps written in place, memory laid out once, no
 * work per operation outside oneDNN. For inference on the CPU in float32, without gradients, with
 * weights that no longer change. Where there is no oneDNN the layers run.
 *
 * <p>The pass itself stays the only description of the network. Its first run is recorded; when all
 * its operations are known to {@link PlanOp} and the plan gives what the layers gave up to
 * rounding, this size is the plan's from then on, and so are others on which the pass does the
 * same. Otherwise, and for sizes beyond the first few, the pass runs layer by layer, always: the
 * same input gives the same numbers each time.
 *
 * <p>Any threads may call it; one plan runs at a time. Native memory is freed when nothing refers
 * to this object any more.
 */
public final class PlannedForward {
  /** Sizes that are planned: as many as pictures of all shapes have when one side is given. */
  private static final int PLANS = 48;

  private static final String JOIN = "_and_";
  private static final double TOLERANCE = 1e-4;
  private static final Logger LOG = LoggerFactory.getLogger(PlannedForward.class);

  /**
   * A size with its plan. The pass still runs when the plan has answered, to put its outputs
   * together; what it hands from layer to layer are then stand-ins, one zero seen in the shape of a
   * map.
   */
  private static final class Entry {
    private final PlanGraph graph;
    private final OneDnnPlan plan;
    private final Tensor[] standIns;

    Entry(PlanGraph graph, OneDnnPlan plan, OneDnn.Kept kept) {
      this.graph = graph;
      this.plan = plan;
      standIns = new Tensor[graph.nodes().size()];
      for (int i = 0; i < standIns.length; i++) {
        long[] shape = graph.nodes().get(i).shape();
        standIns[i] = kept.keep(PlanTrace.standIn(shape));
      }
    }
  }

  private final String parts;
  private final ReentrantLock lock = new ReentrantLock();

  /** By size; null where the layers run. */
  private final Map<String, Entry> entries = new HashMap<>();

  private final PlanWeights weights = new PlanWeights();
  private final PlanArena arena = new PlanArena();
  private final OneDnn.Kept kept = new OneDnn.Kept();
  private volatile boolean hasUnknownOperations;

  /** A network whose plan gave what its layers gave; null before there is one. */
  private PlanGraph proven;

  /**
   * No plans yet.
   *
   * @param parts what of a network the pass runs, such as {@code backbone}; {@link StageTimes} has
   *     the times of its plans under these names, joined
   */
  public PlannedForward(String... parts) {
    this.parts = String.join(JOIN, parts);
  }

  /** The parts of a network that run as one plan, by the name of its times; else the name alone. */
  public static List<String> partsOf(String name) {
    return List.of(name.split(JOIN));
  }

  /**
   * What a pass gives.
   *
   * @param inputs (N, C, H, W) each
   * @param outputs all tensors of what the pass gives; any other would hold no numbers
   * @param pass the forward pass of these inputs; does the same operations for each input of a size
   */
  public <T> T run(List<Tensor> inputs, Function<T, List<Tensor>> outputs, Supplier<T> pass) {
    if (hasUnknownOperations || PlanTrace.isActive() || !fits(inputs) || OneDnn.cpu() == null) {
      return pass.get();
    }
    lock.lock();
    try {
      String key = key(inputs);
      Entry entry = entries.get(key);
      if (entry != null) {
        return replay(entry, inputs, pass);
      }
      if (!entries.containsKey(key) && entries.size() < PLANS) {
        return record(key, inputs, outputs, pass);
      }
    } finally {
      lock.unlock();
    }
    return pass.get();
  }

  /** The version of the oneDNN that plans run on; empty where it cannot be loaded. */
  public static Optional<String> oneDnnVersion() {
    return Optional.ofNullable(OneDnn.cpu()).map(OneDnn.Cpu::version);
  }

  /** Whether there is a plan for inputs of these sizes. */
  boolean isPlanned(List<Tensor> inputs) {
    return entries.get(key(inputs)) != null;
  }

  private static boolean fits(List<Tensor> inputs) {
    long count = inputs.get(0).size(0);
    // Those who look at single layers want them to run, once.
    return !FlopCounter.isCounting()
        && !BareConvs.isOpen()
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

  private <T> T record(
      String key, List<Tensor> inputs, Function<T, List<Tensor>> outputs, Supplier<T> pass) {
    PlanGraph known = proven == null ? null : dryGraph(inputs, outputs, pass);
    if (known != null && known.isLike(proven)) {
      OneDnnPlan plan = compile(known, inputs);
      entries.put(key, plan == null ? null : new Entry(known, plan, kept));
      return plan == null ? pass.get() : replay(entries.get(key), inputs, pass);
    }
    PlanTrace.Recorder recorder = new PlanTrace.Recorder(inputs, false);
    List<Tensor> tensors = outputs.apply(recorder.during(pass));
    PlanGraph graph = recorder.graph(tensors);
    if (graph == null) {
      hasUnknownOperations = true;
    }
    OneDnnPlan plan = graph == null ? null : compile(graph, inputs);
    Tensor[] results = plan == null ? null : firstRun(plan, inputs, tensors);
    Entry entry = results == null ? null : new Entry(graph, plan, kept);
    entries.put(key, entry);
    proven = entry == null ? proven : graph;
    // Once more, so that plans of parts of the pass have their first run now and not at the next.
    return entry == null ? pass.get() : handOut(entry, results, pass);
  }

  /** What the pass does, without doing it; null where that cannot be told. */
  private static <T> PlanGraph dryGraph(
      List<Tensor> inputs, Function<T, List<Tensor>> outputs, Supplier<T> pass) {
    try (TensorScope scope = TensorScope.open()) {
      PlanTrace.Recorder recorder = new PlanTrace.Recorder(inputs, true);
      return recorder.graph(outputs.apply(recorder.during(pass)));
    } catch (RuntimeException e) {
      // The layers, which run then, tell what is wrong with these inputs.
      LOG.debug("a pass does not run dry", e);
      return null;
    }
  }

  private OneDnnPlan compile(PlanGraph graph, List<Tensor> inputs) {
    try (TensorScope scope = TensorScope.open()) {
      List<long[]> strides = inputs.stream().map(PlannedForward::strides).toList();
      return OneDnnCompiler.compile(graph, strides, weights, arena);
    } catch (RuntimeException e) {
      LOG.debug("no plan for this network", e);
      return null;
    }
  }

  /** What a plan gives, or null where it fails or gives other numbers than the layers. */
  private static Tensor[] firstRun(OneDnnPlan plan, List<Tensor> inputs, List<Tensor> expected) {
    Tensor[] results = null;
    try {
      Tensor[] got = plan.run(inputs);
      results = near(got, expected) ? got : null;
    } catch (TensorException e) {
      LOG.debug("a plan does not run", e);
    }
    if (results == null) {
      plan.close();
    }
    return results;
  }

  private static boolean near(Tensor[] results, List<Tensor> expected) {
    try (TensorScope scope = TensorScope.open()) {
      for (int i = 0; i < results.length; i++) {
        if (!near(results[i], expected.get(i))) {
          LOG.debug("output {} of a plan differs from the layers'", i);
          return false;
        }
      }
      return true;
    }
  }

  private static boolean near(Tensor got, Tensor expected) {
    double largest = expected.abs().max().item().toDouble();
    double off = got.sub(expected).abs().max().item().toDouble();
    return off <= TOLERANCE * Math.max(largest, Float.MIN_NORMAL);
  }

  private static long[] strides(Tensor tensor) {
    long[] strides = new long[4];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = tensor.stride(i);
    }
    return strides;
  }

  private <T> T replay(Entry entry, List<Tensor> inputs, Supplier<T> pass) {
    return handOut(entry, StageTimes.time(parts, () -> entry.plan.run(inputs)), pass);
  }

  private static <T> T handOut(Entry entry, Tensor[] results, Supplier<T> pass) {
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
