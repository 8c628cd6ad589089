package org.vedette.api.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.VedetteException;
import org.vedette.tensor.Tensors;

/** Another engine with a model loaded and an image fed. */
final class PeerRun implements AutoCloseable {
  private final String name;
  private final PeerRuntime.Session session;

  private PeerRun(String name, PeerRuntime.Session session) {
    this.name = name;
    this.session = session;
  }

  /**
   * Finds the engine that reads a file, and feeds it a batch.
   *
   * @param images (1, 3, H, W)
   * @throws VedetteException when no engine reads such files, or the model wants another shape
   */
  static PeerRun open(Path model, Tensor images, int threads) {
    PeerRuntime runtime = find(model);
    PeerRuntime.Session session = runtime.open(model, threads);
    try {
      long[] shape = Tensors.shape(images);
      requireShape(model, session.inputShape(), shape);
      session.feed(Tensors.toFloats(images), shape);
      return new PeerRun(runtime.name(), session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static PeerRuntime find(Path model) {
    List<PeerRuntime> known =
        ServiceLoader.load(PeerRuntime.class).stream().map(ServiceLoader.Provider::get).toList();
    List<String> suffixes = known.stream().map(PeerRuntime::fileSuffix).toList();
    return known.stream()
        .filter(runtime -> model.toString().endsWith(runtime.fileSuffix()))
        .findFirst()
        .orElseThrow(
            () ->
                new VedetteException(
                    model
                        + ": no engine on the class path reads this file; known endings: "
                        + suffixes));
  }

  private static void requireShape(Path model, long[] wanted, long[] shape) {
    boolean fits = wanted.length == shape.length;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = wanted[i] < 0 || wanted[i] == shape[i];
    }
    if (!fits) {
      throw new VedetteException(
          String.format(
              "%s: takes images of shape %s, but the config's pipeline makes %s of this one;"
                  + " choose the size by --cfg-options",
              model, Arrays.toString(wanted), Arrays.toString(shape)));
    }
  }

  String name() {
    return name;
  }

  void run() {
    session.run();
  }

  @Override
  public void close() {
    session.close();
  }
}
