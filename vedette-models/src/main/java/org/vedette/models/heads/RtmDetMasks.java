package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import org.vedette.base.VedetteException;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.Loss;
import org.vedette.core.Losses;
import org.vedette.core.StepContext;
import org.vedette.core.task.PriorGenerator;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/** The mask loss and the masks of detections, which the heads of RTMDet-Ins share. */
final class RtmDetMasks {
  /** How many masks are enlarged at once: each takes four bytes per pixel of the image. */
  private static final int CHUNK = 16;

  /** Strides in which a pixel's place is measured. */
  private static final double COORDINATE_UNIT = 8;

  private final RtmDetMaskSettings settings;
  private final PriorGenerator points;
  private final DynamicConvs convs;
  private final Loss maskLoss;

  RtmDetMasks(RtmDetMaskSettings settings, PriorGenerator points) {
    this.settings = settings;
    this.points = points;
    convs = settings.convs();
    maskLoss = settings.loss_mask().build();
  }

  /** Predictions of the points of a batch. */
  private record Flat(Tensor kernels, Tensor priors) {}

  private Flat flat(RtmDetInsOutputs outputs) {
    return new Flat(
        Levels.flatten(outputs.kernels(), convs.numParams()),
        points.grid(outputs.boxes().classes()));
  }

  /** The losses of boxes and masks. */
  Losses losses(
      RtmDetBoxes boxes, RtmDetInsOutputs outputs, Batch batch, StepContext step, String user) {
    Losses losses = new Losses();
    PriorTargets targets = boxes.addLosses(outputs.boxes(), batch, step, user, losses);
    return losses.add("loss_mask", loss(outputs, targets, batch.truths()));
  }

  private Tensor loss(RtmDetInsOutputs outputs, PriorTargets targets, List<Instances> truths) {
    Flat flat = flat(outputs);
    List<Tensor> predicted = new ArrayList<>();
    List<Tensor> wanted = new ArrayList<>();
    for (int i = 0; i < truths.size(); i++) {
      int[] positives = targets.images().get(i).positives();
      if (positives.length > 0) {
        predicted.add(logits(outputs.maskFeatures(), i, flat, positives));
        wanted.add(truthMasks(truths.get(i), targets.images().get(i), positives));
      }
    }
    if (predicted.isEmpty()) {
      // The branch stays part of the graph, so that every parameter gets a gradient.
      return Ops.mul(outputs.maskFeatures().sum(), 0);
    }
    Tensor logits = enlarged(Ops.cat(predicted, 0), finestStride() / settings.mask_loss_stride());
    Tensor masks = Ops.cat(wanted, 0);
    return maskLoss.forward(logits, masks, null, (double) masks.size(0), null);
  }

  private Tensor truthMasks(Instances truths, MatchedPriors image, int[] positives) {
    if (truths.masks() == null) {
      throw new VedetteException(
          "bbox_head: the mask loss needs masks; hint: LoadAnnotations(with_mask=True)");
    }
    int stride = settings.mask_loss_stride();
    Tensor masks = truths.masks();
    Tensor rows = Ops.slice(masks, 1, stride / 2, masks.size(1), stride);
    Tensor sampled = Ops.slice(rows, 2, stride / 2, masks.size(2), stride);
    int[] indices = new int[positives.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = image.truths()[positives[i]];
    }
    Tensor chosen = Ops.toDeviceOf(Tensors.ofIndices(indices, indices.length), masks);
    return Ops.to(Ops.rows(sampled, chosen), DType.FLOAT32);
  }

  private int finestStride() {
    return points.strides().get(0).x();
  }

  /** Mask logits (n, H, W) of some points of an image, at the resolution of the features. */
  private Tensor logits(Tensor features, int image, Flat flat, int[] chosen) {
    Tensor rows = Ops.toDeviceOf(Tensors.ofIndices(chosen, chosen.length), features);
    Tensor kernels = Ops.rows(flat.kernels().select(0, image), rows);
    return logits(features.select(0, image), kernels, Ops.rows(flat.priors(), rows));
  }

