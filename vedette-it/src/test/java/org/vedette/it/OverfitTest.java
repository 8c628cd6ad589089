package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.api.train.Trainer;
import org.vedette.config.ConfigFile;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.data.drawn.DrawnShapes;
import org.vedette.engine.Run;
import org.vedette.tensor.Device;

/**
 * Each kind of detector learns eight drawn pictures by heart, from random weights: what a wrong
 * sign or a target in the wrong place would not let it do. {@code overfit_NAME.py} holds the model.
 */
class OverfitTest {
  private static final double ENOUGH = 0.8;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"retinanet", "fcos", "faster_rcnn", "cascade_rcnn", "mask_rcnn"})
  void learnsEightPicturesByHeart(String name) throws IOException {
    Path data = folder.resolve("data");
    DrawnShapes.write(data, new DrawnShapes.Settings(8, 1, 64, 1, 3, 0.3, 0.6, 5));
    for (String file : new String[] {"overfit", "overfit_faster_rcnn", "overfit_" + name}) {
      copy(file + ".py", data);
    }
    Path config = folder.resolve("run.py");
    Files.writeString(
        config,
        "_base_ = 'overfit_%s.py'\nwork_dir = '%s'\n".formatted(name, folder.resolve("work")));
    Run run = Trainer.of(new Binder(Registry.load()), ConfigFile.load(config)).train(Device.CPU);
    Map<String, Double> figures = run.lastValidation().values();
    assertThat(figures.get("coco/bbox_mAP_50")).isGreaterThan(ENOUGH);
    if (name.equals("mask_rcnn")) {
      assertThat(figures.get("coco/segm_mAP_50")).isGreaterThan(ENOUGH);
    }
  }

  private void copy(String name, Path data) throws IOException {
    Path copied = folder.resolve(name);
    try (InputStream in = OverfitTest.class.getResourceAsStream("/training/" + name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(copied, text.replace("'data/'", "'" + data + "/'"));
    }
  }
}
