package org.vedette.engine.schedule.policy;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyList;
import org.vedette.engine.Run;
import org.vedette.engine.optim.ParamGroup;
import org.vedette.engine.schedule.ParamScheduler;

/**
 * Sets the lr of each step as a policy and its warm-up have it. Each value hangs on the step alone,
 * so a resumed run goes on with the settings of its config, not of its checkpoint.
 */
final class PolicySchedule implements ParamScheduler {
  private final String name;
  private final LrPolicy policy;
  private final Run.Span span;
  private List<ParamGroup> groups = List.of();
  private List<Double> bases = List.of();
  private long done;

  /**
   * A schedule that knows no parameters yet.
   *
   * @param name the policy's name
   */
  PolicySchedule(String name, LrPolicy policy, Run.Span span) {
    this.name = name;
    this.policy = policy;
    this.span = span;
  }

  @Override
  public void start(List<ParamGroup> all, int epochLength) {
    groups = List.copyOf(all);
    policy.check(progress());
    bases = policy.bases(groups);
    apply();
  }

  /** It goes by steps always: a warm-up does even where the policy counts epochs. */
  @Override
  public boolean byEpoch() {
    return false;
  }

  @Override
  public void step() {
    done++;
    apply();
  }

  private Progress progress() {
    int length = span.epochLength();
    return policy.pace().byEpoch(span.byEpoch())
        ? new Progress(true, done / length, span.maxEpochs(), length)
        : new Progress(false, done, span.maxIterations(), length);
  }

  /** Sets the lr of the step that follows; after the last one there is none. */
  private void apply() {
    Progress at = progress();
    if (at.done() >= at.total()) {
      return;
    }
    Pace pace = policy.pace();
    long rise = pace.warmUpSteps(span.epochLength());
    boolean rising = pace.warmup() != null && done < rise;
    for (int i = 0; i < groups.size(); i++) {
      double base = bases.get(i);
      double regular = policy.lr(base, at);
      groups.get(i).set("lr", rising ? policy.warmUp(base, regular, done, rise) : regular);
    }
  }

  @Override
  public PyDict state() {
    PyDict state = new PyDict();
    state.put("policy", name);
    state.put("base_values", PyList.of(bases.toArray()));
    state.put("last_step", done);
    return state;
  }

  @Override
  public void load(PyDict state) {
    if (!name.equals(state.get("policy"))
        || !(state.get("base_values") instanceof List<?> values)
        || values.size() != bases.size()
        || !(state.get("last_step") instanceof Long step)) {
      throw new CheckpointException(
          "the state of lr_config's schedule is "
              + state
              + "; expected that of policy '"
              + name
              + "' for "
              + bases.size()
              + " parameter groups; hint: was it saved with another lr_config or param_scheduler?");
    }
    List<Double> saved = new ArrayList<>();
    values.forEach(value -> saved.add(((Number) value).doubleValue()));
    bases = List.copyOf(saved);
    done = step;
    apply();
  }

  @Override
  public void resumeAt(long iteration) {
    done = iteration;
    apply();
  }
}
