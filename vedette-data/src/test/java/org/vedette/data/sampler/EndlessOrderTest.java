package org.vedette.data.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.data.BatchPlan;
import org.vedette.data.Batches;
import org.vedette.data.DataLoaderConfig;
import org.vedette.data.Dataset;
import org.vedette.data.EndlessOrder;
import org.vedette.data.Nodes;
import org.vedette.data.Sampler;
import org.vedette.data.TinyCoco;

class EndlessOrderTest {
  @TempDir Path folder;
  private Dataset dataset;

  @BeforeEach
  void write() throws IOException {
    TinyCoco.write(folder, 12);
    dataset = TinyCoco.build(TinyCoco.literal(folder, ""));
  }

  private EndlessOrder order(String keys, long seed, int rank, int worldSize) {
    return Nodes.BINDER
        .spec(Sampler.class, "dict(type='InfiniteSampler'" + keys + ")")
        .build()
        .endless(dataset, seed, rank, worldSize);
  }

  private static int[] take(EndlessOrder order, long from, int count) {
    return LongStream.range(from, from + count).mapToInt(order::at).toArray();
  }

  @Test
  void everyPassShowsEachImageOnceInAnOrderOfItsOwn() {
    EndlessOrder order = order("", 1, 0, 1);
    int[] first = take(order, 0, 12);
    int[] second = take(order, 12, 12);
    assertThat(Arrays.stream(first).sorted().toArray()).isEqualTo(IntStream.range(0, 12).toArray());
    assertThat(Arrays.stream(second).sorted().toArray())
        .isEqualTo(IntStream.range(0, 12).toArray());
    assertThat(first).isNotEqualTo(second);
    assertThat(take(order(", shuffle=False", 1, 0, 1), 10, 4)).containsExactly(10, 11, 0, 1);
  }

  @Test
  void aPlaceIsTheSameWithoutThoseBefore() {
    int[] all = take(order("", 1, 0, 1), 0, 100);
    assertThat(take(order("", 1, 0, 1), 77, 20)).isEqualTo(Arrays.copyOfRange(all, 77, 97));
    assertThat(take(order("", 2, 0, 1), 0, 100)).isNotEqualTo(all);
    assertThat(take(order(", seed=1", 2, 0, 1), 0, 100)).isEqualTo(all);
  }

  @Test
  void processesTakeTurns() {
    int[] all = take(order("", 1, 0, 1), 0, 40);
    int[] even = take(order("", 1, 0, 2), 0, 20);
    int[] odd = take(order("", 1, 1, 2), 0, 20);
    assertThat(IntStream.range(0, 40).map(i -> i % 2 == 0 ? even[i / 2] : odd[i / 2]).toArray())
        .isEqualTo(all);
  }

  private Batches plan(String keys) {
    DataLoaderConfig config =
        Nodes.BINDER.bind(
            DataLoaderConfig.class,
            "dict(dataset=%s, batch_size=4, sampler=dict(type='InfiniteSampler')%s)"
                .formatted(TinyCoco.literal(folder, ""), keys));
    BatchPlan plan = new BatchPlan(config, dataset, 5, 0, 1);
    assertThat(plan.isEndless()).isTrue();
    assertThat(plan.batchesPerEpoch()).isEqualTo(3);
    return plan.epoch(0);
  }

  @Test
  void batchesOfOneAspectAreFoundWithoutThoseBeforeToo() {
    String grouped = ", batch_sampler=dict(type='AspectRatioBatchSampler')";
    Batches batches = plan(grouped);
    for (int number = 0; number < 30; number++) {
      int[] batch = batches.batch(number);
      assertThat(batch).hasSize(4);
      assertThat(Arrays.stream(batch).map(i -> i % 3 == 2 ? 1 : 0).distinct().count()).isEqualTo(1);
      assertThat(batches.index(batches.start(number) + 1)).isEqualTo(batch[1]);
    }
    assertThat(plan(grouped).batch(29)).isEqualTo(batches.batch(29));
    assertThat(batches.batch(3)).isEqualTo(plan(grouped).batch(3));
  }

  @Test
  void batchesTakeTheOrderPieceByPiece() {
    Batches batches = plan("");
    int[] all = take(order("", 5, 0, 1), 0, 12);
    assertThat(batches.batch(2)).isEqualTo(Arrays.copyOfRange(all, 8, 12));
    assertThat(batches.size()).isEqualTo(Batches.ENDLESS);
  }

  @Test
  void aDatasetWithoutImagesIsToldOf() {
    Dataset none =
        TinyCoco.build(TinyCoco.literal(folder, "").replace("pipeline", "indices=0, pipeline"));
    DataLoaderConfig config =
        Nodes.BINDER.bind(
            DataLoaderConfig.class, "dict(dataset=%s)".formatted(TinyCoco.literal(folder, "")));
    assertThatThrownBy(() -> new BatchPlan(config, none, 0, 0, 1))
        .hasMessageContaining("no images");
  }
}
