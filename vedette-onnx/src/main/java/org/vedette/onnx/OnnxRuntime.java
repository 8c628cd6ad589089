package org.vedette.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.vedette.api.bench.PeerRuntime;
import org.vedette.base.CheckpointException;

/** Runs ONNX files by Microsoft's ONNX Runtime on the CPU. */
public final class OnnxRuntime implements PeerRuntime {
  @Override
  public String name() {
    return "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion();
  }

  @Override
  public String fileSuffix() {
    return ".onnx";
  }

  @Override
  public Session open(Path model, int threads) {
    if (!Files.isRegularFile(model)) {
      throw new CheckpointException(model + ": expected an ONNX file, found none");
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return new OnnxSession(
          OrtEnvironment.getEnvironment().createSession(model.toString(), options));
    } catch (OrtException e) {
      throw new CheckpointException(model + ": ONNX Runtime cannot load it: " + e.getMessage(), e);
    }
  }

  private static final class OnnxSession implements Session {
    private final OrtSession session;
    private OnnxTensor input;

    OnnxSession(OrtSession session) {
      this.session = session;
    }

    @Override
    public long[] inputShape() {
      try {
        NodeInfo input = session.getInputInfo().values().iterator().next();
        return ((TensorInfo) input.getInfo()).getShape();
      } catch (OrtException e) {
        throw new CheckpointException("ONNX Runtime: " + e.getMessage(), e);
      }
    }

    @Override
    public void feed(float[] image, long[] shape) {
      release();
      try {
        input =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(image), shape);
      } catch (OrtException e) {
        throw new CheckpointException("ONNX Runtime: " + e.getMessage(), e);
      }
    }

    @Override
    public void run() {
      if (input == null) {
        throw new IllegalStateException("no image was fed");
      }
      String name = session.getInputNames().iterator().next();
      try (OrtSession.Result result = session.run(Map.of(name, input))) {
        if (result.size() == 0) {
          throw new CheckpointException("the ONNX model has no output");
        }
      } catch (OrtException e) {
        throw new CheckpointException("ONNX Runtime: " + e.getMessage(), e);
      }
    }

    private void release() {
      if (input != null) {
        input.close();
        input = null;
      }
    }

    @Override
    public void close() {
      release();
      try {
        session.close();
      } catch (OrtException e) {
        throw new CheckpointException("ONNX Runtime: " + e.getMessage(), e);
      }
    }
  }
}
