package org.vedette.models.heads;

/** Chooses which predictions of a level become candidates. */
@FunctionalInterface
interface CellChooser {
  /**
   * The chosen pairs of a prior and a class, best first.
   *
   * @param scores (P*K) row by row
   */
  ScoredCells choose(int level, float[] scores, int numClasses);
}
