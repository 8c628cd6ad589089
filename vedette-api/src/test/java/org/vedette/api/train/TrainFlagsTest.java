package org.vedette.api.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.vedette.config.Config;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.io.PythonWriter;

class TrainFlagsTest {
  private static final Config CONFIG =
      Config.fromText(
          "optim_wrapper = dict(type='OptimWrapper')\n"
              + "load_from = 'coco.pth'\n"
              + "auto_scale_lr = dict(base_batch_size=16)\n"
              + "train_dataloader = dict(num_workers=4)\n");

  private static Object value(DictNode dict, String key) {
    return ((ScalarNode) dict.get(key)).value();
  }

  @Test
  void nothingChangesWithoutFlags() {
    assertThat(PythonWriter.config(TrainFlags.NONE.applyTo(CONFIG).root()))
        .isEqualTo(PythonWriter.config(CONFIG.root()));
  }

  @Test
  void resumingByItselfForgetsTheWeightsToStartFrom() {
    TrainFlags flags = new TrainFlags(null, true, null, false, false, null, null);
    DictNode root = flags.applyTo(CONFIG).root();
    assertThat(value(root, "resume")).isEqualTo(true);
    assertThat(root.get("load_from").isNone()).isTrue();
  }

  @Test
  void resumingFromAFileNamesIt() {
    TrainFlags flags = new TrainFlags(null, true, Path.of("e_1.pth"), false, false, null, null);
    assertThat(flags.applyTo(CONFIG).root().string("load_from")).isEqualTo("e_1.pth");
  }

  @Test
  void halfPrecisionChangesTheWrapperAndLeavesTheConfigAlone() {
    TrainFlags flags = new TrainFlags(null, false, null, true, false, null, null);
    DictNode wrapper = flags.applyTo(CONFIG).root().dict("optim_wrapper");
    assertThat(wrapper.string("type")).isEqualTo("AmpOptimWrapper");
    assertThat(wrapper.string("loss_scale")).isEqualTo("dynamic");
    assertThat(CONFIG.root().dict("optim_wrapper").string("type")).isEqualTo("OptimWrapper");
  }

  @Test
  void halfPrecisionOfAnotherWrapperIsRefused() {
    TrainFlags flags = new TrainFlags(null, false, null, true, false, null, null);
    Config other = Config.fromText("optim_wrapper = dict(type='Own')");
    assertThatThrownBy(() -> flags.applyTo(other)).hasMessageContaining("got 'Own'");
  }

  @Test
  void scalingTheRateNeedsTheBatchSizeItIsMeantFor() {
    TrainFlags flags = new TrainFlags(null, false, null, false, true, null, null);
    assertThat(value(flags.applyTo(CONFIG).root().dict("auto_scale_lr"), "enable")).isEqualTo(true);
    assertThatThrownBy(() -> flags.applyTo(Config.fromText("a = 1")))
        .hasMessageContaining("base_batch_size");
  }

  @Test
  void seedAndWorkersGoWhereTheConfigHasThem() {
    TrainFlags flags = new TrainFlags(Path.of("w"), false, null, false, false, 7L, 0);
    DictNode root = flags.applyTo(CONFIG).root();
    assertThat(root.string("work_dir")).isEqualTo("w");
    assertThat(value(root.dict("randomness"), "seed")).isEqualTo(7L);
    assertThat(value(root.dict("train_dataloader"), "num_workers")).isEqualTo(0L);
    assertThat(root.has("val_dataloader")).isFalse();
  }
}
