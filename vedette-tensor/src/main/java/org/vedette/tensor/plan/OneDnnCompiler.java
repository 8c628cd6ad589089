package org.vedette.tensor.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.concat;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory_desc_vector;
import org.bytedeco.dnnl.primitive_attr;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.plan.PlanDrafts.Argument;
import org.vedette.tensor.plan.PlanDrafts.Place;

/**
 * Makes a plan of a graph: chooses a primitive for every node, and how its maps lie. Convolutions
 * write straight to where their output is joined, and add another map where all that reads their
 * output is a sum. {@link PlanDrafts} makes steps of that.
 *
 * <p>Native objects of the plan are kept; all others go with the caller's scope.
 */
final class OneDnnCompiler {
  private final PlanGraph graph;
  private final PlanWeights weights;
  private final PlanLayout layouts;
  private final engine cpu = OneDnn.cpu().engine();
  private final OneDnn.Kept kept = new OneDnn.Kept();
  private final PlanDrafts drafts;
  private final MapSteps steps;

  /** By value; null where a value is not made yet, or never is. */
  private final Place[] places;

  private final List<List<Integer>> users;

  private OneDnnCompiler(PlanGraph graph, PlanWeights weights, PlanArena arena) {
    this.graph = graph;
    drafts = new PlanDrafts(kept, arena);
    steps = new MapSteps(drafts);
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
   * @param arena holds the maps
   * @throws IllegalArgumentException when the graph cannot be planned
   */
  static OneDnnPlan compile(
      PlanGraph graph, List<long[]> strides, PlanWeights weights, PlanArena arena) {
    OneDnnCompiler compiler = new OneDnnCompiler(graph, weights, arena);
    try {
      return compiler.compile(strides);
    } catch (RuntimeException e) {
      compiler.drafts.release();
      compiler.kept.release();
      throw e;
    }
  }

  private OneDnnPlan compile(List<long[]> strides) {
    for (int i = 0; i < graph.inputs().size(); i++) {
      places[i] = drafts.port(OneDnn.strided(graph.shape(i), strides.get(i)));
    }
    for (int node = 0; node < graph.nodes().size(); node++) {
      int value = graph.valueOf(node);
      if (places[value] == null) {
        places[value] = draft(graph.nodes().get(node), value);
      }
    }
    List<Place> results = graph.outputs().stream().map(this::result).toList();
    List<OneDnnPlan.Step> made = drafts.steps();
    List<Place> inputs = Arrays.asList(places).subList(0, graph.inputs().size());
    return new OneDnnPlan(kept, drafts::release, made, drafts.ports(inputs), drafts.ports(results));
  }

  private Place draft(PlanGraph.Node node, int value) {
    if (node.op() instanceof PlanOp.Convolution conv) {
      return convolution(conv, node, value);
    } else if (node.op() instanceof PlanOp.Concat) {
      return concat(node, value);
    } else if (node.op() instanceof PlanOp.Quarters) {
      // Never made: the convolutions that read them read the whole map.
      return null;
    }
    return mapStep(node, value);
  }

  private Place mapStep(PlanGraph.Node node, int value) {
    Place from = placeOf(node.inputs()[0]);
    long[] before = graph.shape(node.inputs()[0]);
    memory.desc wanted = layouts.of(graph.shape(value));
    if (node.op() instanceof PlanOp.Sum sum) {
      Place other = drafts.as(placeOf(node.inputs()[1]), from.layout());
      return steps.pairwise(dnnl.dnnl_binary_add, from, other, sum.rectified());
    } else if (node.op() instanceof PlanOp.Scale) {
      return steps.pairwise(dnnl.dnnl_binary_mul, from, placeOf(node.inputs()[1]), false);
    } else if (node.op() instanceof PlanOp.Activation activation) {
      return steps.activated(activation, from);
    } else if (node.op() instanceof PlanOp.Times times) {
      return steps.times(times.factor(), from);
    } else if (node.op() instanceof PlanOp.MaxPool pool) {
      return steps.maxPool(pool, from, wanted);
    } else if (node.op() instanceof PlanOp.Mean) {
      return steps.mean(from, wanted, new long[] {before[2], before[3]});
    } else if (node.op() instanceof PlanOp.Nearest) {
      return steps.enlarged(from, before, graph.shape(value), wanted);
    }
    throw new IllegalArgumentException("no step of a plan: " + node.op());
  }

  private Place placeOf(int value) {
    if (places[value] == null) {
      throw new IllegalArgumentException("only convolutions read quarters in a plan");
    }
    return places[value];
  }

  /** Lets a value leave the plan, channels-last. */
  private Place result(int value) {
    memory.desc layout = OneDnn.desc(graph.shape(value), memory.format_tag.nhwc);
    return drafts.copy(placeOf(value), drafts.port(layout));
  }

  private Place convolution(PlanOp.Convolution conv, PlanGraph.Node node, int value) {
    int input = node.inputs()[0];
    boolean quartered =
        !graph.isInput(input) && graph.nodeOf(input).op() instanceof PlanOp.Quarters;
    Conv2d.Shape shape = quartered ? PlanWeights.onWholeMap(conv.shape()) : conv.shape();
    int source = quartered ? graph.nodeOf(input).inputs()[0] : input;
    int sum = sumAfter(value);
    Place addend = sum < 0 ? null : places[other(graph.nodeOf(sum), value)];
    primitive_attr attr =
        addend == null
            ? OneDnn.after(conv.activation(), null, false)
            : OneDnn.after(conv.activation(), addend.layout(), isRectified(sum));
    convolution_forward.primitive_desc desc =
        convolution(shape, layouts.of(graph.shape(source)), layouts.of(graph.shape(value)), attr);
    memory kernel = weights.kernel(conv.weight(), shape, quartered, desc.weights_desc());
    memory bias = weights.bias(conv.bias(), shape, desc.bias_desc());
    Place to = drafts.place(desc.dst_desc());
    List<Argument> arguments = new ArrayList<>();
    arguments.add(Argument.of(dnnl.DNNL_ARG_SRC, drafts.as(placeOf(source), desc.src_desc())));
    arguments.add(Argument.of(dnnl.DNNL_ARG_WEIGHTS, kernel));
    arguments.add(Argument.of(dnnl.DNNL_ARG_BIAS, bias));
    if (addend != null) {
      arguments.add(Argument.of(postOp(conv) | dnnl.DNNL_ARG_SRC_1, addend));
      places[sum] = to;
    }
    arguments.add(Argument.of(dnnl.DNNL_ARG_DST, to));
    memory.desc scratchpad = desc.scratchpad_desc();
    if (scratchpad.get_size() > 0) {
      arguments.add(Argument.of(dnnl.DNNL_ARG_SCRATCHPAD, drafts.place(scratchpad)));
    }
    drafts.add(desc, arguments);
    return to;
  }

  private convolution_forward.primitive_desc convolution(
      Conv2d.Shape shape, memory.desc from, memory.desc to, primitive_attr attr) {
    long[] padding = {shape.padH(), shape.padW()};
    return new convolution_forward.primitive_desc(
        cpu,
        dnnl.dnnl_forward_inference,
        dnnl.dnnl_convolution_direct,
        from,
        OneDnn.any(PlanWeights.dims(shape)),
        OneDnn.any(new long[] {shape.out()}),
        to,
        new long[] {shape.strideH(), shape.strideW()},
        new long[] {shape.dilation() - 1, shape.dilation() - 1},
        padding,
        padding,
        attr,
        false);
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
            && places[other(user, value)] != null
            && Arrays.equals(graph.shape(user.inputs()[0]), graph.shape(user.inputs()[1]));
    return possible ? graph.valueOf(node) : -1;
  }

  private static int other(PlanGraph.Node sum, int value) {
    return sum.inputs()[0] == value ? sum.inputs()[1] : sum.inputs()[0];
  }

  private boolean isRectified(int sum) {
    return graph.nodeOf(sum).op() instanceof PlanOp.Sum op && op.rectified();
  }

  /**
   * Where the layout has whole blocks of channels one after the other, joined maps are their parts
   * side by side: the parts are written into the joined map, and nothing is copied.
   */
  private Place concat(PlanGraph.Node node, int value) {
    if (layouts.block() == 1) {
      return copyingConcat(node);
    }
    Place joined = drafts.place(layouts.of(graph.shape(value)));
    long at = 0;
    for (int input : node.inputs()) {
      memory.desc wanted = layouts.of(graph.shape(input));
      Place part = placeOf(input);
      if (part.slot() == null || part.slot().isPart() || !part.layout().equals(wanted)) {
        part = drafts.copy(part, drafts.place(wanted));
      }
      part.slot().putInto(joined.slot(), at);
      at += wanted.get_size();
    }
    return joined;
  }

  private Place copyingConcat(PlanGraph.Node node) {
    memory_desc_vector descs = new memory_desc_vector();
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < node.inputs().length; i++) {
      Place part = placeOf(node.inputs()[i]);
      descs.push_back(part.layout());
      arguments.add(Argument.of(dnnl.DNNL_ARG_MULTIPLE_SRC + i, part));
    }
    concat.primitive_desc desc = new concat.primitive_desc(cpu, 1, descs);
    Place to = drafts.place(desc.dst_desc());
    arguments.add(Argument.of(dnnl.DNNL_ARG_DST, to));
    drafts.add(desc, arguments);
    return to;
  }
}
