package org.vedette.engine.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.bytedeco.pytorch.Tensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vedette.base.pickle.PyDict;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.checkpoint.HostTensor;

/**
 * Groups, accumulation and clipping around an optimizer, as MMEngine's {@code OptimWrapper} does
 * it. Where there are several groups, one more without parameters follows the schedules from the
 * optimizer's own lr, so that this can be logged.
 */
abstract class BaseOptimWrapper implements OptimWrapper {
  private static final Logger LOG = LoggerFactory.getLogger("vedette");
  private static final String BASE_SETTINGS = "base_param_settings";
  private static final String PARAMS = "params";

  private final WrapperConfig config;
  private final Optimizer optimizer;
  private final int every;
  private boolean batchNorms;
  private ParamGroup base;
  private OptionalDouble gradNorm = OptionalDouble.empty();
  private long done;
  private long maximum = -1;

  BaseOptimWrapper(WrapperConfig config) {
    this.config = config;
    this.optimizer = config.optimizer().build();
    this.every = config.accumulative_counts();
  }

  @Override
  public void start(Layer model) {
    Map<String, Object> defaults = optimizer.defaults();
    OptimWrapperConstructor.Base settings =
        new OptimWrapperConstructor.Base(
            ((Number) defaults.get("lr")).doubleValue(),
            config.weightDecay(optimizer),
            defaults.keySet());
    optimizer.start(config.constructor().spec().build().groups(model, settings));
    base = groups().size() > 1 ? new ParamGroup(Map.of(), defaults) : null;
    batchNorms =
        model.find(Layer.class).stream()
            .anyMatch(layer -> layer.upstreamTypes().contains("_BatchNorm"));
  }

  @Override
  public List<ParamGroup> groups() {
    return optimizer.groups();
  }

  @Override
  public List<ParamGroup> scheduled() {
    List<ParamGroup> all = new ArrayList<>(groups());
    if (base != null) {
      all.add(base);
    }
    return all;
  }

  @Override
  public Map<String, Double> learningRates() {
    Map<String, Double> rates = new LinkedHashMap<>();
    if (base != null) {
      rates.put("base_lr", base.number("lr"));
    }
    rates.put("lr", groups().get(0).number("lr"));
    return rates;
  }

  @Override
  public void begin(long iteration, long maxIterations) {
    done = iteration;
    maximum = maxIterations;
    if (every > 1 && batchNorms) {
      LOG.warn("Gradients are accumulated, but batch norms see each batch by itself.");
    }
  }

  @Override
  public Scope forwardScope() {
    return () -> {};
  }

  @Override
  public final void backward(Tensor loss) {
    try (TensorScope scope = TensorScope.open()) {
      long parts = parts();
      scaled(parts == 1 ? loss : Ops.div(loss, (double) parts)).backward();
    }
    done++;
  }

  /** The loss as the backward pass starts from it. */
  Tensor scaled(Tensor loss) {
    return loss;
  }

  /** Over how many steps the gradients of the update that this step belongs to are added up. */
  private long parts() {
    boolean last = maximum >= 0 && done >= maximum - maximum % every && done < maximum;
    return last ? maximum % every : every;
  }

  @Override
  public final boolean step() {
    if (done % every != 0 && done != maximum) {
      return false;
    }
    boolean updated = update();
    optimizer.zeroGrad();
    return updated;
  }

  /** Clips and updates, unless the gradients are of no use. */
  boolean update() {
    if (clips()) {
      clip(paramsWithGrad());
    }
    optimizer.step();
    return true;
  }

  /** Bounds the gradients of parameters as the config says. */
  final void clip(List<Param> params) {
    if (clips() && !params.isEmpty()) {
      gradNorm = config.clip_grad().clip(params);
    }
  }

  final boolean clips() {
    return config.clip_grad() != null;
  }

  final Optimizer optimizer() {
    return optimizer;
  }

  final List<Param> paramsWithGrad() {
    List<Param> params = new ArrayList<>();
    try (TensorScope scope = TensorScope.open()) {
      for (ParamGroup group : groups()) {
        group.params().values().stream()
            .filter(param -> param.isTrainable() && param.grad() != null)
            .forEach(params::add);
      }
    }
    return params;
  }

  @Override
  public OptionalDouble gradNorm() {
    return gradNorm;
  }

  @Override
  public double baseLr() {
    return ((Number) optimizer.defaults().get("lr")).doubleValue();
  }

  @Override
  public void scaleLr(double factor) {
    scheduled().forEach(group -> group.set("lr", group.number("lr") * factor));
  }

  @Override
  public PyDict state() {
    PyDict state = optimizer.state();
    if (base != null) {
      PyDict settings = new PyDict();
      settings.put(PARAMS, HostTensor.of(new float[1], 1));
      settings.putAll(base.options());
      state.put(BASE_SETTINGS, settings);
    }
    if (done % every != 0) {
      AccumulatedGradients.save(groups(), state);
    }
    return state;
  }

  @Override
  public void load(PyDict state) {
    optimizer.load(state);
    PyDict settings = state.dict(BASE_SETTINGS);
    if (base != null && settings != null) {
      base.options().clear();
      settings.forEach(
          (name, value) -> {
            if (!PARAMS.equals(name)) {
              base.options().put(String.valueOf(name), SavedNumbers.plain(value));
            }
          });
    }
    AccumulatedGradients.load(groups(), state);
  }
}
