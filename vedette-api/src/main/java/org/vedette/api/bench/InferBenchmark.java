package org.vedette.api.bench;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Tensor;
import org.vedette.api.Inferencer;
import org.vedette.api.ModelRuntime;
import org.vedette.base.VedetteException;
import org.vedette.core.Batch;
import org.vedette.core.Detector;
import org.vedette.data.Sample;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.StageTimes;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.TorchInfo;
import org.vedette.tensor.layers.BareConvs;

/**
 * Measures the warm latency of one image, stage by stage, and, where asked, of another engine's
 * forward pass on the same input. The two take turns, so that what else the machine does hits both
 * alike; each turn begins after a pause in which the other's threads stop spinning.
 */
public final class InferBenchmark {
  /** What is measured. */
  public enum Stage {
    /** Decoding the file and the steps of the pipeline. */
    LOAD,
    /** From pixels to the network's input. */
    PREPROCESS,
    /** The network, to its raw outputs. */
    FORWARD,
    /**
     * What a prediction takes beyond its layers: choosing proposals, suppression, pasting masks. On
     * other devices than the CPU, what it takes beyond a forward pass.
     */
    POSTPROCESS,
    /** From the file to detections. */
    TOTAL,
    /** The forward pass of the other engine. */
    PEER
  }

  /**
   * How to measure.
   *
   * @param runs measured runs
   * @param warmup runs before them
   * @param against another engine's model, or null
   * @param bare whether the network's convolutions are timed as bare calls, too
   * @param weights what the report calls the weights
   */
  public record Options(int runs, int warmup, Path against, boolean bare, String weights) {
    /** Checks the counts. */
    public Options {
      if (runs < 1 || warmup < 0) {
        throw new VedetteException("expected 1 run or more and no negative warm-up");
      }
    }
  }

  private static final double NANOS_PER_MILLI = 1e6;
  private static final long PAUSE_MILLIS = 15;

  private final Inferencer inferencer;
  private final Path image;
  private final Options options;
  private final Map<Stage, double[]> times = new EnumMap<>(Stage.class);
  private final PartTimes parts = new PartTimes();
  private final PartTimes bare = new PartTimes();
  private int found;

  private InferBenchmark(Inferencer inferencer, Path image, Options options) {
    this.inferencer = inferencer;
    this.image = image;
    this.options = options;
    for (Stage stage : Stage.values()) {
      if (stage != Stage.PEER || options.against() != null) {
        times.put(stage, new double[options.runs()]);
      }
    }
  }

  /**
   * Measures an image.
   *
   * @throws VedetteException when the image cannot be read or the other engine cannot take it
   */
  public static InferReport run(Inferencer inferencer, Path image, Options options) {
    return new InferBenchmark(inferencer, image, options).run();
  }

  private InferReport run() {
    try (TensorScope scope = TensorScope.open();
        GradMode off = GradMode.off();
        Sample sample = inferencer.prepare(image)) {
      Batch batch = inferencer.runtime().prepare(List.of(sample.toInput()));
      long[] shape = Tensors.shape(batch.images());
      BareConvs convs = options.bare() ? convolutions(batch) : null;
      String peerName = null;
      if (options.against() == null) {
        measureAll(batch, null, convs);
      } else {
        try (PeerRun peer = PeerRun.open(options.against(), batch.images(), TorchInfo.threads())) {
          peerName = peer.name();
          measureAll(batch, peer, convs);
        }
      }
      Map<Stage, Timings> timings = new EnumMap<>(Stage.class);
      times.forEach((stage, millis) -> timings.put(stage, Timings.of(millis)));
      return new InferReport(
          image,
          shape,
          options,
          timings,
          parts.timings(),
          bare.timings(),
          found,
          peerName,
          Machine.peakMemory());
    }
  }

  /** What a prediction runs. */
  private BareConvs convolutions(Batch batch) {
    try (TensorScope scope = TensorScope.open();
        BareConvs convs = BareConvs.open()) {
      inferencer.runtime().model().predict(batch);
      return convs;
    }
  }

  private void measureAll(Batch batch, PeerRun peer, BareConvs convs) {
    for (int i = -options.warmup(); i < options.runs(); i++) {
      // Every other run starts with the peer: neither always finds the other's traces in the
      // caches.
      if (peer != null && i % 2 == 0) {
        measurePeer(peer, i);
      }
      boolean cpu = batch.images().is_cpu();
      // What the parts of a prediction take tells the forward pass, too, where they can be timed.
      Double forward = peer != null || !cpu ? measureForward(batch) : null;
      if (peer != null && i % 2 != 0) {
        measurePeer(peer, i);
      }
      measureWhole(forward, i);
      if (convs != null) {
        Map<String, Double> millis = convs.run(false);
        if (i >= 0) {
          bare.add(millis);
        }
      }
    }
  }

  private void measurePeer(PeerRun peer, int run) {
    pause();
    note(Stage.PEER, run, millis(peer::run));
  }

  private double measureForward(Batch batch) {
    if (options.against() != null) {
      pause();
    }
    Detector model = inferencer.runtime().model();
    return millis(
        () -> {
          try (TensorScope scope = TensorScope.open()) {
            waitFor(model.forward(batch).flatten().values().iterator().next());
          }
        });
  }

  /**
   * Measures from the file to detections.
   *
   * @param forward how long a forward pass took on its own; null where none did
   */
  private void measureWhole(Double forward, int run) {
    long start = System.nanoTime();
    try (TensorScope scope = TensorScope.open();
        StageTimes stages = StageTimes.open();
        Sample sample = inferencer.prepare(image)) {
      ModelRuntime runtime = inferencer.runtime();
      double loaded = since(start);
      Batch batch = runtime.prepare(List.of(sample.toInput()));
      waitFor(batch.images());
      double prepared = since(start);
      found = runtime.model().predict(batch).get(0).size();
      double done = since(start);
      double predicted = done - prepared;
      double beyond;
      if (batch.images().is_cpu()) {
        Map<String, Double> millis = stages.take();
        beyond = predicted - layers(millis, stages);
        if (run >= 0) {
          parts.add(millis);
        }
      } else {
        beyond = predicted - forward;
      }
      note(Stage.FORWARD, run, forward == null ? predicted - beyond : forward);
      note(Stage.LOAD, run, loaded);
      note(Stage.PREPROCESS, run, prepared - loaded);
      note(Stage.POSTPROCESS, run, beyond);
      note(Stage.TOTAL, run, done);
    }
  }

  private static double layers(Map<String, Double> millis, StageTimes stages) {
    return millis.entrySet().stream()
        .filter(entry -> !stages.isStep(entry.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private void note(Stage stage, int run, double millis) {
    if (run >= 0) {
      times.get(stage)[run] = millis;
    }
  }

  /** Other devices compute while the program goes on; reading a number waits for them. */
  private static void waitFor(Tensor tensor) {
    if (!tensor.is_cpu()) {
      Tensors.toFloats(tensor.reshape(-1).narrow(0, 0, 1));
    }
  }

  private static double millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return since(start);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VedetteException("the measurement was interrupted", e);
    }
  }
}
