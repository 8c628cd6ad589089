package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ConfigException;
import org.vedette.base.ImageMeta;
import org.vedette.base.Problem;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.Loss;
import org.vedette.core.StepContext;
import org.vedette.core.task.BoxCoder;
import org.vedette.core.task.PriorGenerator;
import org.vedette.tensor.GradMode;
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

  /** What the outputs say of each level, before candidates are chosen. */
  DenseCandidates.Levels levels(DenseOutputs outputs) {
    return new DenseCandidates.Levels(
        outputs.classes().stream()
            .map(map -> scores.probabilities(Levels.flatten(map, scores.channels())))
            .toList(),
        outputs.boxes().stream().map(map -> Levels.flatten(map, coder.codeSize())).toList(),
        outputs.factors() == null
            ? null
            : outputs.factors().stream().map(map -> Levels.flatten(map, 1).sigmoid()).toList(),
        grid(outputs.classes()).levels());
  }

  /** The candidates of each image. */
  List<DenseCandidates> candidates(
      DenseOutputs outputs, CellChooser chooser, List<ImageMeta> metas) {
    return candidates(levels(outputs), chooser, BoxDecoder.of(coder), metas);
  }

  /** The candidates of each image, with boxes that a head decodes in its own way. */
  static List<DenseCandidates> candidates(
      DenseCandidates.Levels levels,
      CellChooser chooser,
      BoxDecoder decoder,
      List<ImageMeta> metas) {
    List<DenseCandidates> found = new ArrayList<>();
    for (int image = 0; image < metas.size(); image++) {
      found.add(levels.of(image, chooser, decoder, metas.get(image)));
    }
    return found;
  }
}
