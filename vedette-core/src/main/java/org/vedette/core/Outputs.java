package org.vedette.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Raw outputs of a network: a tensor, or several in order. */
public sealed interface Outputs {
  /** One tensor. */
  record Leaf(Tensor tensor) implements Outputs {}

  /** Several outputs in order. */
  record Branch(List<Outputs> parts) implements Outputs {}

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

  /** All tensors by their path: positions joined by dots, such as {@code 0.2}. */
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
    }
  }
}
