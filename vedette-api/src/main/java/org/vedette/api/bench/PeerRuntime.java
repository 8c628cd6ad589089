package org.vedette.api.bench;

import java.nio.file.Path;

/**
 * Another engine that runs an exported model beside Vedette, in the same process, for comparison.
 * Found by ServiceLoader.
 */
public interface PeerRuntime {
  /** A loaded model. */
  interface Session extends AutoCloseable {
    /** The shape of the model's one image input, (1, 3, H, W); a dimension that is free is -1. */
    long[] inputShape();

    /**
     * Hands the engine the image of the following runs; not part of what is measured.
     *
     * @param image row by row
     * @param shape (1, 3, H, W)
     */
    void feed(float[] image, long[] shape);

    /** Runs the model once on the image and waits for the outputs. */
    void run();

    @Override
    void close();
  }

  /** The engine's name and version. */
  String name();

  /** The ending of the files it reads, such as {@code .onnx}. */
  String fileSuffix();

  /** Loads a model with all optimisations on. */
  Session open(Path model, int threads);
}
