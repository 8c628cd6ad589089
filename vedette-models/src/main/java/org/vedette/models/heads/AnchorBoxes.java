package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ConfigException;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.Problem;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.Loss;
import org.vedette.core.Losses;
import org.vedette.core.StepContext;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.PriorGenerator;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * Targets, losses and candidates of heads that predict at anchors: everything but the layers. Every
 * part can be used by itself.
 */
final class AnchorBoxes {
  private final PriorGenerator generator;
  private final PriorGrid.Layout layout;
  private final BoxCoder coder;
  private final boolean decodesForLoss;
  private final ClassScores scores;
  private final Loss classLoss;
  private final Loss boxLoss;
  private final MatchingConfig training;
  private final PriorMatching matching;

  /**
   * The parts.
   *
   * @param decodesForLoss whether the loss of boxes compares boxes, else codes
   */
  AnchorBoxes(
      int numClasses,
      Spec<PriorGenerator> anchors,
      Spec<BoxCoder> coder,
      boolean decodesForLoss,
      AnchorHeadSettings settings) {
    generator = anchors.build();
    requireEqualLevels(anchors);
    layout = new PriorGrid.Layout(generator);
    this.coder = coder.build();
    this.decodesForLoss = decodesForLoss;
    scores = ClassScores.of(numClasses, settings.loss_cls());
    classLoss = settings.loss_cls().build();
    boxLoss = settings.loss_bbox().build();
    training = settings.train_cfg();
    matching = training == null ? null : new PriorMatching(training, generator);
  }

  private void requireEqualLevels(Spec<PriorGenerator> anchors) {
    for (int level = 1; level < generator.numLevels(); level++) {
      if (generator.priorsPerCell(level) != generator.priorsPerCell(0)) {
        throw new ConfigException(
            Problem.of(
                anchors.location(),
                "anchor_generator",
                "all levels share one predictor, but level "
                    + level
                    + " has "
                    + generator.priorsPerCell(level)
                    + " anchors per cell and level 0 has "
                    + generator.priorsPerCell(0)));
      }
    }
  }

  /** Refuses anchors of which a cell has several, and strides that differ in x and y. */
  void requireOneSquareCell(Spec<PriorGenerator> anchors) {
    boolean square = generator.strides().stream().allMatch(stride -> stride.x() == stride.y());
    if (perCell() != 1 || !square) {
      throw new ConfigException(
          Problem.of(
              anchors.location(),
              "anchor_generator",
              "expected one anchor per cell and strides that are the same in x and y, got "
                  + perCell()
                  + " anchors and strides "
                  + generator.strides()));
    }
  }

  /** A: anchors per cell. */
  int perCell() {
    return generator.priorsPerCell(0);
  }

  /** How many levels there are. */
  int numLevels() {
    return generator.numLevels();
  }

  /** The generator of anchors. */
  PriorGenerator generator() {
    return generator;
  }

  /** The coder of boxes. */
  BoxCoder coder() {
    return coder;
  }

  /** How logits become probabilities. */
  ClassScores scores() {
    return scores;
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

  /** The loss of class logits. */
  Loss classLoss() {
    return classLoss;
  }

  /** The loss of boxes. */
  Loss boxLoss() {
    return boxLoss;
  }

  /** Channels of the map that predicts classes. */
  int classChannels() {
    return perCell() * scores.channels();
  }

  /** Channels of the map that predicts boxes. */
  int boxChannels() {
    return perCell() * coder.codeSize();
  }

  /** The anchors over maps. */
  PriorGrid grid(List<Tensor> maps) {
    return layout.over(maps);
  }

  /**
   * What every anchor should predict.
   *
   * @param user the head's name, which tells its random choices from others'
   */
  PriorTargets targets(PriorGrid grid, Batch batch, StepContext step, String user) {
    if (matching == null) {
      throw new VedetteException(user + ": training needs train_cfg with an assigner");
    }
    try (GradMode off = GradMode.off()) {
      return PriorTargets.of(
          matching.match(grid, null, null, batch, step, user),
          grid,
          scores.numClasses(),
          training.positiveWeight());
    }
  }

  /** Losses of each level. */
  record LevelLosses(List<Tensor> classes, List<Tensor> boxes) {}

  /** The losses of classes and boxes, divided by what the targets say. */
  LevelLosses losses(DenseOutputs outputs, PriorTargets targets) {
    double factor = targets.averageFactor();
    List<Tensor> classes = new ArrayList<>();
    List<Tensor> boxes = new ArrayList<>();
    for (int level = 0; level < targets.levels().size(); level++) {
      PriorTargets.Level target = targets.levels().get(level);
      classes.add(classLoss(outputs.classes().get(level), target, factor));
      boxes.add(boxLoss(outputs.boxes().get(level), target, factor));
    }
    return new LevelLosses(classes, boxes);
  }

  /** The loss of a level's class logits. */
  Tensor classLoss(Tensor map, PriorTargets.Level target, double factor) {
    Tensor logits = Levels.flatten(map, scores.channels()).flatten(0, 1);
    return classLoss.forward(logits, target.labels(), target.weights(), factor, null);
  }

  private Tensor boxLoss(Tensor map, PriorTargets.Level target, double factor) {
    if (!target.hasPositives()) {
      return nothing(map);
    }
    Tensor codes = target.positives(map, coder.codeSize());
    Tensor predicted = decodesForLoss ? coder.decode(target.priors(), codes) : codes;
    Tensor wanted = decodesForLoss ? target.boxes() : coder.encode(target.priors(), target.boxes());
    Tensor weights = Tensors.fullLike(codes, 1, Tensors.shape(wanted));
    return boxLoss.forward(predicted, wanted, weights, factor, null);
  }

  /** A zero through which the map stays part of the graph, so that every weight gets a gradient. */
  static Tensor nothing(Tensor map) {
    return Ops.mul(map.sum(), 0);
  }

  /** How outputs become detections; heads with codes of their own have another decoder. */
  DenseDecoder decoder() {
    return new DenseDecoder(scores, coder.codeSize(), BoxDecoder.of(coder));
  }

  /** The losses by their usual names. */
  Losses losses(DenseOutputs outputs, Batch batch, StepContext step, String user) {
    PriorTargets targets = targets(grid(outputs.classes()), batch, step, user);
    LevelLosses losses = losses(outputs, targets);
    return new Losses().add("loss_cls", losses.classes()).add("loss_bbox", losses.boxes());
  }

  /** The detections of each image, in pixels of the original image. */
  List<Detections> detections(
      DenseOutputs outputs, DenseTestConfig config, List<ImageMeta> metas, String user) {
    return decoder().detections(outputs, grid(outputs.classes()), config, metas, user);
  }
}
