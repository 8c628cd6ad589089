package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.VedetteException;

/**
 * The way from a dense head's raw predictions to detections.
 *
 * @param scores how logits become probabilities
 * @param codeSize D: how many numbers the head regresses per prior
 * @param boxes how those become boxes
 */
record DenseDecoder(ClassScores scores, int codeSize, BoxDecoder boxes) {

  /** What the outputs say of each level, before candidates are chosen. */
  DenseCandidates.Levels levels(DenseOutputs outputs, PriorGrid grid) {
    return new DenseCandidates.Levels(
        outputs.classes().stream()
            .map(map -> scores.probabilities(Levels.flatten(map, scores.channels())))
            .toList(),
        outputs.boxes().stream().map(map -> Levels.flatten(map, codeSize)).toList(),
        outputs.factors() == null
            ? null
            : outputs.factors().stream()
                .map(map -> Levels.flatten(map, 1).sigmoid().squeeze(2))
                .toList(),
        grid.levels());
  }

  /** The candidates of each image. */
  List<DenseCandidates> candidates(
      DenseOutputs outputs, PriorGrid grid, CellChooser chooser, List<ImageMeta> metas) {
    DenseCandidates.Levels levels = levels(outputs, grid);
    List<DenseCandidates> found = new ArrayList<>();
    for (int image = 0; image < metas.size(); image++) {
      found.add(levels.of(image, chooser, boxes, metas.get(image)));
    }
    return found;
  }

  /**
   * The detections of each image, in pixels of the original image.
   *
   * @param config which candidates become detections
   * @param user the head's name, for the message where there is no config
   */
  List<Detections> detections(
      DenseOutputs outputs,
      PriorGrid grid,
      DenseTestConfig config,
      List<ImageMeta> metas,
      String user) {
    if (config == null) {
      throw new VedetteException(user + ": inference needs test_cfg");
    }
    List<DenseCandidates> candidates = candidates(outputs, grid, config.chooser(), metas);
    List<Detections> found = new ArrayList<>();
    for (int image = 0; image < metas.size(); image++) {
      found.add(candidates.get(image).detect(config, metas.get(image)).detections());
    }
    return found;
  }
}
