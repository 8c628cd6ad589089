package org.vedette.data.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.DataException;
import org.vedette.data.Dataset;
import org.vedette.data.EndlessOrder;
import org.vedette.data.Nodes;
import org.vedette.data.Sampler;
import org.vedette.data.TinyCoco;
import org.vedette.data.dataset.ConcatDataset;

class SourceSamplersTest {
  @TempDir Path folder;
  private Dataset few;
  private Dataset both;

  /** Three images, then twelve; every third is higher than wide. */
  @BeforeEach
  void write() throws IOException {
    TinyCoco.write(folder, 12);
    String all = TinyCoco.literal(folder, "");
    String some = all.replace("pipeline", "indices=3, pipeline");
    few = TinyCoco.build(some);
    both = TinyCoco.build("dict(type='ConcatDataset', datasets=[%s, %s])".formatted(some, all));
  }

  private static Sampler sampler(String literal) {
    return Nodes.BINDER.spec(Sampler.class, "dict(" + literal + ")").build();
  }

  private static int[] take(EndlessOrder order, long from, int count) {
    return LongStream.range(from, from + count).mapToInt(order::at).toArray();
  }

  @Test
  void aBatchHoldsItsShareOfEachSource() {
    Sampler sampler = sampler("type='MultiSourceSampler', batch_size=5, source_ratio=[1, 4]");
    assertThat(sampler.batchSize()).isEqualTo(5);
    int[] order = take(sampler.endless(both, 3, 0, 1), 0, 60);
    for (int i = 0; i < order.length; i++) {
      assertThat(order[i] < 3).as("place %s", i).isEqualTo(i % 5 == 0);
    }
    // Three batches take each of the three images once.
    assertThat(new TreeSet<>(List.of(order[0], order[5], order[10]))).hasSize(3);
    assertThat(take(sampler.endless(both, 3, 0, 1), 37, 23))
        .isEqualTo(Arrays.copyOfRange(order, 37, 60));
  }

  @Test
  void processesGetDifferentImagesOfEachSource() {
    Sampler sampler =
        sampler("type='MultiSourceSampler', batch_size=2, source_ratio=[1, 1], shuffle=False");
    assertThat(take(sampler.endless(both, 3, 0, 2), 0, 4)).containsExactly(0, 3, 2, 5);
    assertThat(take(sampler.endless(both, 3, 1, 2), 0, 4)).containsExactly(1, 4, 0, 6);
  }

  @Test
  void aBatchOfGroupsHasOneAspect() {
    Sampler sampler = sampler("type='GroupMultiSourceSampler', batch_size=4, source_ratio=[1, 1]");
    EndlessOrder order = sampler.endless(both, 3, 0, 1);
    int[] all = take(order, 0, 400);
    int portraits = 0;
    for (int batch = 0; batch < 100; batch++) {
      int[] images = Arrays.copyOfRange(all, 4 * batch, 4 * batch + 4);
      assertThat(Arrays.stream(images).filter(i -> i < 3).count()).isEqualTo(2);
      long high = Arrays.stream(images).filter(i -> (i < 3 ? i : i - 3) % 3 == 2).count();
      assertThat(high).isIn(0L, 4L);
      portraits += high == 4 ? 1 : 0;
    }
    // A third of the images are portraits.
    assertThat(portraits).isBetween(20, 47);
    assertThat(take(sampler.endless(both, 3, 0, 1), 333, 67))
        .isEqualTo(Arrays.copyOfRange(all, 333, 400));
  }

  @Test
  void imagesOfSmallPartsComeAsOftenAsTheRatioSays() {
    Sampler sampler = sampler("type='MultiDataSampler', dataset_ratio=[4, 1]");
    long small = 0;
    for (int epoch = 0; epoch < 100; epoch++) {
      int[] order = sampler.order(both, 3, epoch, 0, 1);
      assertThat(order).hasSize(15);
      small += Arrays.stream(order).filter(i -> i < 3).count();
    }
    assertThat(small).isBetween(1125L, 1275L);
    assertThat(sampler.order(both, 3, 0, 1, 2)).hasSize(8);
  }

  @Test
  void everyClassHasItsTurn() {
    Sampler sampler = sampler("type='ClassAwareSampler', num_sample_class=2");
    Dataset dataset = ((ConcatDataset) both).datasets().get(1);
    int[] order = sampler.order(dataset, 3, 0, 0, 1);
    assertThat(order).hasSize(12);
    for (int i = 0; i < 12; i += 2) {
      // The class of image i is i % 3; two images of a class follow each other.
      assertThat(order[i] % 3).isEqualTo(order[i + 1] % 3);
    }
    assertThat(IntStream.of(0, 2, 4).map(i -> order[i] % 3).distinct().count()).isEqualTo(3);
    assertThat(sampler.order(dataset, 3, 0, 1, 2)).isEqualTo(Arrays.copyOfRange(order, 6, 12));
    assertThat(sampler.order(dataset, 3, 1, 0, 1)).isNotEqualTo(order);
  }

  @Test
  void sourcesMustBeThere() {
    String ratio = "type='MultiSourceSampler', batch_size=2, source_ratio=";
    assertThatThrownBy(() -> sampler(ratio + "[1, 1]").endless(few, 0, 0, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("ConcatDataset");
    assertThatThrownBy(() -> sampler(ratio + "[1, 1, 1]").endless(both, 0, 0, 1))
        .hasMessageContaining("3 items")
        .hasMessageContaining("2 datasets");
    assertThatThrownBy(() -> sampler(ratio + "[0, 0]")).hasMessageContaining("above 0");
  }
}
