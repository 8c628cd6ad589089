package org.vedette.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.vedette.api.parity.FormulaWeights;
import org.vedette.base.Detections;
import org.vedette.base.ImageInput;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.core.StepContext;
import org.vedette.tensor.Device;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.checkpoint.Checkpoint;
import org.vedette.tensor.checkpoint.LoadReport;
import org.vedette.tensor.layers.Foldable;
import org.vedette.tensor.layers.Fusible;

/**
 * A model with its trained weights, ready for inference. Safe for many threads; images are
 * predicted one call at a time.
 */
public final class ModelRuntime {
  /**
   * How to load a model.
   *
   * @param device where it runs
   * @param strict whether a tensor that is missing or left over is an error
   * @param foldNorm whether batch norms are merged into the convolutions before them and the
   *     weights are laid out for speed; the outputs stay the same up to rounding
   */
  public record Options(Device device, boolean strict, boolean foldNorm) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Detector model;
  private final Device device;
  private final LoadReport report;
  private final List<String> classes;

  private ModelRuntime(Detector model, Device device, LoadReport report, List<String> classes) {
    this.model = model;
    this.device = device;
    this.report = report;
    this.classes = classes;
  }

  /**
   * Builds a model and loads its weights.
   *
   * @throws org.vedette.base.CheckpointException when the file cannot be read or does not fit
   */
  public static ModelRuntime load(Spec<Detector> spec, Path checkpoint, Options options) {
    try (Checkpoint file = Checkpoint.open(checkpoint)) {
      Detector model = Models.buildForWeights(spec);
      LoadReport report = StateLoader.load(model, file, options.strict());
      makeReady(model, options);
      return new ModelRuntime(model, options.device(), report, classesOf(file));
    }
  }

  /**
   * Builds a model whose weights are formulas of their names instead of learned numbers: for
   * measuring times where no checkpoint is at hand.
   */
  public static ModelRuntime untrained(Spec<Detector> spec, Options options) {
    Detector model = Models.buildForWeights(spec);
    FormulaWeights.fill(model);
    makeReady(model, options);
    return new ModelRuntime(
        model, options.device(), LoadReport.compare("none", Map.of(), Map.of()), List.of());
  }

  private static void makeReady(Detector model, Options options) {
    model.train(false);
    model.parameters().values().forEach(param -> param.setTrainable(false));
    if (options.foldNorm()) {
      model.find(Foldable.class).forEach(Foldable::foldNorm);
      model.channelsLast();
    }
    model.to(options.device());
    if (options.foldNorm()) {
      model.find(Fusible.class).forEach(Fusible::fuse);
    }
  }

  /**
   * The class names that a checkpoint's {@code dataset_meta} (or, from mmcv 1.x, {@code CLASSES})
   * tells; empty when it tells none.
   */
  private static List<String> classesOf(Checkpoint file) {
    Object names = file.meta().get("CLASSES");
    if (file.meta().get("dataset_meta") instanceof Map<?, ?> meta) {
      names = meta.containsKey("classes") ? meta.get("classes") : meta.get("CLASSES");
    }
    List<String> classes = new ArrayList<>();
    if (names instanceof Iterable<?> items) {
      items.forEach(item -> classes.add(String.valueOf(item)));
    }
    return List.copyOf(classes);
  }

  /** The detections of each image, in pixels of the original image, in falling order of score. */
  public List<Detections> predict(List<ImageInput> images) {
    lock.lock();
    try (TensorScope scope = TensorScope.open();
        GradMode off = GradMode.off()) {
      return model.predict(prepare(images));
    } finally {
      lock.unlock();
    }
  }

  /** The model's input for some images; belongs to the innermost scope of this thread. */
  public Batch prepare(List<ImageInput> images) {
    return model.preprocessor().prepare(images, device, false, StepContext.FIRST);
  }

  /** The model, in inference; do not use it while another thread predicts. */
  public Detector model() {
    return model;
  }

  /** What was loaded and what was not. */
  public LoadReport report() {
    return report;
  }

  /** The class names that the checkpoint tells; empty when it tells none. */
  public List<String> checkpointClasses() {
    return classes;
  }
}
