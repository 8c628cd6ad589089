package org.vedette.engine;

import java.util.List;
import org.vedette.base.DataException;
import org.vedette.data.BatchPlan;
import org.vedette.data.DataLoader;
import org.vedette.data.DataLoaderConfig;
import org.vedette.data.Dataset;
import org.vedette.data.Sample;

/**
 * The training data as an endless row of batches. Which samples a batch holds, and how they are
 * augmented, hangs on its place alone.
 */
final class TrainBatches implements AutoCloseable {
  private final BatchPlan plan;
  private final DataLoader loader;
  private final int length;
  private DataLoader.Epoch pass;
  private int passNumber = -1;

  TrainBatches(DataLoaderConfig config, Dataset dataset, long seed) {
    plan = new BatchPlan(config, dataset, seed, 0, 1);
    loader = DataLoader.of(config, dataset, seed);
    length = Math.toIntExact(plan.batchesPerEpoch());
    if (length == 0) {
      throw new DataException(
          "train_dataloader: "
              + dataset.size()
              + " images make no batch of "
              + config.batch_size()
              + (config.drop_last()
                  ? "; hint: drop_last=False keeps a last batch that is not full"
                  : ""));
    }
  }

  /** Batches in a pass over the data. */
  int length() {
    return length;
  }

  /**
   * The batch at a place in the run; asking for one after the other is what is fast.
   *
   * @return samples that belong to the caller
   */
  List<Sample> at(long iteration) {
    int number = plan.isEndless() ? 0 : Math.toIntExact(iteration / length);
    if (number != passNumber) {
      stop();
      pass = loader.epoch(plan.epoch(number), number, iteration - (long) number * length);
      passNumber = number;
    }
    return pass.next();
  }

  /** Drops what was loaded ahead, so that a change of the pipeline takes hold. */
  void stop() {
    if (pass != null) {
      pass.close();
    }
    pass = null;
    passNumber = -1;
  }

  @Override
  public void close() {
    stop();
    loader.close();
  }
}
