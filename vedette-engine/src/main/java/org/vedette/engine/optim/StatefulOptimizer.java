package org.vedette.engine.optim;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.VedetteException;
import org.vedette.base.pickle.PyDict;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;

/**
 * What PyTorch's optimizers share: groups whose settings are completed by defaults, a state for
 * each parameter that is made when it first has a gradient, and their form in a checkpoint. The
 * numbers are those of PyTorch's loop over single tensors.
 *
 * <p>A subclass says what a parameter's state is at first ({@link #fresh}) and how one step changes
 * the parameter ({@link #rule}); saving and resuming follow from that.
 */
public abstract class StatefulOptimizer implements Optimizer {
  private final Map<String, Object> defaults;
  private final Map<Param, ParamState> states = new HashMap<>();
  private List<ParamGroup> groups = List.of();

  /** How one parameter changes, with the settings of its group. */
  @FunctionalInterface
  public interface Rule {
    /**
     * Changes the parameter and its state in place; the gradient stays. Gradients are off, and
     * tensors made here are freed afterwards, but for those that the state keeps.
     *
     * @param param the parameter
     * @param grad its gradient, of the same shape
     * @param state what is remembered of it
     */
    void update(Tensor param, Tensor grad, ParamState state);
  }

  /**
   * An optimizer with PyTorch's {@code defaults}, in its order.
   *
   * @param defaults the settings by name, as a checkpoint holds them; {@code lr} is among them
   */
  protected StatefulOptimizer(Map<String, Object> defaults) {
    this.defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
  }

  /**
   * The update of this step, with the settings as they are now: schedules change them.
   *
   * @param group where the settings are read
   */
  protected abstract Rule rule(ParamGroup group);

  /**
   * The state of a parameter that has not been updated yet. Its fields are what a checkpoint holds,
   * so they must not depend on the gradient.
   */
  protected abstract ParamState fresh(Tensor param, ParamGroup group);

  @Override
  public void start(List<ParamGroup> all) {
    Map<Param, String> seen = new HashMap<>();
    for (ParamGroup group : all) {
      defaults.forEach(group.options()::putIfAbsent);
      group.params().forEach((name, param) -> requireNew(seen, name, param));
    }
    if (seen.isEmpty()) {
      throw new VedetteException("the optimizer has no parameters");
    }
    groups = List.copyOf(all);
  }

  private static void requireNew(Map<Param, String> seen, String name, Param param) {
    String before = seen.putIfAbsent(param, name);
    if (before != null) {
      throw new VedetteException(
          "the parameter "
              + name
              + " is also "
              + before
              + ", and some parameters appear in more than one parameter group; hint: "
              + "paramwise_cfg=dict(bypass_duplicate=True)");
    }
  }

  @Override
  public List<ParamGroup> groups() {
    return groups;
  }

  @Override
  public Map<String, Object> defaults() {
    return defaults;
  }

  @Override
  public void step() {
    try (GradMode off = GradMode.off()) {
      for (ParamGroup group : groups) {
        Rule rule = rule(group);
        for (Param param : group.params().values()) {
          update(rule, param, group);
        }
      }
    }
  }

  private void update(Rule rule, Param param, ParamGroup group) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor grad = param.grad();
      if (grad != null) {
        rule.update(param.get(), grad, state(param, group));
      }
    }
  }

  /** The state of a parameter, made where there is none yet. */
  protected final ParamState state(Param param, ParamGroup group) {
    return states.computeIfAbsent(param, any -> fresh(param.get(), group));
  }

  @Override
  public void zeroGrad() {
    for (ParamGroup group : groups) {
      group.params().values().forEach(Param::dropGrad);
    }
  }

  @Override
  public PyDict state() {
    return new OptimizerState(groups, states).save();
  }

  @Override
  public void load(PyDict saved) {
    Map<Param, ParamState> loaded = new HashMap<>();
    new OptimizerState(groups, loaded).load(saved, defaults, this::fresh);
    states.values().forEach(ParamState::release);
    states.clear();
    states.putAll(loaded);
  }

  /** The gradient with its sign and weight decay as PyTorch applies them; a new tensor or grad. */
  protected static Tensor decayed(Tensor grad, Tensor param, boolean maximize, double weightDecay) {
    Tensor signed = maximize ? grad.neg() : grad;
    return weightDecay == 0 ? signed : Ops.add(signed, param, weightDecay);
  }
}
