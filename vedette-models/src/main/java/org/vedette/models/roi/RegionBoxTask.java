package org.vedette.models.roi;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.core.Accuracy;
import org.vedette.core.ClassScheme;
import org.vedette.core.Loss;
import org.vedette.core.Losses;
import org.vedette.core.Reduction;
import org.vedette.core.roi.BboxPredictions;
import org.vedette.core.roi.BoxTask;
import org.vedette.core.roi.RcnnTestConfig;
import org.vedette.core.roi.Rois;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.Sampling;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Layer;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/**
 * The usual meaning of a head's predictions: class logits with background last, and codes of one
 * box per region or of one per region and class (Fast R-CNN, Girshick 2015).
 */
public final class RegionBoxTask implements BoxTask {
  private final int numClasses;
  private final boolean classAgnostic;
  private final boolean comparesBoxes;
  private final BoxCoder coder;
  private final Loss classLoss;
  private final Loss boxLoss;

  RegionBoxTask(BboxHeadSettings settings) {
    numClasses = settings.num_classes();
    classAgnostic = settings.reg_class_agnostic();
    comparesBoxes = settings.reg_decoded_bbox();
    coder = settings.bbox_coder().build();
    classLoss = settings.loss_cls().build();
    boxLoss = settings.loss_bbox().build();
  }

  @Override
  public int numClasses() {
    return numClasses;
  }

  /** The losses that have a state of their own, by the names they have in a checkpoint. */
  Map<String, Layer> lossLayers() {
    Map<String, Layer> layers = new LinkedHashMap<>();
    if (classLoss instanceof Layer layer) {
      layers.put("loss_cls", layer);
    }
    if (boxLoss instanceof Layer layer) {
      layers.put("loss_bbox", layer);
    }
    return layers;
  }

  /** Outputs that the classification takes. */
  int scoreChannels() {
    return classLoss instanceof ClassScheme scheme ? scheme.channels(numClasses) : numClasses + 1;
  }

  /** Outputs that the boxes take. */
  int codeChannels() {
    return coder.codeSize() * (classAgnostic ? 1 : numClasses);
  }

  @Override
  public Losses loss(
      BboxPredictions predicted, Rois rois, List<Sampling> samplings, double positiveWeight) {
    RegionTargets targets = RegionTargets.of(samplings, rois, numClasses, positiveWeight);
    Losses losses = new Losses();
    if (predicted.scores() != null && rois.size() > 0) {
      addClassLosses(predicted.scores(), targets, losses);
    }
    if (predicted.codes() != null) {
      losses.add("loss_bbox", boxLoss(predicted.codes(), rois, targets));
    }
    return losses;
  }

  private void addClassLosses(Tensor scores, RegionTargets targets, Losses losses) {
    Tensor labels = Ops.toDeviceOf(Tensors.of(targets.labels(), targets.size()), scores);
    Tensor weights = Ops.toDeviceOf(Tensors.of(targets.weights(), targets.size()), scores);
    double factor = targets.weighted();
    if (classLoss instanceof ClassScheme scheme) {
      losses.addAll("", scheme.losses(scores, labels, weights, factor));
      losses.addAll("", scheme.accuracy(scores.detach(), labels));
    } else {
      losses.add("loss_cls", classLoss.forward(scores, labels, weights, factor, null));
      losses.add("acc", Accuracy.of(scores.detach(), labels));
    }
  }

