package org.vedette.tensor.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.tensor.Tensors;

/**
 * What happens on this thread to the operations that a plan can run: mostly nothing, so that they
 * just run; while a forward pass is recorded they are written down; while a plan answers they are
 * not run at all.
 */
public abstract sealed class PlanTrace {
  private static final ThreadLocal<PlanTrace> CURRENT = new ThreadLocal<>();

  /** Runs an operation, or lets the trace of this thread answer it. */
  public static Tensor apply(PlanOp op, List<Tensor> inputs, Supplier<Tensor> eager) {
    PlanTrace trace = CURRENT.get();
    return trace == null ? eager.get() : trace.answer(op, inputs, eager);
  }

  /** Whether a trace looks on at this thread. */
  static boolean isActive() {
    return CURRENT.get() != null;
  }

  /** One zero seen in the shape of a map. */
  static Tensor standIn(long[] shape) {
    return torch.zeros(new long[] {1}).expand(shape);
  }

  abstract Tensor answer(PlanOp op, List<Tensor> inputs, Supplier<Tensor> eager);

  /** Does some work under this trace. */
  final <T> T during(Supplier<T> work) {
    PlanTrace outer = CURRENT.get();
    CURRENT.set(this);
    try {
      return work.get();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /**
   * Writes down the operations of a forward pass, which run as ever, or, where only their shapes
   * matter, do not run. Tensors are told apart as objects: one that an operation not listed in
   * {@link PlanOp} made is unknown.
   */
  static final class Recorder extends PlanTrace {
    private final IdentityHashMap<Tensor, Integer> values = new IdentityHashMap<>();
    private final List<PlanGraph.Node> nodes = new ArrayList<>();
    private final List<long[]> inputs = new ArrayList<>();
    private final boolean dry;
    private boolean unknownInput;

    /**
     * Nothing is written down yet.
     *
     * @param tensors the inputs of the pass
     * @param dry whether nothing runs: what the pass gives are then stand-ins
     */
    Recorder(List<Tensor> tensors, boolean dry) {
      this.dry = dry;
      for (Tensor tensor : tensors) {
        values.put(tensor, inputs.size());
        inputs.add(Tensors.shape(tensor));
      }
    }

    @Override
    Tensor answer(PlanOp op, List<Tensor> from, Supplier<Tensor> eager) {
      Tensor output = dry ? standIn(op, from) : alone(eager);
      int[] ids = new int[from.size()];
      for (int i = 0; i < ids.length; i++) {
        Integer id = values.get(from.get(i));
        unknownInput |= id == null;
        ids[i] = id == null ? -1 : id;
      }
      values.put(output, inputs.size() + nodes.size());
      nodes.add(new PlanGraph.Node(op, ids, Tensors.shape(output)));
      return output;
    }

    private Tensor alone(Supplier<Tensor> eager) {
      CURRENT.remove();
      Tensor output = eager.get();
      CURRENT.set(this);
      return output;
    }

    private static Tensor standIn(PlanOp op, List<Tensor> from) {
      return PlanTrace.standIn(op.shape(from.stream().map(Tensors::shape).toList()));
    }

    /** The graph that gives these outputs, or null when other operations had a part in them. */
    PlanGraph graph(List<Tensor> outputs) {
      if (unknownInput || !outputs.stream().allMatch(values::containsKey)) {
        return null;
      }
      return new PlanGraph(
          List.copyOf(inputs), List.copyOf(nodes), outputs.stream().map(values::get).toList());
    }
  }

  /**
   * Answers the operations of a forward pass that a plan has already run: an output with its
   * tensor, anything between with a stand-in of its shape.
   */
  static final class Replay extends PlanTrace {
    private final PlanGraph graph;
    private final Tensor[] answers;
    private int next;

    Replay(PlanGraph graph, Tensor[] answers) {
      this.graph = graph;
      this.answers = answers;
    }

    @Override
    Tensor answer(PlanOp op, List<Tensor> from, Supplier<Tensor> eager) {
      if (next == answers.length || !graph.nodes().get(next).op().equals(op)) {
        throw new IllegalStateException("a forward pass differs from the one before: " + op);
      }
      return answers[next++];
    }
  }
}
