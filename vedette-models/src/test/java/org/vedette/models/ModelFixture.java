package org.vedette.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.Formula;
import org.vedette.base.ImageMeta;
import org.vedette.base.SharedJson;
import org.vedette.core.Batch;
import org.vedette.core.Detector;
import org.vedette.core.Instances;
import org.vedette.core.Losses;
import org.vedette.core.Outputs;
import org.vedette.core.StepContext;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Init;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/**
 * A record of what the reference computes with weights and images that are formulas, for box
 * detectors. {@code vedette parity} compares more of it; this is for the tests of this module.
 */
public final class ModelFixture {
  private static final float[][] BOXES = {
    {10.3f, 20.7f, 99.6f, 80.2f, 70.9f, 28.4f, 95.2f, 69.5f, 121.4f, 90.6f, 133.7f, 102.9f},
    {30.2f, 17.8f, 78.7f, 106.3f, 95.6f, 63.1f, 149.9f, 100.4f}
  };
  private static final long[][] LABELS = {{2, 7, 2}, {5, 0}};

  private final Map<String, Object> root;
  private final Detector model;

  private ModelFixture(Map<String, Object> root) {
    this.root = root;
    model = Configs.BINDER.spec(Detector.class, Configs.node(root.get("model")), "model").build();
    model.state().forEach(ModelFixture::fill);
  }

  /** Reads a record of {@code reference/models} and builds its model. */
  public static ModelFixture of(String name) {
    return new ModelFixture(
        SharedJson.map(SharedJson.read("reference/models/" + name + ".json.gz")));
  }

  /** The model with the formula weights. */
  public Detector model() {
    return model;
  }

  private static void fill(String key, Param param) {
    if (key.endsWith("num_batches_tracked")) {
      return;
    }
    double bound = Math.sqrt(3.0 / Init.fanIn(param));
    DoubleUnaryOperator rule =
        key.endsWith("running_mean") || (key.endsWith("bias") && param.shape().length == 1)
            ? u -> 0.1 * (u - 0.5)
            : param.shape().length > 1 ? u -> (2 * u - 1) * bound : u -> 0.8 + 0.4 * u;
    try (TensorScope scope = TensorScope.open()) {
      int count = Math.toIntExact(param.get().numel());
      param.copyFrom(Tensors.of(Formula.of(key).floats(count, rule), param.shape()));
    }
  }

  private Batch batch() {
    int images = ((Long) root.get("batch")).intValue();
    int height = ((Long) root.get("H")).intValue();
    int width = ((Long) root.get("W")).intValue();
    float[] pixels = Formula.of("input").floats(images * 3 * height * width, u -> 2 * u - 1);
    List<ImageMeta> metas = new ArrayList<>();
    List<Instances> truths = new ArrayList<>();
    List<Tensor> ignored = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      int count = LABELS[i].length;
      metas.add(ImageMeta.ofSize(height, width));
      Tensor labels = Tensors.of(LABELS[i], count);
      truths.add(Instances.truths(Tensors.of(BOXES[i], count, 4), labels, null));
      ignored.add(Tensors.of(new float[0], 0, 4));
    }
    return new Batch(Tensors.of(pixels, images, 3, height, width), metas, truths, ignored);
  }

  /** Compares every stage: samples and l2 within 1e-4 of the tensor's largest element and of l2. */
  public void checkTensors() {
    model.train(false);
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      Map<String, Outputs> stages = model.stages(batch());
      SharedJson.map(root.get("tensor"))
          .forEach(
              (stage, expected) -> {
                Map<String, Tensor> found = stages.get(stage).flatten();
                assertThat(found).as(stage).hasSize(SharedJson.list(expected).size());
                for (Object item : SharedJson.list(expected)) {
                  Map<String, Object> summary = SharedJson.map(item);
                  String path = (String) summary.get("path");
                  checkTensor(stage + "." + path, found.get(path), summary);
                }
              });
    }
  }

  private static void checkTensor(String where, Tensor found, Map<String, Object> expected) {
    assertThat(Tensors.shape(found)).as(where).isEqualTo(longs(expected.get("shape")));
    float[] values = Tensors.toFloats(found);
    double scale = SharedJson.number(expected.get("maxabs"));
    double[] samples = SharedJson.doubles(expected.get("samples"));
    for (int k = 0; k < samples.length; k++) {
      double value = values[(int) ((long) k * (values.length - 1) / 31)];
      assertThat(value).as(where).isCloseTo(samples[k], within(1e-4 * scale));
    }
    double l2 = SharedJson.number(expected.get("l2"));
    assertThat(l2(found)).as(where).isCloseTo(l2, within(1e-4 * l2));
  }

  private static long[] longs(Object shape) {
    return java.util.Arrays.stream(SharedJson.ints(shape)).asLongStream().toArray();
  }

  /** Compares the count of detections and the first twenty of each image. */
  public void checkPredictions() {
    model.train(false);
    List<Detections> found;
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      found = model.predict(batch());
    }
    List<Object> expected = SharedJson.list(root.get("predict"));
    for (int i = 0; i < expected.size(); i++) {
      checkDetections("image " + i, found.get(i), SharedJson.map(expected.get(i)));
    }
  }

  private static void checkDetections(
      String where, Detections found, Map<String, Object> expected) {
    assertThat((long) found.size()).as(where).isEqualTo(expected.get("num"));
    int[] labels = SharedJson.ints(expected.get("labels"));
    double[] scores = SharedJson.doubles(expected.get("scores"));
    List<Object> boxes = SharedJson.list(expected.get("bboxes"));
    for (int i = 0; i < labels.length; i++) {
      String at = where + " detection " + i;
      assertThat(found.labels()[i]).as(at).isEqualTo(labels[i]);
      assertThat((double) found.scores()[i]).as(at).isCloseTo(scores[i], within(1e-4));
      double[] box = SharedJson.doubles(boxes.get(i));
      for (int k = 0; k < 4; k++) {
        assertThat((double) found.boxes()[4 * i + k]).as(at).isCloseTo(box[k], within(0.02));
      }
    }
  }

  /**
   * Compares the losses within 1e-4, the gradient of each parameter within {@code tolerance}, and
   * the running statistics after the step within 1e-4, all relative.
   */
  public void checkLoss(double tolerance) {
    Map<String, Object> expected = SharedJson.map(root.get("loss"));
    model.train(true);
    try (TensorScope scope = TensorScope.open()) {
      Losses losses = model.loss(batch(), StepContext.FIRST);
      assertThat(losses.parts().keySet())
          .isEqualTo(SharedJson.map(expected.get("losses")).keySet());
      SharedJson.map(expected.get("losses"))
          .forEach(
              (name, value) ->
                  near(name, losses.parts().get(name).get(0).item_double(), value, 1e-4));
      losses.total().backward();
    }
    Map<String, Param> state = model.state();
    SharedJson.map(expected.get("grad_l2"))
        .forEach((name, value) -> near(name, l2(state.get(name).grad()), value, tolerance));
    SharedJson.map(expected.get("buffers_after_l2"))
        .forEach((name, value) -> near(name, l2(state.get(name).get()), value, 1e-4));
  }

  private static void near(String what, double found, Object expected, double tolerance) {
    double target = SharedJson.number(expected);
    assertThat(found).as(what).isCloseTo(target, within(tolerance * Math.abs(target)));
  }

  private static double l2(Tensor tensor) {
    double sum = 0;
    for (double value : Tensors.toDoubles(tensor)) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
