package org.vedette.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.vedette.core.box.Nms;
import org.vedette.core.box.NmsConfig;

/** Suppression as the two stages of Faster R-CNN use it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class NmsBenchmark {
  private static final int HEIGHT = 800;
  private static final int WIDTH = 1333;
  private static final int OBJECTS = 60;
  private static final NmsConfig OF_PROPOSALS = NmsConfig.ofThreshold(0.7);
  private static final NmsConfig OF_CLASSES = NmsConfig.ofThreshold(0.5);
  private static final double LEAST_SCORE = 0.05;
  private static final int MOST = 100;

  /** Candidates of all levels together. */
  @Param("4000")
  int proposals;

  /** Regions with a score and a box for each class. */
  @Param("1000")
  int regions;

  @Param("80")
  int classes;

  private float[] proposalBoxes;
  private float[] proposalScores;
  private int[] levels;
  private float[] classBoxes;
  private float[] classScores;

  /** Makes boxes around some objects. */
  @Setup(Level.Trial)
  public void make() {
    float[] objects = Inputs.boxes(OBJECTS, HEIGHT, WIDTH, 0);
    proposalBoxes = Inputs.around(objects, proposals, 1);
    proposalScores = Inputs.numbers(proposals, 2);
    levels = Inputs.labels(proposals, 5, 3);
    classBoxes = Inputs.around(objects, regions * classes, 4);
    classScores = scores(Inputs.numbers(regions * (classes + 1), 5));
  }

  /** Rows of 1 in all, a few classes of each well above the rest. */
  private float[] scores(float[] numbers) {
    int columns = classes + 1;
    float[] scores = new float[numbers.length];
    for (int row = 0; row < regions; row++) {
      double sum = 0;
      for (int k = 0; k < columns; k++) {
        double raised = Math.exp(10 * numbers[row * columns + k] * numbers[row * columns + k]);
        scores[row * columns + k] = (float) raised;
        sum += raised;
      }
      for (int k = 0; k < columns; k++) {
        scores[row * columns + k] /= (float) sum;
      }
    }
    return scores;
  }

  /** Suppression within each level. */
  @Benchmark
  public int proposals() {
    return Nms.batched(proposalBoxes, proposalScores, levels, OF_PROPOSALS).size();
  }

  /** Choice of the pairs of region and class that score enough, and suppression of each class. */
  @Benchmark
  public int classes() {
    return Nms.multiclass(classBoxes, classScores, classes, LEAST_SCORE, OF_CLASSES, MOST, null)
        .indices()
        .length;
  }
}
