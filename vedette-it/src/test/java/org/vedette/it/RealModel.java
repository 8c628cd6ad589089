package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageInput;
import org.vedette.base.ImageMeta;
import org.vedette.base.RandomSource;
import org.vedette.base.SharedData;
import org.vedette.base.SharedJson;
import org.vedette.base.Truth;
import org.vedette.config.ConfigFile;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.core.Batch;
import org.vedette.core.Detector;
import org.vedette.core.Losses;
import org.vedette.core.Models;
import org.vedette.core.StepContext;
import org.vedette.core.TrainPhaseSwitch;
import org.vedette.data.ImageRecord;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.tensor.Device;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.StateLoader;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.checkpoint.Checkpoint;

/**
 * A model with trained weights on photographs, and what the reference computes with the same: layer
 * by layer, detections, losses and gradients.
 */
final class RealModel {
  private final String reference;
  private final Detector model;
  private final Pipeline pipeline;

  /**
   * Builds a model of this project's configs in inference.
   *
   * @param config its path in this project's folder of configs
   * @param weights the checkpoint's name below {@code data/weights}
   * @param record what the names of the reference's files start with
   */
  RealModel(String config, String weights, String record) {
    reference = "reference/components/real_detection/" + record;
    Path checkpointFile = SharedData.require("data/weights/" + weights);
    Path root = Path.of(System.getProperty("vedette.root"));
    DictNode settings = ConfigFile.load(root.resolve("configs").resolve(config)).root();
    Binder binder = new Binder(Registry.load());
    model = Models.build(Models.bind(binder, settings), Device.CPU);
    try (Checkpoint checkpoint = Checkpoint.open(checkpointFile)) {
      StateLoader.load(model, checkpoint, true);
    }
    model.train(false);
    pipeline = new Pipeline(steps(binder, settings));
  }

  /** The steps of testing, without annotations. */
  private static List<Transform> steps(Binder binder, DictNode config) {
    List<Transform> steps = new ArrayList<>();
    for (ConfigNode step : ((ListNode) config.get("test_pipeline")).items()) {
      if (!"LoadAnnotations".equals(((DictNode) step).string("type"))) {
        steps.add(binder.spec(Transform.class, step, "test_pipeline").build());
      }
    }
    return steps;
  }

