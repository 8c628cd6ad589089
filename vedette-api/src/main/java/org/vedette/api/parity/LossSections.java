package org.vedette.api.parity;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.core.Detector;
import org.vedette.core.Losses;
import org.vedette.tensor.Param;
import org.vedette.tensor.Tensors;

/** Compares losses, gradient norms and the buffers after one training step. */
final class LossSections {
  private static final double LOSS_LIMIT = 1e-4;
  private static final double GRAD_LIMIT = 1e-3;
  private static final double GRAD_FLOOR = 1e-6;
  private static final double BUFFER_LIMIT = 1e-4;

  private LossSections() {}

  static SectionResult losses(
      Losses losses, Tensor total, DictNode expected, DictNode sensitivity) {
    Deviations deviations = new Deviations();
    Map<String, double[]> found = new LinkedHashMap<>();
    losses.parts().forEach((name, parts) -> found.put(name, values(parts)));
    DictNode wanted = expected.dict("losses");
    for (Map.Entry<Object, ConfigNode> entry : wanted.entries().entrySet()) {
      String name = (String) entry.getKey();
      double[] target =
          entry.getValue() instanceof ListNode list
              ? Json.numbers(list)
              : new double[] {Json.number(entry.getValue())};
      double own =
          sensitivity == null || !sensitivity.has(name) ? 0 : Json.number(sensitivity.get(name));
      compare(name, found.remove(name), target, own, deviations);
    }
    found.keySet().forEach(name -> deviations.fail(name + " is not in the record"));
    double target = Json.number(expected.get("total"));
    double sum = total.item_double();
    deviations.add("total", relative(sum, target), LOSS_LIMIT, largest(sensitivity));
    return deviations.result();
  }

  private static double[] values(List<Tensor> parts) {
    double[] values = new double[parts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parts.get(i).item_double();
    }
    return values;
  }

  private static void compare(
      String name, double[] found, double[] target, double sensitivity, Deviations deviations) {
    if (found == null || found.length != target.length) {
      deviations.fail(name);
      return;
    }
    for (int i = 0; i < target.length; i++) {
      String where = target.length == 1 ? name : name + "." + i;
      deviations.add(where, relative(found[i], target[i]), LOSS_LIMIT, sensitivity);
    }
  }

  private static double largest(DictNode sensitivity) {
    return sensitivity == null
        ? 0
        : sensitivity.entries().values().stream().mapToDouble(Json::number).max().orElse(0);
  }

  /** The deviation relative to the target; a target of zero must be met to 1e-4 as it is. */
  private static double relative(double found, double target) {
    return Math.abs(found - target) / (target == 0 ? 1 : Math.abs(target));
  }

  static SectionResult gradients(Detector model, DictNode expected, DictNode sensitivity) {
    Map<String, Double> own = new HashMap<>();
    double smallest = Double.POSITIVE_INFINITY;
    ListNode worst = sensitivity == null ? null : Json.list(sensitivity, "worst");
    for (ConfigNode item : worst == null ? List.<ConfigNode>of() : worst.items()) {
      List<ConfigNode> entry = ((ListNode) item).items();
      double value = Json.number(entry.get(1));
      own.put(Json.text(entry.get(0)), value);
      smallest = Math.min(smallest, value);
    }
    double otherwise = own.isEmpty() ? 0 : smallest;
    DictNode wanted = expected.dict("grad_l2");
    double largest =
        wanted.entries().values().stream()
            .filter(node -> !node.isNone())
            .mapToDouble(Json::number)
            .max()
            .orElse(0);
    Deviations deviations = new Deviations();
    Map<String, Param> parameters = model.state();
    for (Map.Entry<Object, ConfigNode> entry : wanted.entries().entrySet()) {
      String name = (String) entry.getKey();
      Param param = parameters.get(name);
      if (param == null) {
        deviations.fail(name);
        continue;
      }
      Tensor grad = param.grad();
      double found = grad == null ? 0 : l2(grad);
      double target = entry.getValue().isNone() ? 0 : Json.number(entry.getValue());
      double scale = Math.max(target, GRAD_FLOOR * largest);
      double deviation = scale == 0 ? Math.abs(found - target) : Math.abs(found - target) / scale;
      deviations.add(name, deviation, GRAD_LIMIT, own.getOrDefault(name, otherwise));
    }
    return deviations.result();
  }

  static SectionResult buffers(Detector model, DictNode expected) {
    Deviations deviations = new Deviations();
    Map<String, Param> state = model.state();
    DictNode wanted = expected.dict("buffers_after_l2");
    wanted
        .entries()
        .forEach(
            (name, value) -> {
              Param param = state.get(name);
              if (param == null) {
                deviations.fail((String) name);
              } else {
                deviations.add(
                    (String) name, relative(l2(param.get()), Json.number(value)), BUFFER_LIMIT);
              }
            });
    return deviations.result();
  }

  private static double l2(Tensor tensor) {
    double sum = 0;
    for (double value : Tensors.toDoubles(tensor)) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
