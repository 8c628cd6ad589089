package org.vedette.engine.checkpoint;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyList;
import org.vedette.base.pickle.PyTuple;
import org.vedette.data.MetaInfo;
import org.vedette.engine.Run;
import org.vedette.engine.hook.Hook;
import org.vedette.engine.log.ScalarsState;
import org.vedette.engine.schedule.ParamScheduler;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.checkpoint.CheckpointWriter;

/**
 * Writes the state of a run in MMEngine's layout: {@code meta}, {@code state_dict}, {@code
 * message_hub}, {@code optimizer}, {@code param_schedulers}, and what hooks add.
 */
public final class TrainingCheckpoint {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");

  /**
   * What goes into a file besides the weights.
   *
   * @param epoch epochs that are done
   * @param iteration steps that are done
   * @param optimizer whether the optimizer's state is saved
   * @param schedulers whether the schedules' state is saved
   */
  public record Content(int epoch, long iteration, boolean optimizer, boolean schedulers) {}

  private TrainingCheckpoint() {}

  /** Writes a checkpoint; it is on disk, whole, when this returns. */
  public static void write(Run run, Path file, Content content) {
    PyDict root = new PyDict();
    root.put("meta", meta(run, content));
    PyDict weights = PyDict.ordered();
    run.model()
        .state()
        .forEach((name, param) -> weights.put(name, StateLoader.toHost(param.get())));
    root.put("state_dict", weights);
    root.put("message_hub", ScalarsState.of(run.scalars()));
    if (content.optimizer()) {
      root.put("optimizer", run.optim().state());
    }
    if (content.schedulers()) {
      root.put(
          "param_schedulers",
          PyList.of(run.schedulers().stream().map(ParamScheduler::state).toArray()));
    }
    for (Hook hook : run.hooks()) {
      hook.beforeSave(run, root);
    }
    CheckpointWriter.writePth(file, root);
  }

  private static PyDict meta(Run run, Content content) {
    PyDict meta = new PyDict();
    meta.put("epoch", content.epoch());
    meta.put("iter", content.iteration());
    meta.put("cfg", run.settings().configText());
    meta.put("seed", run.settings().seed());
    meta.put("experiment_name", run.folder().experimentName());
    meta.put("time", LocalDateTime.now(ZoneId.systemDefault()).format(STAMP));
    meta.put("dataset_meta", datasetMeta(run.metaInfo()));
    return meta;
  }

  private static PyDict datasetMeta(MetaInfo info) {
    PyDict meta = new PyDict();
    meta.put("classes", PyTuple.copyOf(info.classes()));
    if (!info.palette().isEmpty()) {
      List<PyTuple> colours =
          info.palette().stream()
              .map(c -> PyTuple.of((long) c[0], (long) c[1], (long) c[2]))
              .toList();
      meta.put("palette", PyList.of(colours.toArray()));
    }
    return meta;
  }
}