  private Tensor logits(Tensor features, Tensor kernels, Tensor priors) {
    long n = priors.size(0);
    long height = features.size(1);
    long width = features.size(2);
    float[] grid = points.grid(0, (int) height, (int) width);
    Tensor cells = Ops.toDeviceOf(Tensors.of(grid, grid.length / 4, 4), features);
    Tensor places = Ops.slice(cells, 1, 0, 2).transpose(0, 1).unsqueeze(0);
    Tensor own = Ops.slice(priors, 1, 0, 2).unsqueeze(2);
    Tensor unit = Ops.mul(Ops.slice(priors, 1, 2, 3).unsqueeze(2), COORDINATE_UNIT);
    Tensor relative = own.sub(places).div(unit);
    Tensor shared = features.reshape(1, features.size(0), -1).expand(n, -1, -1);
    return convs.forward(kernels, Ops.cat(List.of(relative, shared), 1)).reshape(n, height, width);
  }

  /** (n, H, W) to (n, scale*H, scale*W). */
  private static Tensor enlarged(Tensor maps, int scale) {
    return resized(maps, maps.size(1) * scale, maps.size(2) * scale);
  }

  private static Tensor resized(Tensor maps, long height, long width) {
    return Functional.upsampleBilinear(maps.unsqueeze(0), height, width, false).squeeze(0);
  }

  /** The detections of each image, with masks of the original image's size. */
  List<Detections> predict(RtmDetBoxes boxHead, RtmDetInsOutputs outputs, List<ImageMeta> metas) {
    Double threshold = boxHead.testConfig().mask_thr_binary();
    if (threshold == null) {
      throw new VedetteException("bbox_head: masks need test_cfg.mask_thr_binary");
    }
    List<DenseCandidates.Detected> found = boxHead.detect(outputs.boxes(), metas);
    Flat flat = flat(outputs);
    List<Detections> withMasks = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Detections boxes = found.get(i).detections();
      int[] chosen = found.get(i).priors();
      Rle[] masks = new Rle[chosen.length];
      if (chosen.length > 0) {
        Tensor logits = logits(outputs.maskFeatures(), i, flat, chosen);
        for (int from = 0; from < masks.length; from += CHUNK) {
          encode(logits, from, threshold, metas.get(i), masks);
        }
      }
      withMasks.add(new Detections(boxes.boxes(), boxes.scores(), boxes.labels(), masks));
    }
    return withMasks;
  }

  private void encode(Tensor logits, int from, double threshold, ImageMeta meta, Rle[] masks) {
    try (TensorScope scope = TensorScope.open()) {
      int to = Math.min(from + CHUNK, masks.length);
      Tensor large = enlarged(Ops.slice(logits, 0, from, to), finestStride());
      // Upstream scales rows by the factor of x and columns by that of y.
      long height = (long) Math.ceil(large.size(1) * (1 / meta.scaleX()));
      long width = (long) Math.ceil(large.size(2) * (1 / meta.scaleY()));
      Tensor original = onCanvas(resized(large, height, width), meta);
      byte[] pixels = Tensors.toBytes(Ops.gt(original.sigmoid(), threshold));
      int area = meta.oriHeight() * meta.oriWidth();
      for (int i = from; i < to; i++) {
        int start = (i - from) * area;
        byte[] bitmap = Arrays.copyOfRange(pixels, start, start + area);
        masks[i] = RleMasks.encode(bitmap, meta.oriHeight(), meta.oriWidth());
      }
    }
  }

  /** Cuts what lies beyond the original image; rows or columns that rounding lost are empty. */
  private static Tensor onCanvas(Tensor logits, ImageMeta meta) {
    Tensor rows = Ops.slice(logits, 1, 0, Math.min(logits.size(1), meta.oriHeight()));
    Tensor cut = Ops.slice(rows, 2, 0, Math.min(rows.size(2), meta.oriWidth()));
    long missingRows = meta.oriHeight() - cut.size(1);
    long missingColumns = meta.oriWidth() - cut.size(2);
    return missingRows == 0 && missingColumns == 0
        ? cut
        : Functional.pad(cut, 0, missingColumns, 0, missingRows, Double.NEGATIVE_INFINITY);
  }
}
