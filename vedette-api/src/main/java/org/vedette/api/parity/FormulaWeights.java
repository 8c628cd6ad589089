package org.vedette.api.parity;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Formula;
import org.vedette.tensor.Init;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/**
 * Fills a model with weights that are formulas of their names. Where names share a tensor the last
 * name wins.
 */
public final class FormulaWeights {
  private FormulaWeights() {}

  /** Fills all parameters and buffers. */
  public static void fill(Layer model) {
    for (Map.Entry<String, Param> entry : model.state().entrySet()) {
      fill(entry.getKey(), entry.getValue(), model);
    }
  }

  private static void fill(String key, Param param, Layer model) {
    if (key.endsWith("running_mean")) {
      set(key, param, u -> 0.1 * (u - 0.5));
    } else if (key.endsWith("running_var")) {
      set(key, param, u -> 0.8 + 0.4 * u);
    } else if (key.endsWith("num_batches_tracked")) {
      Init.constant(param, 0);
    } else if (param.isBuffer() && key.endsWith("weight_gamma")) {
      String sibling = key.substring(0, key.length() - "_gamma".length());
      double root = Math.sqrt((double) Init.fanIn(model.state().get(sibling)));
      set(key, param, u -> (0.8 + 0.4 * u) / root);
    } else if (!param.isBuffer()) {
      fillParameter(key, param);
    }
  }

  private static void fillParameter(String key, Param param) {
    if (key.endsWith("init_proposal_bboxes.weight")) {
      set(key, param, u -> 0.25 + 0.5 * u);
    } else if (param.shape().length > 1) {
      double bound = Math.sqrt(3.0 / Init.fanIn(param));
      set(key, param, u -> (2 * u - 1) * bound);
    } else if (key.endsWith("bias")) {
      set(key, param, u -> 0.1 * (u - 0.5));
    } else {
      set(key, param, u -> 0.8 + 0.4 * u);
    }
  }

  private static void set(String key, Param param, DoubleUnaryOperator function) {
    try (TensorScope scope = TensorScope.open()) {
      int count = Math.toIntExact(param.get().numel());
      Tensor values = Tensors.of(Formula.of(key).floats(count, function), param.shape());
      param.copyFrom(values);
    }
  }
}
