package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.Instances;
import org.vedette.core.Losses;
import org.vedette.core.Reduction;
import org.vedette.core.box.Overlaps;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.LossOps;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/** The training side of {@link FreeAnchorRetinaHead}. */
final class FreeAnchorLoss {
  private static final double EPS = 1e-12;

  private final FreeAnchorRetinaHead.Config config;
  private final AnchorBoxes boxes;

  FreeAnchorLoss(FreeAnchorRetinaHead.Config config, AnchorBoxes boxes) {
    this.config = config;
    this.boxes = boxes;
  }

  Losses losses(DenseOutputs outputs, List<Instances> truths) {
    Tensor anchors = boxes.grid(outputs.classes()).tensor();
    Tensor classes = Levels.flatten(outputs.classes(), boxes.scores().channels()).sigmoid();
    Tensor codes = Levels.flatten(outputs.boxes(), 4);
    List<Tensor> positives = new ArrayList<>();
    List<Tensor> believed = new ArrayList<>();
    int count = 0;
    for (int i = 0; i < truths.size(); i++) {
      Tensor ownCodes = codes.select(0, i);
      believed.add(boxProbability(ownCodes.detach(), anchors, truths.get(i), classes.size(2)));
      if (truths.get(i).size() > 0) {
        positives.add(positiveLoss(classes.select(0, i), ownCodes, anchors, truths.get(i)));
        count += truths.get(i).size();
      }
    }
    Tensor negative =
        Ops.div(
            negativeLoss(classes, Ops.stack(believed, 0)),
            Math.max(1.0, (double) count * config.pre_anchor_topk()));
    Tensor positive =
        count == 0 ? AnchorBoxes.nothing(codes) : Ops.div(Ops.cat(positives, 0).sum(), count);
    return new Losses().add("positive_bag_loss", positive).add("negative_bag_loss", negative);
  }

  /** How far each anchor's box is believed to be a truth of each class, (P, K). */
  private Tensor boxProbability(Tensor codes, Tensor anchors, Instances truths, long numClasses) {
    Tensor none = Tensors.zerosLike(codes, codes.size(0) * numClasses);
    try (GradMode off = GradMode.off()) {
      float[] predicted = Tensors.toFloats(boxes.coder().decode(anchors, codes));
      float[] wanted = Tensors.toFloats(truths.boxes());
      int[] labels = Tensors.toInts(truths.labels());
      int numAnchors = predicted.length / 4;
      float[] best = new float[numAnchors * (int) numClasses];
      for (int g = 0; g < labels.length; g++) {
        float[] one = Arrays.copyOfRange(wanted, 4 * g, 4 * g + 4);
        float[] overlaps = Overlaps.pairwise(one, predicted, Overlaps.Mode.IOU, Overlaps.EPS);
        believe(overlaps);
        for (int p = 0; p < numAnchors; p++) {
          int cell = p * (int) numClasses + labels[g];
          best[cell] = Math.max(best[cell], overlaps[p]);
        }
      }
      return none.copy_(Tensors.of(best, best.length)).view(codes.size(0), numClasses);
    }
  }

  /** Overlaps with a truth to how far each is believed to be it: 1 for the best. */
  private void believe(float[] overlaps) {
    float low = (float) config.bbox_thr();
    float high = (float) (config.bbox_thr() + EPS);
    for (float overlap : overlaps) {
      high = Math.max(high, overlap);
    }
    for (int i = 0; i < overlaps.length; i++) {
      overlaps[i] = Math.min(Math.max((overlaps[i] - low) / (high - low), 0), 1);
    }
  }

  /** The loss of each truth, (G): how unlikely its bag of anchors finds it. */
  private Tensor positiveLoss(Tensor classes, Tensor codes, Tensor anchors, Instances truths) {
    int bag = config.pre_anchor_topk();
    long n = truths.size();
    Tensor overlaps = Overlaps.pairwise(truths.boxes(), anchors, Overlaps.Mode.IOU, Overlaps.EPS);
    Tensor rows = Ops.topk(overlaps, bag, 1).indices().reshape(-1);
    Tensor labels = truths.labels().view(-1, 1).expand(n, bag).reshape(-1, 1);
    Tensor ofClass = Ops.rows(classes, rows).gather(1, labels).view(n, bag);
    Tensor wanted =
        boxes
            .coder()
            .encode(
                Ops.rows(anchors, rows),
                truths.boxes().unsqueeze(1).expand(n, bag, 4).reshape(-1, 4));
    Tensor boxLoss =
        boxes.boxLoss().forward(Ops.rows(codes, rows), wanted, null, null, Reduction.NONE);
    Tensor ofBox = Ops.sum(boxLoss, -1, false).neg().exp().view(n, bag);
    Tensor both = ofClass.mul(ofBox);
    Tensor weight = Ops.clampMin(Ops.rsub(1, both), EPS).reciprocal();
    Tensor share = weight.div(Ops.sum(weight, 1, true));
    Tensor found = Ops.sum(share.mul(both), 1, false);
    Tensor ones = Tensors.fullLike(found, 1, n);
    return Ops.mul(LossOps.bce(found, ones), config.alpha());
  }

  private Tensor negativeLoss(Tensor classes, Tensor believed) {
    Tensor wrong = Ops.clamp(classes.mul(Ops.rsub(1, believed)), EPS, 1 - EPS);
    Tensor loss = Ops.pow(wrong, config.gamma()).mul(LossOps.bce(wrong, Ops.zerosLike(wrong)));
    return Ops.mul(loss.sum(), 1 - config.alpha());
  }
}
