package org.vedette.api;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.vedette.base.DataException;
import org.vedette.base.Detections;
import org.vedette.base.ImageInput;
import org.vedette.base.RandomSource;
import org.vedette.config.Config;
import org.vedette.config.ConfigFile;
import org.vedette.config.component.Binder;
import org.vedette.config.component.CustomImports;
import org.vedette.config.component.Registry;
import org.vedette.core.Models;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;
import org.vedette.tensor.Device;
import org.vedette.tensor.checkpoint.LoadReport;
import org.vedette.visual.DetectionPainter;

/**
 * Detects objects in images, by a config and a checkpoint.
 *
 * <pre>{@code
 * try (Inferencer inferencer = Inferencer.of(config, checkpoint, Device.CPU)) {
 *   Detections found = inferencer.predict(Path.of("street.jpg"));
 * }
 * }</pre>
 *
 * <p>Images go through the config's {@code test_dataloader.dataset.pipeline}. Safe for many
 * threads: images are read and resized in parallel, the network runs one call at a time. Detections
 * are plain arrays, in pixels of the image as read, in falling order of score, of every score that
 * the config's {@code test_cfg} lets pass.
 */
public final class Inferencer implements AutoCloseable {
  private final ModelRuntime runtime;
  private final Pipeline filePipeline;
  private final Pipeline imagePipeline;
  private final MetaInfo meta;
  private final ExecutorService pool;

  private Inferencer(Config config, Binder binder, Path checkpoint, Device device) {
    var model = Models.bind(binder, config.root());
    TestPipeline pipeline = TestPipeline.of(binder, config.root());
    ModelRuntime.Options options = new ModelRuntime.Options(device, false, true);
    runtime =
        checkpoint == null
            ? ModelRuntime.untrained(model, options)
            : ModelRuntime.load(model, checkpoint, options);
    filePipeline = pipeline.forFiles();
    imagePipeline = pipeline.forImages();
    meta = ClassNames.of(config.root(), runtime.checkpointClasses());
    pool =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), Inferencer::thread);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "vedette-infer");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Loads a model.
   *
   * @throws org.vedette.base.VedetteException when the config, the checkpoint or the device is no
   *     good
   */
  public static Inferencer of(Path config, Path checkpoint, Device device) {
    return of(ConfigFile.load(config), Registry.load(), checkpoint, device);
  }

  /** Loads a model of a resolved config, with components that may come from plugins. */
  public static Inferencer of(Config config, Registry registry, Path checkpoint, Device device) {
    return open(config, registry, Objects.requireNonNull(checkpoint), device);
  }

  /** A model {@linkplain ModelRuntime#untrained without learned weights}, for measuring. */
  public static Inferencer untrained(Config config, Registry registry, Device device) {
    return open(config, registry, null, device);
  }

  private static Inferencer open(Config config, Registry registry, Path checkpoint, Device device) {
    Registry complete =
        CustomImports.apply(
            registry,
            config.root(),
            problem ->
                System.getLogger(Inferencer.class.getName())
                    .log(System.Logger.Level.WARNING, problem));
    return new Inferencer(config, new Binder(complete), checkpoint, device);
  }

  /** The class names, by label. */
  public List<String> classes() {
    return meta.classes();
  }

  /** What of the checkpoint was loaded and what was not. */
  public LoadReport loadReport() {
    return runtime.report();
  }

  /** The model behind this; do not use it while another thread predicts. */
  public ModelRuntime runtime() {
    return runtime;
  }

  /**
   * A painter in the class names of this model.
   *
   * @param palette {@code coco}, {@code voc}, {@code citys}, {@code random}, or {@code none} for
   *     the dataset's own colours
   */
  public DetectionPainter painter(String palette) {
    return new DetectionPainter(meta.classes(), ClassNames.palette(palette, meta));
  }

  /**
   * The detections of an image file.
   *
   * @throws DataException when the file is missing or is no image
   */
  public Detections predict(Path image) {
    return predict(List.of(image)).get(0);
  }

  /**
   * The detections of image files, as one batch: they are padded to a common size, so images of one
   * size go best together.
   */
  public List<Detections> predict(List<Path> images) {
    List<CompletableFuture<Sample>> loading =
        images.stream().map(image -> supply(() -> prepare(image))).toList();
    return predictSamples(loading);
  }

  /** The detections of an image in memory, which stays the caller's. */
  public Detections predict(Image image) {
    return predictSamples(List.of(CompletableFuture.completedFuture(prepare(image)))).get(0);
  }

  /** The detections of an 8-bit BGR image in memory: rows, columns, channels. */
  public Detections predict(byte[] bgr, int height, int width) {
    try (Image image = Image.of(bgr, height, width, 3)) {
      return predict(image);
    }
  }

  /** The same as {@link #predict(Path)} on another thread. */
  public CompletableFuture<Detections> predictAsync(Path image) {
    return supply(() -> prepare(image))
        .thenApplyAsync(
            sample -> predictSamples(List.of(CompletableFuture.completedFuture(sample))).get(0),
            pool);
  }

  private <T> CompletableFuture<T> supply(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, pool);
  }

  /** Reads an image file and runs the config's steps; the caller closes the sample. */
  public Sample prepare(Path image) {
    return run(filePipeline, new Sample(ImageRecord.ofFile(image.toString())));
  }

  private Sample prepare(Image image) {
    Sample sample = new Sample(ImageRecord.ofFile(""));
    sample.loadImage(image.copy(), "");
    return run(imagePipeline, sample);
  }

  private static Sample run(Pipeline pipeline, Sample sample) {
    Sample done = pipeline.apply(sample, RandomSource.at(0));
    if (done == null) {
      throw new DataException(sample.path() + ": the config's pipeline drops this image");
    }
    return done;
  }

  private List<Detections> predictSamples(List<CompletableFuture<Sample>> loading) {
    List<Sample> samples = new ArrayList<>();
    try {
      loading.forEach(future -> samples.add(join(future)));
      List<ImageInput> inputs = samples.stream().map(Sample::toInput).toList();
      return runtime.predict(inputs);
    } finally {
      samples.forEach(Sample::close);
    }
  }

  private static Sample join(CompletableFuture<Sample> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Lets the threads end. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
