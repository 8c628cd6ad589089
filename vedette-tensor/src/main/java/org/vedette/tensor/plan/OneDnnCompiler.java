package org.vedette.tensor.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.concat;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory_desc_vector;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.layers.Conv2d;

/**
 * Makes a plan of a graph, in three steps: every node becomes the draft of a primitive, which says
 * how its maps lie; then it is known from when to when each map is needed, and memory is laid out;
 * then the primitives are made. Convolutions write straight to where their output is joined, and
 * add another map where all that reads their output is a sum.
 *
 * <p>Native objects of the plan are kept; all others go with the caller's scope.
 */
final class OneDnnCompiler {
  /** A map in a layout. */
  private static final class Place {
    private final memory.desc layout;
    private final PlanMemory.Slot slot;

    /** The same map in other layouts. */
    private final List<Place> copies = new ArrayList<>();

    private memory data;

    /** A map of the plan's own; one that comes in or goes out has no slot. */
    Place(memory.desc layout, PlanMemory.Slot slot) {
      this.layout = layout;
      this.slot = slot;
    }
  }

  /** An argument of a primitive: a map, or a constant. */
  private record Argument(int kind, Place place, memory constant) {
    static Argument of(int kind, Place place) {
      return new Argument(kind, place, null);
    }
  }

  /** A primitive that is chosen, but whose maps have no memory yet. */
  private record Draft(primitive_desc_base desc, List<Argument> arguments) {}

  private final PlanGraph graph;
  private final PlanWeights weights;
  private final PlanLayout layouts;
  private final OneDnn.Cpu cpu = OneDnn.cpu();
  private final OneDnn.Kept kept = new OneDnn.Kept();
  private final PlanMemory plan = new PlanMemory();
  private final List<Draft> drafts = new ArrayList<>();

  /** By value; null where a value is not made yet, or never is. */
  private final Place[] places;

  private final List<List<Integer>> users;

  private OneDnnCompiler(PlanGraph graph, PlanWeights weights) {
    this.graph = graph;
    this.weights = weights;
    layouts = PlanLayout.of(graph);
    places = new Place[graph.values()];
    users = graph.users();
  }

  /**
   * A plan.
   *
   * @param strides of each input, in numbers
   * @param weights takes in the kernels that no plan has had in this layout
   * @throws IllegalArgumentException when the graph cannot be planned
   */
  static OneDnnPlan compile(PlanGraph graph, List<long[]> strides, PlanWeights weights) {
    OneDnnCompiler compiler = new OneDnnCompiler(graph, weights);
    try {
      return compiler.compile(strides);
    } catch (RuntimeException e) {
      compiler.kept.release();
      throw e;
    }
  }

  private OneDnnPlan compile(List<long[]> strides) {
    for (int i = 0; i < graph.inputs().size(); i++) {
      places[i] = new Place(OneDnn.strided(graph.shape(i), strides.get(i)), null);
    }
    for (int node = 0; node < graph.nodes().size(); node++) {
      int value = graph.valueOf(node);
      if (places[value] == null) {
        places[value] = draft(graph.nodes().get(node), value);
      }
    }
    List<Place> results = graph.outputs().stream().map(this::result).toList();
    for (int step = 0; step < drafts.size(); step++) {
      for (Argument argument : drafts.get(step).arguments()) {
        if (argument.place() != null && argument.place().slot != null) {
          argument.place().slot.usedAt(step);
        }
      }
    }
    kept.keep(plan.allocate());
    List<OneDnnPlan.Step> steps = drafts.stream().map(this::step).toList();
    return new OneDnnPlan(
        kept,
        steps,
        ports(Arrays.asList(places).subList(0, graph.inputs().size())),
        ports(results));
  }

  private List<OneDnnPlan.Port> ports(List<Place> ends) {
    return ends.stream()
        .map(place -> new OneDnnPlan.Port(memoryOf(place), dims(place.layout)))
        .toList();
  }

  private static long[] dims(memory.desc layout) {
    long[] dims = new long[layout.get_ndims()];
    layout.get_dims().get(dims);
    return dims;
  }

  private OneDnnPlan.Step step(Draft draft) {
    primitive made = kept.keep(new primitive(draft.desc().get()));
    dnnl_exec_arg_t arguments = kept.keep(new dnnl_exec_arg_t(draft.arguments().size()));
    for (int i = 0; i < draft.arguments().size(); i++) {
      Argument argument = draft.arguments().get(i);
      memory value = argument.place() == null ? argument.constant() : memoryOf(argument.place());
      arguments.position(i).arg(argument.kind()).memory(value.get());
    }
    return new OneDnnPlan.Step(
        kept.keep(made.get()), draft.arguments().size(), arguments.position(0));
  }