  private Batch batch(List<String> images, List<Truth> truths) {
    List<Sample> samples = new ArrayList<>();
    List<ImageInput> inputs = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      String path = SharedData.require(images.get(i)).toString();
      Sample sample = pipeline.apply(new Sample(ImageRecord.ofFile(path)), RandomSource.at(0));
      samples.add(sample);
      ImageInput input = sample.toInput();
      inputs.add(
          new ImageInput(
              input.pixels(),
              input.isFloat(),
              input.height(),
              input.width(),
              input.channels(),
              input.meta(),
              truths == null ? null : truths.get(i)));
    }
    Batch batch = model.preprocessor().prepare(inputs, Device.CPU, false, StepContext.FIRST);
    samples.forEach(Sample::close);
    return batch;
  }

  /** The model. */
  Detector model() {
    return model;
  }

  /** Compares every stage for one photograph within 1e-4 of each tensor's largest element. */
  void checkLayers() {
    Map<String, Object> expected = SharedJson.map(SharedJson.read(reference + "features.json.gz"));
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      Batch batch = batch(List.of((String) expected.get("image")), null);
      checkTensor("input", batch.images(), expected.get("input"), 0);
      model
          .stages(batch)
          .forEach(
              (stage, outputs) -> {
                List<Object> summaries = new ArrayList<>();
                flatten(expected.get(stage.equals("forward") ? "head" : stage), summaries);
                List<Tensor> found = new ArrayList<>(outputs.flatten().values());
                assertThat(found).as(stage).hasSameSizeAs(summaries);
                for (int i = 0; i < found.size(); i++) {
                  checkTensor(stage + "." + i, found.get(i), summaries.get(i), 1e-4);
                }
              });
    }
  }

  private static void flatten(Object item, List<Object> into) {
    if (item instanceof List<?> list) {
      list.forEach(part -> flatten(part, into));
    } else {
      into.add(item);
    }
  }

  private static void checkTensor(String where, Tensor found, Object expected, double tolerance) {
    Map<String, Object> tensor = SharedJson.map(expected);
    float[] values = Tensors.toFloats(found);
    boolean whole = tensor.containsKey("data");
    Object source =
        whole ? tensor.get("data") : SharedJson.map(tensor.get("summary")).get("samples");
    double[] samples = SharedJson.doubles(source);
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int k = 0; k < samples.length; k++) {
      int at = whole ? k : (int) ((long) k * values.length / samples.length);
      // Nine digits name a float.
      double sample = (float) samples[k];
      assertThat((double) values[at]).as(where).isCloseTo(sample, within(tolerance * largest));
    }
  }

  /** Compares the detections of single photographs. */
  void checkDetections() {
    Map<String, Object> expected = SharedJson.map(SharedJson.read(reference + "singles.json"));
    for (Object item : SharedJson.list(expected.get("images"))) {
      Map<String, Object> image = SharedJson.map(item);
      String name = (String) image.get("image");
      Detections found;
      try (GradMode off = GradMode.off();
          TensorScope scope = TensorScope.open()) {
        Batch batch = batch(List.of(name), null);
        checkMeta(image, batch.metas().get(0));
        found = model.predict(batch).get(0);
      }
      assertThat((long) found.size()).as(name).isEqualTo(image.get("num"));
      int[] labels = SharedJson.ints(image.get("labels"));
      double[] scores = SharedJson.doubles(image.get("scores"));
      for (int i = 0; i < labels.length; i++) {
        assertThat(found.labels()[i]).as(name).isEqualTo(labels[i]);
        assertThat((double) found.scores()[i]).as(name).isCloseTo(scores[i], within(1e-4));
        double[] box = SharedJson.doubles(SharedJson.list(image.get("bboxes")).get(i));
        for (int k = 0; k < 4; k++) {
          assertThat((double) found.boxes()[4 * i + k]).as(name).isCloseTo(box[k], within(0.02));
        }
      }
    }
  }

  /** Compares the sizes, (height, width), and the scales, (width, height). */
  private static void checkMeta(Map<String, Object> image, ImageMeta meta) {
    assertThat(SharedJson.ints(image.get("ori_shape")))
        .containsExactly(meta.oriHeight(), meta.oriWidth());
    assertThat(SharedJson.ints(image.get("img_shape")))
        .containsExactly(meta.imgHeight(), meta.imgWidth());
    assertThat(SharedJson.doubles(image.get("scale_factor")))
        .containsExactly(meta.scaleX(), meta.scaleY());
  }

  /** Compares losses within 1e-4 and gradients within 1e-3, both relative. */
  void checkLosses() {
    Map<String, Object> expected = SharedJson.map(SharedJson.read(reference + "loss.json.gz"));
    List<String> images = new ArrayList<>();
    List<Truth> truths = new ArrayList<>();
    for (Object item : SharedJson.list(expected.get("images"))) {
      Map<String, Object> image = SharedJson.map(item);
      images.add((String) image.get("img_path"));
      truths.add(truth(image));
    }
    for (Object run : SharedJson.list(expected.get("runs"))) {
      checkLoss(SharedJson.map(run), images, truths);
    }
  }

  private static Truth truth(Map<String, Object> image) {
    List<Object> rows = SharedJson.list(image.get("gt_bboxes"));
    float[] boxes = new float[4 * rows.size()];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = (float) SharedJson.number(SharedJson.list(rows.get(i / 4)).get(i % 4));
    }
    return new Truth(
        boxes, SharedJson.ints(image.get("gt_labels")), new boolean[rows.size()], null);
  }

  private void checkLoss(Map<String, Object> run, List<String> images, List<Truth> truths) {
    model.visit(
        layer -> {
          if (layer instanceof TrainPhaseSwitch head) {
            head.useL1(Boolean.TRUE.equals(run.get("use_l1")));
          }
        });
    model.zeroGrad();
    try (TensorScope scope = TensorScope.open()) {
      Losses losses = model.loss(batch(images, truths), StepContext.FIRST);
      Map<String, Object> wanted = SharedJson.map(run.get("losses"));
      assertThat(losses.parts().keySet()).isEqualTo(wanted.keySet());
      wanted.forEach((name, value) -> checkParts(name, losses.parts().get(name), value));
      losses.total().backward();
    }
    SharedJson.map(run.get("param_grad_l2norm_and_sum"))
        .forEach(
            (name, pair) -> {
              double sum = 0;
              for (double value : Tensors.toDoubles(model.state().get(name).grad())) {
                sum += value * value;
              }
              near(name, Math.sqrt(sum), SharedJson.list(pair).get(0), 1e-3);
            });
  }

  private static void checkParts(String name, List<Tensor> found, Object expected) {
    List<Object> parts =
        expected instanceof List<?> ? SharedJson.list(expected) : List.of(expected);
    assertThat(found).as(name).hasSameSizeAs(parts);
    for (int i = 0; i < parts.size(); i++) {
      near(name + "." + i, found.get(i).item_double(), parts.get(i), 1e-4);
    }
  }

  private static void near(String what, double found, Object expected, double tolerance) {
    double target = SharedJson.number(expected);
    assertThat(found).as(what).isCloseTo(target, within(tolerance * Math.abs(target)));
  }
}
