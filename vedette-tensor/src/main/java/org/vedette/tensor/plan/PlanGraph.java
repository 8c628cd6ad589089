package org.vedette.tensor.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The operations of a forward pass. Values are numbered: first the inputs, then what each node
 * gives.
 *
 * @param inputs shapes of the inputs, (N, C, H, W) each
 * @param nodes in an order in which they can run
 * @param outputs values that the pass gives
 */
record PlanGraph(List<long[]> inputs, List<Node> nodes, List<Integer> outputs) {
  /**
   * An operation.
   *
   * @param inputs values
   * @param shape (N, C, H, W) of its output
   */
  record Node(PlanOp op, int[] inputs, long[] shape) {
    private boolean isLike(Node other) {
      return op.isLike(other.op) && Arrays.equals(inputs, other.inputs);
    }
  }

  /** Whether it is the same network on inputs of another size. */
  boolean isLike(PlanGraph other) {
    return outputs.equals(other.outputs)
        && inputs.size() == other.inputs.size()
        && nodes.size() == other.nodes.size()
        && IntStream.range(0, nodes.size()).allMatch(i -> nodes.get(i).isLike(other.nodes.get(i)));
  }

  int values() {
    return inputs.size() + nodes.size();
  }

  boolean isInput(int value) {
    return value < inputs.size();
  }

  /** The node that gives a value that is no input. */
  Node nodeOf(int value) {
    return nodes.get(value - inputs.size());
  }

  int valueOf(int node) {
    return inputs.size() + node;
  }

  /** (1, C, H, W): plans run image by image. */
  long[] shape(int value) {
    long[] shape = (isInput(value) ? inputs.get(value) : nodeOf(value).shape()).clone();
    shape[0] = 1;
    return shape;
  }

  /** The nodes that read each value. */
  List<List<Integer>> users() {
    List<List<Integer>> users = new ArrayList<>();
    for (int i = 0; i < values(); i++) {
      users.add(new ArrayList<>());
    }
    for (int node = 0; node < nodes.size(); node++) {
      for (int input : nodes.get(node).inputs()) {
        users.get(input).add(node);
      }
    }
    return users;
  }
}