  private memory memoryOf(Place place) {
    if (place.data == null) {
      place.data =
          kept.keep(
              place.slot == null
                  ? new memory(place.layout, cpu.engine(), (Pointer) null)
                  : new memory(place.layout, cpu.engine(), plan.of(place.slot)));
    }
    return place.data;
  }

  private Place draft(PlanGraph.Node node, int value) {
    if (node.op() instanceof PlanOp.Convolution conv) {
      return convolution(conv, node, value);
    } else if (node.op() instanceof PlanOp.Concat) {
      return concat(node, value);
    } else if (node.op() instanceof PlanOp.MaxPool pool) {
      return maxPool(pool, node, value);
    } else if (node.op() instanceof PlanOp.Nearest) {
      return enlarge(node, value);
    } else if (node.op() instanceof PlanOp.Sum) {
      return sum(node);
    }
    // Quarters are never made: the convolutions that read them read the whole map.
    return null;
  }

  private Place placeOf(int value) {
    if (places[value] == null) {
      throw new IllegalArgumentException("only convolutions read quarters in a plan");
    }
    return places[value];
  }

  private Place newPlace(memory.desc layout) {
    return new Place(kept.keep(layout), plan.slot(layout.get_size()));
  }

  private void add(primitive_desc_base desc, Argument... arguments) {
    drafts.add(new Draft(kept.keep(desc), List.of(arguments)));
  }

  /** A map in the layout that a primitive wants. */
  private Place as(Place place, memory.desc wanted) {
    if (place.layout.equals(wanted)) {
      return place;
    }
    for (Place copy : place.copies) {
      if (copy.layout.equals(wanted)) {
        return copy;
      }
    }
    Place copy = copy(place, newPlace(wanted));
    place.copies.add(copy);
    return copy;
  }

  private Place copy(Place from, Place to) {
    add(
        new reorder.primitive_desc(cpu.engine(), from.layout, cpu.engine(), to.layout),
        Argument.of(dnnl.DNNL_ARG_FROM, from),
        Argument.of(dnnl.DNNL_ARG_TO, to));
    return to;
  }

  /** Lets a value leave the plan, channels-last. */
  private Place result(int value) {
    long[] dims = graph.shape(value);
    return copy(
        placeOf(value), new Place(kept.keep(OneDnn.desc(dims, memory.format_tag.nhwc)), null));
  }

  private Place convolution(PlanOp.Convolution conv, PlanGraph.Node node, int value) {
    int input = node.inputs()[0];
    boolean quartered =
        !graph.isInput(input) && graph.nodeOf(input).op() instanceof PlanOp.Quarters;
    Conv2d.Shape shape = conv.shape();
    Tensor weight = conv.weight();
    if (quartered) {
      shape = PlanWeights.onWholeMap(shape);
      input = graph.nodeOf(input).inputs()[0];
    }
    Place from = placeOf(input);
    int sum = sumAfter(value);
    Place addend = sum < 0 ? null : places[other(graph.nodeOf(sum), value)];
    primitive_attr attr = OneDnn.after(conv.activation(), addend == null ? null : addend.layout);
    long[] kernel = PlanWeights.dims(shape);
    convolution_forward.primitive_desc desc =
        new convolution_forward.primitive_desc(
            cpu.engine(),
            dnnl.dnnl_forward_inference,
            dnnl.dnnl_convolution_direct,
            layouts.of(graph.shape(input)),
            OneDnn.any(kernel),
            OneDnn.any(new long[] {shape.out()}),
            layouts.of(graph.shape(value)),
            new long[] {shape.strideH(), shape.strideW()},
            new long[] {shape.dilation() - 1, shape.dilation() - 1},
            new long[] {shape.padH(), shape.padW()},
            new long[] {shape.padH(), shape.padW()},
            attr,
            false);
    Place to = newPlace(desc.dst_desc());
    List<Argument> arguments = new ArrayList<>();
    arguments.add(Argument.of(dnnl.DNNL_ARG_SRC, as(from, desc.src_desc())));
    arguments.add(
        new Argument(
            dnnl.DNNL_ARG_WEIGHTS,
            null,
            weights.kernel(weight, shape, quartered, desc.weights_desc())));
    arguments.add(
        new Argument(dnnl.DNNL_ARG_BIAS, null, weights.bias(conv.bias(), shape, desc.bias_desc())));
    if (addend != null) {
      arguments.add(Argument.of(postOp(conv) | dnnl.DNNL_ARG_SRC_1, addend));
      places[sum] = to;
    }
    arguments.add(Argument.of(dnnl.DNNL_ARG_DST, to));
    memory.desc scratchpad = desc.scratchpad_desc();
    if (scratchpad.get_size() > 0) {
      arguments.add(Argument.of(dnnl.DNNL_ARG_SCRATCHPAD, newPlace(scratchpad)));
    }
    drafts.add(new Draft(kept.keep(desc), arguments));
    return to;
  }

