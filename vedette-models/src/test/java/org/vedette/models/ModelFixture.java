package org.vedette.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.Formula;
import org.vedette.base.ImageMeta;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import org.vedette.base.SharedJson;
import org.vedette.core.Batch;
import org.vedette.core.Detector;
import org.vedette.core.Instances;
import org.vedette.core.Losses;
import org.vedette.core.Outputs;
import org.vedette.core.StepContext;
import org.vedette.core.TakesProposals;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Init;
import org.vedette.tensor.Ops;
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

  static void fill(String key, Param param) {
    if (param.isBuffer() && !key.endsWith("running_mean") && !key.endsWith("running_var")) {
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

  /** (G, H, W): the ellipse that each box holds. */
  private static Tensor ellipses(float[] boxes, int height, int width) {
    int count = boxes.length / 4;
    byte[] masks = new byte[count * height * width];
    double[] box = new double[boxes.length];
    // The record's formula starts from the decimals, not from the floats.
    Arrays.setAll(box, k -> Double.parseDouble(Float.toString(boxes[k])));
    for (int i = 0; i < count; i++) {
      double a = (box[4 * i + 2] - box[4 * i]) / 2;
      double b = (box[4 * i + 3] - box[4 * i + 1]) / 2;
      for (int pixel = 0; pixel < height * width; pixel++) {
        double x = (pixel % width + 0.5 - box[4 * i] - a) / a;
        int row = pixel / width;
        double y = (row + 0.5 - box[4 * i + 1] - b) / b;
        masks[i * height * width + pixel] = (byte) (x * x + y * y <= 1 ? 1 : 0);
      }
    }
    return Tensors.of(masks, count, height, width);
  }

  private Batch batch() {
    int images = ((Long) root.get("batch")).intValue();
    int height = ((Long) root.get("H")).intValue();
    int width = ((Long) root.get("W")).intValue();
    float[] pixels = Formula.of("input").floats(images * 3 * height * width, u -> 2 * u - 1);
    boolean hasMasks = Boolean.TRUE.equals(root.get("with_mask"));
    List<ImageMeta> metas = new ArrayList<>();
    List<Instances> truths = new ArrayList<>();
    List<Tensor> ignored = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      int count = LABELS[i].length;
      metas.add(ImageMeta.ofSize(height, width));
      Tensor labels = Tensors.of(LABELS[i], count);
      Tensor masks = hasMasks ? ellipses(BOXES[i], height, width) : null;
      truths.add(Instances.truths(Tensors.of(BOXES[i], count, 4), labels, masks));
      ignored.add(Tensors.of(new float[0], 0, 4));
    }
    Batch batch = new Batch(Tensors.of(pixels, images, 3, height, width), metas, truths, ignored);
    return Boolean.TRUE.equals(root.get("proposals"))
        ? batch.withProposals(proposals(images, 20, height, width))
        : batch;
  }

  private static List<Instances> proposals(int images, int count, int height, int width) {
    List<Instances> proposals = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      float[] boxes = new float[4 * count];
      for (int k = 0; k < count; k++) {
        double[] u = new double[4];
        for (int j = 0; j < 4; j++) {
          u[j] = Formula.of("proposals").at(4000L * image + 4L * k + j);
        }
        boxes[4 * k] = (float) (0.6 * width * u[0]);
        boxes[4 * k + 1] = (float) (0.6 * height * u[1]);
        boxes[4 * k + 2] = (float) (0.6 * width * u[0] + (0.1 + 0.3 * u[2]) * width);
        boxes[4 * k + 3] = (float) (0.6 * height * u[1] + (0.1 + 0.3 * u[3]) * height);
      }
      proposals.add(new Instances(Tensors.of(boxes, count, 4), null, null, null));
    }
    return proposals;
  }

  /** Six proposals of each image, followed by its truths. */
  private static List<Instances> fixedRegions(Batch batch) {
    int height = (int) batch.images().size(2);
    int width = (int) batch.images().size(3);
    List<Instances> fixed = new ArrayList<>(proposals(batch.metas().size(), 6, height, width));
    for (int image = 0; image < fixed.size(); image++) {
      Tensor boxes =
          Ops.cat(List.of(fixed.get(image).boxes(), batch.truths().get(image).boxes()), 0);
      fixed.set(image, new Instances(boxes, null, null, null));
    }
    return fixed;
  }

  /** Compares every stage: samples and l2 within 1e-4 of the tensor's largest element and of l2. */
  public void checkTensors() {
    model.train(false);
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      Batch batch = batch();
      Map<String, Outputs> stages = new HashMap<>(model.stages(batch));
      if (model instanceof TakesProposals second) {
        stages.put("roi_fixed", second.forward(batch, fixedRegions(batch)));
      }
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

  static void checkTensor(String where, Tensor found, Map<String, Object> expected) {
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
    return Arrays.stream(SharedJson.ints(shape)).asLongStream().toArray();
  }

  /** Compares the count of detections and the first twenty of each image; masks exactly. */
  public void checkPredictions() {
    checkPredictions(0);
  }

  /**
   * The same for masks that are cut at a threshold from values of many layers, which rounding
   * carries over it now and then.
   *
   * @param pixels by how many the size of a mask may differ, and each of its edges by one
   */
  public void checkPredictions(int pixels) {
    model.train(false);
    List<Detections> found;
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      found = model.predict(batch());
    }
    List<Object> expected = SharedJson.list(root.get("predict"));
    for (int i = 0; i < expected.size(); i++) {
      checkDetections("image " + i, found.get(i), SharedJson.map(expected.get(i)), pixels);
    }
  }

  private static void checkDetections(
      String where, Detections found, Map<String, Object> expected, int pixels) {
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
      if (expected.get("masks") instanceof List<?> masks) {
        checkMask(at, found.masks()[i], SharedJson.doubles(masks.get(i)), pixels);
      }
    }
  }

  /** Compares the pixel count and the first and last row and column of a mask. */
  private static void checkMask(String where, Rle found, double[] expected, int pixels) {
    double[] box = RleMasks.toBbox(found);
    assertThat((double) RleMasks.area(found))
        .as(where)
        .isCloseTo(expected[0], within((double) pixels));
    if (expected[0] > 0) {
      double[] extent = {box[0], box[1], box[0] + box[2] - 1, box[1] + box[3] - 1};
      assertThat(extent)
          .as(where)
          .containsExactly(Arrays.copyOfRange(expected, 1, 5), within(Math.min(pixels, 1.0)));
    }
  }

  /**
   * Compares the losses within 1e-4, the gradient of each parameter within 1e-3 and the running
   * statistics after the step within 1e-4, all relative. Where the record says that a gradient is
   * sensitive to rounding, ten times that sensitivity is allowed, but no more than 1e-2.
   */
  public void checkLoss() {
    Map<String, Object> expected = SharedJson.map(root.get("loss"));
    model.train(true);
    try (TensorScope scope = TensorScope.open()) {
      Losses losses = model.loss(batch(), StepContext.FIRST);
      assertThat(losses.parts().keySet())
          .isEqualTo(SharedJson.map(expected.get("losses")).keySet());
      SharedJson.map(expected.get("losses"))
          .forEach((name, value) -> checkParts(name, losses.parts().get(name), value));
      losses.total().backward();
    }
    Map<String, Param> state = model.state();
    Map<String, Double> limits = gradientLimits();
    SharedJson.map(expected.get("grad_l2"))
        .forEach(
            (name, value) -> {
              Tensor found = state.get(name).grad();
              assertThat(found == null).as(name + " has no gradient").isEqualTo(value == null);
              if (value != null) {
                near(name, l2(found), value, limits.getOrDefault(name, limits.get("")));
              }
            });
    SharedJson.map(expected.get("buffers_after_l2"))
        .forEach((name, value) -> near(name, l2(state.get(name).get()), value, 1e-4));
  }

  private static void checkParts(String name, List<Tensor> found, Object expected) {
    List<Object> parts =
        expected instanceof List<?> ? SharedJson.list(expected) : List.of(expected);
    assertThat(found).as(name).hasSameSizeAs(parts);
    for (int i = 0; i < parts.size(); i++) {
      near(name + "." + i, found.get(i).item_double(), parts.get(i), 1e-4);
    }
  }

  /** The limits of the parameters that the record lists; "" stands for all others. */
  private Map<String, Double> gradientLimits() {
    Map<String, Double> limits = new HashMap<>();
    double smallest = Double.POSITIVE_INFINITY;
    Map<String, Object> gradients =
        SharedJson.map(SharedJson.map(root.get("sensitivity")).get("grad"));
    for (Object item : SharedJson.list(gradients.get("worst"))) {
      double own = SharedJson.number(SharedJson.list(item).get(1));
      smallest = Math.min(smallest, own);
      limits.put((String) SharedJson.list(item).get(0), gradientLimit(own));
    }
    limits.put("", gradientLimit(limits.isEmpty() ? 0 : smallest));
    return limits;
  }

  private static double gradientLimit(double sensitivity) {
    return Math.max(1e-3, Math.min(1e-2, 10 * sensitivity));
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