  private Tensor boxLoss(Tensor codes, Rois rois, RegionTargets targets) {
    int[] positives = targets.positives();
    int n = positives.length;
    if (n == 0) {
      // A zero with gradients.
      return Ops.slice(codes, 0, 0, 0).sum();
    }
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = (int) targets.labels()[positives[i]];
    }
    Tensor own = codesOf(codes, positives, labels);
    Tensor regions = Ops.rows(rois.boxes(codes), Ops.indices(positives, codes));
    Tensor truths = Ops.toDeviceOf(Tensors.of(targets.truths(), n, 4), codes);
    Tensor predicted = comparesBoxes ? coder.decode(regions, own) : own;
    Tensor wanted = comparesBoxes ? truths : coder.encode(regions, truths);
    Tensor weights = Tensors.fullLike(wanted, 1, n, wanted.size(1));
    return boxLoss.forward(predicted, wanted, weights, (double) targets.size(), null);
  }

  /** The codes at some rows, each of one class, (k, codeSize). */
  private Tensor codesOf(Tensor codes, int[] rows, int[] labels) {
    int[] at = rows;
    if (!classAgnostic) {
      at = new int[rows.length];
      for (int i = 0; i < at.length; i++) {
        at[i] = rows[i] * numClasses + labels[i];
      }
    }
    return Ops.rows(codes.reshape(-1, coder.codeSize()), Ops.indices(at, codes));
  }

  @Override
  public float[] hardness(BboxPredictions predicted, long[] labels) {
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      Tensor scores = predicted.scores();
      long[] wanted = Arrays.stream(labels).map(k -> k < 0 ? numClasses : k).toArray();
      Tensor target = Ops.toDeviceOf(Tensors.of(wanted, wanted.length), scores);
      Tensor ones = Tensors.fullLike(scores, 1, wanted.length);
      Tensor loss = classLoss.forward(scores, target, ones, null, Reduction.NONE);
      return Tensors.toFloats(loss.dim() > 1 ? Ops.sum(loss, 1, false) : loss);
    }
  }

  @Override
  public float[] refine(BboxPredictions predicted, float[] boxes, int[] labels, ImageMeta meta) {
    int n = boxes.length / 4;
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      Tensor codes = predicted.codes();
      int[] classes = new int[n];
      if (!classAgnostic) {
        int[] best = Tensors.toInts(Ops.argmax(foreground(predicted.scores()), 1));
        for (int i = 0; i < n; i++) {
          classes[i] = labels == null || labels[i] < 0 ? best[i] : labels[i];
        }
      }
      int[] rows = new int[n];
      Arrays.setAll(rows, i -> i);
      Tensor regions = Ops.toDeviceOf(Tensors.of(boxes, n, 4), codes);
      Tensor own = codesOf(codes, rows, classes);
      return Tensors.toFloats(coder.decode(regions, own, meta.imgHeight(), meta.imgWidth()));
    }
  }

  /** The scores of the classes without background, (R, K). */
  private Tensor foreground(Tensor scores) {
    Tensor all = classLoss instanceof ClassScheme scheme ? scheme.probabilities(scores) : scores;
    return Ops.slice(all, 1, 0, numClasses);
  }

  @Override
  public Detections detect(
      BboxPredictions predicted,
      float[] boxes,
      ImageMeta meta,
      RcnnTestConfig config,
      boolean toOriginal) {
    if (boxes.length == 0) {
      return new Detections(new float[0], new float[0], new int[0], null);
    }
    RegionCandidates found =
        RegionCandidates.above(probabilities(predicted.scores()), numClasses, config.score_thr());
    float[] decoded = decoded(predicted.codes(), boxes, found, meta);
    return found.detect(toOriginal ? scaled(decoded, meta) : decoded, config);
  }

  private float[] probabilities(Tensor scores) {
    try (TensorScope scope = TensorScope.open()) {
      return Tensors.toFloats(
          classLoss instanceof ClassScheme scheme
              ? scheme.probabilities(scores)
              : LossOps.softmax(scores, -1));
    }
  }

  /** The boxes of candidates, (k*4): only theirs are decoded, out of one per region and class. */
  private float[] decoded(Tensor codes, float[] boxes, RegionCandidates found, ImageMeta meta) {
    float[] regions = found.boxes(boxes);
    if (codes == null || found.size() == 0) {
      return regions;
    }
    try (TensorScope scope = TensorScope.open()) {
      Tensor priors = Ops.toDeviceOf(Tensors.of(regions, found.size(), 4), codes);
      Tensor own = codesOf(codes, found.rows(), found.labels());
      return Tensors.toFloats(coder.decode(priors, own, meta.imgHeight(), meta.imgWidth()));
    }
  }

  private static float[] scaled(float[] boxes, ImageMeta meta) {
    float x = (float) (1 / meta.scaleX());
    float y = (float) (1 / meta.scaleY());
    float[] scaled = new float[boxes.length];
    for (int i = 0; i < boxes.length; i++) {
      scaled[i] = boxes[i] * (i % 2 == 0 ? x : y);
    }
    return scaled;
  }
}
