package org.vedette.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.api.bench.PeerRuntime;
import org.vedette.base.CheckpointException;
import org.vedette.base.SharedData;

class OnnxRuntimeTest {
  @TempDir Path folder;

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(PeerRuntime.class)).anyMatch(peer -> peer instanceof OnnxRuntime);
  }

  @Test
  void aFileThatIsNoModelIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("model.onnx"), "not a model");
    assertThatThrownBy(() -> new OnnxRuntime().open(text, 1))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("ONNX Runtime cannot load it");
    assertThatThrownBy(() -> new OnnxRuntime().open(folder.resolve("none.onnx"), 1))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("expected an ONNX file");
  }

  @Test
  @Tag("real")
  void aRealModelRunsOnAnImageOfItsShape() {
    Path model = SharedData.require("data/weights/yolox_nano_coco.onnx");
    try (PeerRuntime.Session session = new OnnxRuntime().open(model, 1)) {
      assertThat(session.inputShape()).endsWith(416, 416);
      session.feed(new float[3 * 416 * 416], new long[] {1, 3, 416, 416});
      session.run();
    }
  }
}
