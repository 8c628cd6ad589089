package org.vedette.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Raw outputs of a network: a tensor, or several in order, with or without names. */
public sealed interface Outputs {
  /** One tensor. */
  record Leaf(Tensor tensor) implements Outputs {}

  /** Several outputs in order. */
  record Branch(List<Outputs> parts) implements Outputs {}

  /** Several outputs by name, in order. */
  record Named(Map<String, Outputs> parts) implements Outputs {}

  /** A branch of tensors, such as the levels of a pyramid. */
  static Outputs of(List<Tensor> tensors) {
    return new Branch(tensors.stream().<Outputs>map(Leaf::new).toList());
  }

  /** A branch of pyramids, such as class scores and box distances. */
  @SafeVarargs
  static Outputs ofLevels(List<Tensor>... pyramids) {
    List<Outputs> parts = new ArrayList<>();
    for (List<Tensor> pyramid : pyramids) {
      parts.add(of(pyramid));
    }
    return new Branch(parts);
  }

  /** Boxes and scores of each image, as proposals are compared. */
  static Outputs ofBoxes(List<Instances> images) {
    List<Outputs> parts = new ArrayList<>();
    for (Instances own : images) {
      Map<String, Outputs> named = new LinkedHashMap<>();
      named.put("bboxes", new Leaf(own.boxes()));
      named.put("scores", new Leaf(own.scores()));
      parts.add(new Named(named));
    }
    return new Branch(parts);
  }

  /** All tensors by their path: positions and names joined by dots, such as {@code 0.2}. */
  default Map<String, Tensor> flatten() {
    Map<String, Tensor> flat = new LinkedHashMap<>();
    flattenInto("", this, flat);
    return flat;
  }

  private static void flattenInto(String path, Outputs outputs, Map<String, Tensor> flat) {
    if (outputs instanceof Leaf leaf) {
      flat.put(path, leaf.tensor());
    } else if (outputs instanceof Branch branch) {
      for (int i = 0; i < branch.parts().size(); i++) {
        flattenInto(path.isEmpty() ? "" + i : path + "." + i, branch.parts().get(i), flat);
      }
    } else if (outputs instanceof Named named) {
      named
          .parts()
          .forEach(
              (name, part) -> flattenInto(path.isEmpty() ? name : path + "." + name, part, flat));
    }
  }
}
