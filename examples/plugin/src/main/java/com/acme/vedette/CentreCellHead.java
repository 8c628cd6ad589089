package com.acme.vedette;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.config.DictNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.DenseHead;
import org.vedette.core.HasNumClasses;
import org.vedette.core.HeadOutputs;
import org.vedette.core.Instances;
import org.vedette.core.Loss;
import org.vedette.core.Losses;
import org.vedette.core.Outputs;
import org.vedette.core.StepContext;
import org.vedette.core.box.NmsConfig;
import org.vedette.core.task.PriorGenerator;
import org.vedette.core.task.Stride;
import org.vedette.models.heads.Levels;
import org.vedette.models.heads.PostProcessing;
import org.vedette.models.task.priors.MlvlPointGenerator;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Conv2d;

/**
 * The least that finds objects: one 1x1 convolution, shared by all levels, gives class logits and a
 * box at each cell; an object is learned by the cells that its centre lies in. A box is left, top,
 * right, bottom: the logarithms of the distances from the cell's corner to the sides, in strides.
 */
@Component("acme.CentreCellHead")
public final class CentreCellHead extends DenseHead<CentreCellHead.Predicted>
    implements HasNumClasses {
  /**
   * Settings.
   *
   * @param num_classes K
   * @param in_channels channels of every input map
   * @param strides pixels per cell of each level, finest first
   * @param loss_cls loss of the class logits of all cells
   * @param loss_bbox loss of the boxes, in pixels, of cells with an object
   * @param train_cfg handed down by the detector; only None
   * @param test_cfg what inference needs; handed down by the detector
   */
  public record Config(
      int num_classes,
      int in_channels,
      @Default("(8, 16, 32)") List<Stride> strides,
      @Default("dict(type='FocalLoss')") Spec<Loss> loss_cls,
      @Default("dict(type='GIoULoss')") Spec<Loss> loss_bbox,
      @Default("None") DictNode train_cfg,
      @Default("dict(score_thr=0.05, nms=dict(iou_threshold=0.6))") TestConfig test_cfg) {
    /** Refuses settings that would change nothing. */
    public Config {
      if (train_cfg != null) {
        throw new IllegalArgumentException("train_cfg: expected None, this head needs none");
      }
    }
  }

  /**
   * What inference needs.
   *
   * @param score_thr the lowest class probability of a detection
   * @param nms suppression of overlapping boxes
   */
  public record TestConfig(double score_thr, NmsConfig nms) {}

  /**
   * The raw predictions, one map per level.
   *
   * @param classes (N, K, H_l, W_l): logits
   * @param boxes (N, 4, H_l, W_l): logarithms of distances, in strides
   */
  public record Predicted(List<Tensor> classes, List<Tensor> boxes) implements HeadOutputs {
    @Override
    public Outputs tree() {
      return Outputs.ofLevels(classes, boxes);
    }
  }

  private final Config config;
  private final Conv2d predictor;
  private final PriorGenerator priors;
  private final Loss lossCls;
  private final Loss lossBbox;

  /** A head with the given settings. */
  public CentreCellHead(Config config) {
    this.config = config;
    int outputs = config.num_classes() + 4;
    predictor =
        child("predictor", new Conv2d(Conv2d.Shape.of(config.in_channels(), outputs, 1), true));
    priors = new MlvlPointGenerator(new MlvlPointGenerator.Config(config.strides(), 0));
    lossCls = config.loss_cls().build();
    lossBbox = config.loss_bbox().build();
  }

  @Override
  public Predicted forward(List<Tensor> features) {
    Predicted out = new Predicted(new ArrayList<>(), new ArrayList<>());
    for (Tensor map : features) {
      Tensor raw = predictor.forward(map);
      out.classes().add(Ops.slice(raw, 1, 0, numClasses()));
      out.boxes().add(Ops.slice(raw, 1, numClasses(), numClasses() + 4));
    }
    return out;
  }

  /** Boxes x1 y1 x2 y2 in pixels of the model's input, (N*P, 4). */
  private static Tensor decode(Predicted outputs, Tensor grid) {
    Tensor sides = Levels.flatten(outputs.boxes(), 4).exp();
    Tensor corners = Ops.slice(grid, 1, 0, 2);
    Tensor strides = Ops.slice(grid, 1, 2, 4);
    Tensor low = corners.sub(Ops.slice(sides, 2, 0, 2).mul(strides));
    Tensor high = corners.add(Ops.slice(sides, 2, 2, 4).mul(strides));
    return Ops.cat(List.of(low, high), 2).reshape(-1, 4);
  }

  @Override
  public Losses loss(Predicted outputs, Batch batch, StepContext step) {
    Tensor grid = priors.grid(outputs.classes());
    Tensor logits = Levels.flatten(outputs.classes(), numClasses()).reshape(-1, numClasses());
    CentreCells cells = new CentreCells(Tensors.toFloats(grid), numClasses());
    for (Instances truth : batch.truths()) {
      cells.add(Tensors.toFloats(truth.boxes()), Tensors.toInts(truth.labels()));
    }
    double positives = Math.max(1, cells.positives());
    Tensor boxes = Ops.rows(decode(outputs, grid), Ops.toDeviceOf(cells.rows(), logits));
    Tensor ofBoxes =
        cells.positives() == 0
            ? boxes.sum() // zero, with gradients
            : lossBbox.forward(boxes, Ops.toDeviceOf(cells.boxes(), logits), null, positives, null);
    Tensor labels = Ops.toDeviceOf(cells.labels(), logits);
    return new Losses()
        .add("loss_cls", lossCls.forward(logits, labels, null, positives, null))
        .add("loss_bbox", ofBoxes);
  }

  @Override
  public List<Detections> predict(Predicted outputs, List<ImageMeta> metas) {
    Tensor classes = Levels.flatten(outputs.classes(), numClasses()).sigmoid();
    Ops.Indexed best = Ops.max(classes, 2, false);
    float[] scores = Tensors.toFloats(best.values());
    int[] labels = Tensors.toInts(best.indices());
    float[] boxes = Tensors.toFloats(decode(outputs, priors.grid(outputs.classes())));
    int cells = scores.length / metas.size();
    List<Detections> found = new ArrayList<>();
    for (int image = 0; image < metas.size(); image++) {
      int[] rows =
          IntStream.range(image * cells, (image + 1) * cells)
              .filter(row -> scores[row] >= config.test_cfg().score_thr())
              .toArray();
      Detections candidates = PostProcessing.select(boxes, scores, labels, rows);
      found.add(
          PostProcessing.suppress(
              PostProcessing.toOriginal(candidates, metas.get(image)), config.test_cfg().nms()));
    }
    return found;
  }

  @Override
  public int numClasses() {
    return config.num_classes();
  }
}
