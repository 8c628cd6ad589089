package org.vedette.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.image.Image;

class DataLoaderTest {
  @Test
  void batchesAreTheSameWhateverTheThreads() {
    List<String> alone = load(0);
    assertThat(alone).hasSize(20);
    assertThat(load(1)).isEqualTo(alone);
    assertThat(load(4)).isEqualTo(alone);
  }

  private static List<String> load(int workers) {
    List<String> seen = new ArrayList<>();
    try (DataLoader loader = new DataLoader(new Numbers(20, -1), workers, 3, 42);
        DataLoader.Epoch epoch = loader.epoch(batches(20, 3), 7)) {
      while (epoch.hasNext()) {
        take(epoch, seen);
      }
    }
    return seen;
  }

  @Test
  void noMoreThanTheAllowedBatchesAreLoadedAhead() throws InterruptedException {
    Numbers dataset = new Numbers(100, -1);
    try (DataLoader loader = new DataLoader(dataset, 2, 3, 0);
        DataLoader.Epoch epoch = loader.epoch(batches(100, 5), 0)) {
      epoch.next().forEach(Sample::close);
      Thread.sleep(100);
      assertThat(dataset.loaded.get()).isLessThanOrEqualTo(15);
    }
  }

  @Test
  void anErrorComesInItsPlaceAndKeepsItsText() {
    try (DataLoader loader = new DataLoader(new Numbers(10, 4), 2, 2, 0);
        DataLoader.Epoch epoch = loader.epoch(batches(10, 2), 0)) {
      epoch.next().forEach(Sample::close);
      epoch.next().forEach(Sample::close);
      assertThatThrownBy(epoch::next).isInstanceOf(DataException.class).hasMessage("4.jpg: broken");
    }
  }

  @Test
  void dropLastLeavesOutWhatIsNotFull() {
    int[] order = IntStream.range(0, 7).toArray();
    assertThat(DataLoader.batches(order, 3, true)).hasSize(2);
    assertThat(DataLoader.batches(order, 3, false)).hasSize(3).last().isEqualTo(new int[] {6});
  }

  @Test
  void anEpochCanStartInTheMiddle() {
    Numbers dataset = new Numbers(20, -1);
    List<String> rest = new ArrayList<>();
    try (DataLoader loader = new DataLoader(dataset, 2, 3, 42);
        DataLoader.Epoch epoch = loader.epoch(Batches.of(batches(20, 3)), 7, 4)) {
      while (epoch.hasNext()) {
        take(epoch, rest);
      }
    }
    assertThat(dataset.loaded.get()).isEqualTo(8);
    assertThat(rest).isEqualTo(load(0).subList(12, 20));
  }

  @Test
  void anImageShownTwiceIsNotTheSameTwice() {
    List<String> seen = new ArrayList<>();
    try (DataLoader loader = new DataLoader(new Numbers(5, -1), 0, 1, 42);
        DataLoader.Epoch epoch = loader.epoch(List.of(new int[] {3}, new int[] {3}), 0)) {
      take(epoch, seen);
      take(epoch, seen);
    }
    assertThat(seen.get(0)).isNotEqualTo(seen.get(1));
  }

  @Test
  void batchesWithoutAnEndAreMadeAsTheyAreAskedFor() {
    Numbers dataset = new Numbers(5, -1);
    Batches endless = Batches.endless(position -> (int) (position % 5), 2);
    List<String> all = new ArrayList<>();
    List<String> late = new ArrayList<>();
    try (DataLoader loader = new DataLoader(dataset, 2, 2, 1)) {
      try (DataLoader.Epoch epoch = loader.epoch(endless, 0, 0)) {
        for (int i = 0; i < 6; i++) {
          take(epoch, all);
        }
        assertThat(epoch.hasNext()).isTrue();
      }
      try (DataLoader.Epoch epoch = loader.epoch(endless, 0, 3)) {
        for (int i = 0; i < 3; i++) {
          take(epoch, late);
        }
      }
    }
    assertThat(late).isEqualTo(all.subList(6, 12));
    assertThat(dataset.loaded.get()).isLessThan(30);
  }

  @Test
  void anErrorThatDoesNotNameItsImageIsGivenTheName() {
    Numbers dataset =
        new Numbers(10, -1) {
          @Override
          public Sample sample(int index, RandomSource random) {
            throw new DataException("boxes are missing");
          }
        };
    try (DataLoader loader = new DataLoader(dataset, 0, 1, 0);
        DataLoader.Epoch epoch = loader.epoch(batches(10, 2), 0)) {
      assertThatThrownBy(epoch::next)
          .isInstanceOf(DataException.class)
          .hasMessage("sample 0, 0.jpg: boxes are missing");
    }
  }

  private static void take(DataLoader.Epoch epoch, List<String> seen) {
    List<Sample> batch = epoch.next();
    batch.forEach(sample -> seen.add(batch.size() + ": " + sample.image().toFloats()[0]));
    batch.forEach(Sample::close);
  }

  private static List<int[]> batches(int size, int batch) {
    return DataLoader.batches(IntStream.range(0, size).toArray(), batch, false);
  }

  /** Samples of one float: a random number that belongs to the index. */
  private static class Numbers implements Dataset {
    private final int size;
    private final int broken;
    private final AtomicInteger loaded = new AtomicInteger();

    Numbers(int size, int broken) {
      this.size = size;
      this.broken = broken;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public MetaInfo metaInfo() {
      return MetaInfo.of(List.of());
    }

    @Override
    public ImageRecord record(int index) {
      return ImageRecord.ofFile(index + ".jpg");
    }

    @Override
    public Sample sample(int index, RandomSource random) {
      loaded.incrementAndGet();
      if (index == broken) {
        throw new DataException(index + ".jpg: broken");
      }
      return Sample.of(Image.of(new float[] {(float) random.nextDouble()}, 1, 1, 1));
    }
  }
}