  /** The argument group of the addition, which comes after the activation where there is one. */
  private static int postOp(PlanOp.Convolution conv) {
    int position = conv.activation().equals("none") ? 0 : 1;
    return dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (position + 1);
  }

  /** The sum that is all that reads a value and whose other part is there, or -1. */
  private int sumAfter(int value) {
    if (users.get(value).size() != 1 || graph.outputs().contains(value)) {
      return -1;
    }
    int node = users.get(value).get(0);
    PlanGraph.Node user = graph.nodes().get(node);
    boolean possible =
        user.op() instanceof PlanOp.Sum
            && user.inputs()[0] != user.inputs()[1]
            && places[other(user, value)] != null;
    return possible ? graph.valueOf(node) : -1;
  }

  private static int other(PlanGraph.Node sum, int value) {
    return sum.inputs()[0] == value ? sum.inputs()[1] : sum.inputs()[0];
  }

  private Place sum(PlanGraph.Node node) {
    Place first = placeOf(node.inputs()[0]);
    Place second = as(placeOf(node.inputs()[1]), first.layout);
    binary.primitive_desc desc =
        new binary.primitive_desc(
            cpu.engine(), dnnl.dnnl_binary_add, first.layout, second.layout, first.layout);
    Place to = newPlace(first.layout);
    add(
        desc,
        Argument.of(dnnl.DNNL_ARG_SRC_0, first),
        Argument.of(dnnl.DNNL_ARG_SRC_1, second),
        Argument.of(dnnl.DNNL_ARG_DST, to));
    return to;
  }

  private Place maxPool(PlanOp.MaxPool pool, PlanGraph.Node node, int value) {
    Place from = placeOf(node.inputs()[0]);
    long[] padding = {pool.padding(), pool.padding()};
    pooling_forward.primitive_desc desc =
        new pooling_forward.primitive_desc(
            cpu.engine(),
            dnnl.dnnl_forward_inference,
            dnnl.dnnl_pooling_max,
            from.layout,
            layouts.of(graph.shape(value)),
            new long[] {pool.stride(), pool.stride()},
            new long[] {pool.kernel(), pool.kernel()},
            new long[] {0, 0},
            padding,
            padding);
    Place to = newPlace(desc.dst_desc());
    add(desc, Argument.of(dnnl.DNNL_ARG_SRC, from), Argument.of(dnnl.DNNL_ARG_DST, to));
    return to;
  }

  private Place enlarge(PlanGraph.Node node, int value) {
    long[] small = graph.shape(node.inputs()[0]);
    long[] large = graph.shape(value);
    if (large[2] % small[2] != 0 || large[3] % small[3] != 0) {
      // oneDNN rounds the nearest cell otherwise than PyTorch; on an even map nobody would notice.
      throw new IllegalArgumentException("no plan enlarges by a factor that is not whole");
    }
    Place from = placeOf(node.inputs()[0]);
    primitive_desc_base desc = OneDnn.nearest(from.layout, layouts.of(large));
    Place to = newPlace(desc.dst_desc());
    add(desc, Argument.of(dnnl.DNNL_ARG_SRC, from), Argument.of(dnnl.DNNL_ARG_DST, to));
    return to;
  }

  /**
   * Where the layout has whole blocks of channels one after the other, joined maps are their parts
   * side by side: the parts are written into the joined map, and nothing is copied.
   */
  private Place concat(PlanGraph.Node node, int value) {
    if (layouts.block() == 1) {
      return copyingConcat(node);
    }
    Place joined = newPlace(layouts.of(graph.shape(value)));
    long at = 0;
    for (int input : node.inputs()) {
      memory.desc wanted = layouts.of(graph.shape(input));
      Place part = placeOf(input);
      if (part.slot == null || part.slot.isPart() || !part.layout.equals(wanted)) {
        part = copy(part, newPlace(wanted));
      }
      part.slot.putInto(joined.slot, at);
      at += wanted.get_size();
    }
    return joined;
  }

  private Place copyingConcat(PlanGraph.Node node) {
    memory_desc_vector descs = new memory_desc_vector();
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < node.inputs().length; i++) {
      Place part = placeOf(node.inputs()[i]);
      descs.push_back(part.layout);
      arguments.add(Argument.of(dnnl.DNNL_ARG_MULTIPLE_SRC + i, part));
    }
    concat.primitive_desc desc = new concat.primitive_desc(cpu.engine(), 1, descs);
    Place to = newPlace(desc.dst_desc());
    arguments.add(Argument.of(dnnl.DNNL_ARG_DST, to));
    drafts.add(new Draft(kept.keep(desc), arguments));
    return to;
  }
}
