package org.vedette.engine.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PyDict;
import org.vedette.engine.Run;
import org.vedette.engine.hook.Hook;
import org.vedette.engine.log.ScalarsState;
import org.vedette.engine.schedule.ParamScheduler;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.checkpoint.Checkpoint;
import org.vedette.tensor.checkpoint.HostTensor;

/**
 * A checkpoint of a run, of Vedette or of MMEngine, from which the run goes on. Keep it open until
 * {@link #restore} has copied everything.
 */
public final class ResumePoint implements AutoCloseable {
  private final Checkpoint file;
  private final PyDict root;
  private final PyDict meta;

  private ResumePoint(Checkpoint file, PyDict root, PyDict meta) {
    this.file = file;
    this.root = root;
    this.meta = meta;
  }

  /**
   * Opens a checkpoint.
   *
   * @throws CheckpointException when it holds weights only
   */
  public static ResumePoint open(Path path) {
    Checkpoint file = Checkpoint.open(path);
    if (file.root() instanceof PyDict root
        && root.dict("meta") != null
        && root.dict("meta").get("epoch") instanceof Long
        && root.dict("meta").get("iter") instanceof Long
        && root.dict("state_dict") != null) {
      return new ResumePoint(file, root, root.dict("meta"));
    }
    file.close();
    throw new CheckpointException(
        path
            + ": expected the checkpoint of a run, with 'meta' (epoch, iter) and 'state_dict'; hint:"
            + " to start from weights alone, use load_from without resume");
  }

  /** Epochs that are done. */
  public int epoch() {
    return Math.toIntExact((Long) meta.get("epoch"));
  }

  /** Steps that are done. */
  public long iteration() {
    return (Long) meta.get("iter");
  }

  /** The seed of the run; null when it was not saved. */
  public Long seed() {
    return meta.get("seed") instanceof Long seed ? seed : null;
  }

  /** Puts weights, optimizer, schedules and hooks into the state that was saved. */
  public void restore(Run run) {
    for (Hook hook : run.hooks()) {
      hook.afterLoad(run, root);
    }
    StateLoader.load(run.model(), weights(root.dict("state_dict"), file.name()), file.name(), true);
    if (root.dict("message_hub") != null) {
      ScalarsState.restore(run.scalars(), root.dict("message_hub"));
    }
    if (root.dict("optimizer") == null) {
      throw lacks("optimizer");
    }
    run.optim().load(root.dict("optimizer"));
    if (!run.schedulers().isEmpty()) {
      restoreSchedulers(run.schedulers());
    }
  }

  /**
   * The tensors of a state dict; a leading {@code module.}, which training in several processes
   * leaves, is cut off.
   */
  public static Map<String, HostTensor> weights(PyDict stateDict, String file) {
    Map<String, HostTensor> weights = new LinkedHashMap<>();
    stateDict.forEach(
        (name, value) -> {
          if (!(value instanceof HostTensor tensor)) {
            throw new CheckpointException(file + ": '" + name + "' of the weights is no tensor");
          }
          String key = String.valueOf(name);
          weights.put(key.startsWith("module.") ? key.substring("module.".length()) : key, tensor);
        });
    return weights;
  }

  private void restoreSchedulers(List<ParamScheduler> schedulers) {
    if (!(root.get("param_schedulers") instanceof List<?> states)) {
      throw lacks("param_schedulers");
    }
    if (states.size() != schedulers.size()) {
      throw new CheckpointException(
          file.name()
              + ": holds the state of "
              + states.size()
              + " schedules, the config has "
              + schedulers.size());
    }
    for (int i = 0; i < states.size(); i++) {
      if (!(states.get(i) instanceof PyDict state)) {
        throw lacks("param_schedulers." + i);
      }
      schedulers.get(i).load(state);
    }
  }

  private CheckpointException lacks(String key) {
    return new CheckpointException(
        file.name()
            + ": has no '"
            + key
            + "', so the run cannot go on from it; hint: it is a best checkpoint or was saved with"
            + " save_optimizer or save_param_scheduler off; use it as load_from without resume");
  }

  @Override
  public void close() {
    file.close();
  }
}
