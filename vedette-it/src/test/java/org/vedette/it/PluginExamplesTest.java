package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.api.train.Trainer;
import org.vedette.base.DataException;
import org.vedette.base.Detections;
import org.vedette.base.RandomSource;
import org.vedette.config.ConfigFile;
import org.vedette.config.component.Binder;
import org.vedette.config.component.RegisteredType;
import org.vedette.config.component.Registry;
import org.vedette.core.Loss;
import org.vedette.data.Dataset;
import org.vedette.data.Sample;
import org.vedette.data.Sampler;
import org.vedette.data.Transform;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;
import org.vedette.engine.hook.Hook;
import org.vedette.engine.optim.Optimizer;
import org.vedette.engine.optim.ParamGroup;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.Metric;
import org.vedette.tensor.Device;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/** Each example of examples/plugin does what it says, and all of them work together. */
class PluginExamplesTest {
  @TempDir static Path folder;
  private static Binder binder;

  @BeforeAll
  static void buildPluginAndData() throws IOException {
    binder = new Binder(Registry.load().withPlugins(List.of(PluginProject.jar(folder))));
    StringBuilder annotations = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      byte[] pixels = new byte[64 * 64 * 3];
      Arrays.fill(pixels, 16 * 64 * 3, 40 * 64 * 3, (byte) 200);
      try (Image image = Image.of(pixels, 64, 64, 3)) {
        ImageFiles.write(folder.resolve(i + ".png"), image);
      }
      annotations.append("#\n" + i + ".png\n64 64\n1\n0 16 64 40 " + i % 2 + "\n");
    }
    Files.writeString(folder.resolve("ann.txt"), annotations);
  }

  private static Dataset dataset(String annFile) {
    return binder
        .spec(
            Dataset.class,
            "dict(type='acme.TextDataset', ann_file='%s', img_dir='%s', classes=['cat', 'dog'])"
                .formatted(folder.resolve(annFile), folder))
        .build();
  }

  @Test
  void everyDefaultOfTheExamplesCanBeBound() {
    Registry registry = binder.registry();
    for (String kind : registry.kinds()) {
      for (RegisteredType type : registry.types(kind)) {
        if (registry.load(type).getPackageName().equals("com.acme.vedette")) {
          assertThat(binder.checkDefaults(type)).as(type.toString()).isEmpty();
        }
      }
    }
  }

  @Test
  void theOptimizerMovesByTheSignOfTheGradientAndDecaysWeights() {
    Optimizer lion =
        binder.spec(Optimizer.class, "dict(type='acme.Lion', lr=0.1, weight_decay=0.5)").build();
    try (TensorScope scope = TensorScope.open()) {
      OneWeight layer = new OneWeight(1, -2);
      lion.start(List.of(new ParamGroup(layer.parameters(), Map.of())));
      layer.weight.setGrad(Tensors.of(new float[] {0.3f, -5}, 2));
      lion.step();
      assertThat(Tensors.toFloats(layer.weight.get()))
          .containsExactly(new float[] {0.85f, -1.8f}, within(1e-6f));
      Map<?, ?> saved = (Map<?, ?>) lion.state().dict("state").get(0L);
      assertThat(saved.keySet()).hasToString("[exp_avg]");
    }
  }

  /** A layer of one parameter. */
  private static final class OneWeight extends Layer {
    private final Param weight;

    OneWeight(float... values) {
      weight = param("weight", Tensors.of(values, values.length));
    }
  }

  @Test
  void theSamplerShowsAnotherShareEachEpochAndSharesItOut() {
    Sampler sampler =
        binder.spec(Sampler.class, "dict(type='acme.RandomShareSampler', share=0.75)").build();
    Dataset data = dataset("ann.txt");
    int[] order = sampler.order(data, 7, 3, 0, 1);
    assertThat(order).hasSize(3).doesNotHaveDuplicates().isEqualTo(sampler.order(data, 7, 3, 0, 1));
    assertThat(sampler.order(data, 7, 3, 0, 2)).containsExactly(order[0], order[2]);
    assertThat(sampler.order(data, 7, 3, 1, 2)).containsExactly(order[1]);
  }

  @Test
  void theLossIsTheRootOfSquaresAndObeysTheAverageFactor() {
    Loss loss = binder.spec(Loss.class, "dict(type='acme.CharbonnierLoss', eps=3)").build();
    try (TensorScope scope = TensorScope.open()) {
      Tensor prediction = Tensors.of(new float[] {4, 0}, 2);
      Tensor target = Tensors.of(new float[] {0, 0}, 2);
      assertThat(loss.forward(prediction, target, null, null, null).item_float())
          .isCloseTo(4f, within(1e-6f));
      assertThat(loss.forward(prediction, target, null, 1.0, null).item_float())
          .isCloseTo(8f, within(1e-6f));
    }
  }

  @Test
  void theTransformAddsTheSameNoiseForTheSameNumbers() {
    Transform noise =
        binder.spec(Transform.class, "dict(type='acme.RandomNoise', std=20, prob=1)").build();
    byte[] first = noisy(noise, 1);
    assertThat(first).isEqualTo(noisy(noise, 1)).isNotEqualTo(noisy(noise, 2));
    assertThat(
            noisy(binder.spec(Transform.class, "dict(type='acme.RandomNoise', prob=0)").build(), 1))
        .containsOnly(100);
  }

  private static byte[] noisy(Transform noise, long address) {
    byte[] grey = new byte[4 * 4 * 3];
    Arrays.fill(grey, (byte) 100);
    try (Sample sample = Sample.of(Image.of(grey, 4, 4, 3))) {
      return noise.apply(sample, RandomSource.at(address)).image().toBytes();
    }
  }

  @Test
  void theDatasetReadsItsTextAndNamesTheLineThatIsWrong() throws IOException {
    Dataset data = dataset("ann.txt");
    assertThat(data.size()).isEqualTo(4);
    assertThat(data.record(1).boxes()).containsExactly(0, 16, 64, 40);
    assertThat(data.record(1).labels()).containsExactly(1);
    Files.writeString(folder.resolve("wrong.txt"), "#\na.png\n64 64\n1\n0 16 64 40 2\n");
    assertThatThrownBy(() -> dataset("wrong.txt"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("wrong.txt:5: expected a label below 2");
  }

  @Test
  void theMetricCountsDetectionsAndObjects() {
    Metric metric = binder.spec(Metric.class, "dict(type='acme.CountError')").build();
    metric.start(List.of("cat", "dog"));
    metric.add(0, detections(0.9f, 0.6f, 0.1f), truth(false));
    metric.add(1, detections(), truth(false, false, true, false));
    assertThat(metric.report().values()).containsExactly(Map.entry("count/error", 2.0));
  }

  private static Detections detections(float... scores) {
    return new Detections(new float[4 * scores.length], scores, new int[scores.length], null);
  }

  private static ImageTruth truth(boolean... ignored) {
    return new ImageTruth(new double[4 * ignored.length], new int[ignored.length], ignored, null);
  }

  @Test
  void allExamplesTrainTogetherAndTheHookUnfreezesTheBackbone() throws IOException {
    Path config = folder.resolve("mine.py");
    Files.writeString(
        config,
        """
        _base_ = '%s'
        work_dir = '%s'
        data = dict(ann_file='%s', img_dir='%s')
        train_dataloader = dict(num_workers=0, dataset=data)
        val_dataloader = dict(num_workers=0, dataset=data)
        """
            .formatted(
                PluginProject.ROOT.resolve("everything.py").toAbsolutePath().normalize(),
                folder.resolve("work"),
                folder.resolve("ann.txt"),
                folder));
    Watcher watcher = new Watcher();
    Run run = Trainer.of(binder, ConfigFile.load(config)).train(Device.CPU, watcher);
    assertThat(watcher.firstStageTrains).containsExactly(Map.entry(0, false), Map.entry(1, true));
    assertThat(watcher.losses).hasSize(2).allMatch(Double::isFinite);
    assertThat(run.lastValidation().values()).containsKey("count/error");
    assertThat(run.optim().groups())
        .extracting(group -> group.number("lr"))
        .containsExactly(1e-3, 1e-4);
  }

  /** Notes what happens in each epoch. */
  private static final class Watcher implements Hook {
    private final Map<Integer, Boolean> firstStageTrains = new LinkedHashMap<>();
    private final List<Double> losses = new ArrayList<>();

    @Override
    public void afterTrainIter(Run run, TrainStep step) {
      Layer stage = run.model().children().get("backbone").children().get("stage0");
      firstStageTrains.put(
          run.epoch(),
          stage.training() && stage.parameters().values().stream().allMatch(Param::isTrainable));
      losses.add(step.losses().get("loss"));
    }
  }
}
