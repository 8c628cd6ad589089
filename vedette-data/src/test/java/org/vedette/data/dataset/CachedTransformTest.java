package org.vedette.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.base.ConfigException;
import org.vedette.base.RandomSource;
import org.vedette.data.Batches;
import org.vedette.data.DataLoader;
import org.vedette.data.Dataset;
import org.vedette.data.Nodes;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.TinyCoco;
import org.vedette.data.Transform;

class CachedTransformTest {
  private static final int IMAGES = 60;
  private static final int BATCH = 4;

  @TempDir Path folder;
  private final AtomicInteger loads = new AtomicInteger();

  @BeforeEach
  void write() throws IOException {
    TinyCoco.write(folder, IMAGES);
  }

  /** RTMDet's steps for small images. */
  private Dataset dataset(boolean randomPop, boolean emptyCrops) {
    Dataset dataset = TinyCoco.build(TinyCoco.literal(folder, TinyCoco.LOADING));
    String pop = ", random_pop=" + (randomPop ? "True" : "False");
    List<Transform> steps = new ArrayList<>();
    steps.add(
        (sample, random) -> {
          loads.incrementAndGet();
          return sample;
        });
    for (String literal :
        List.of(
            "dict(type='LoadImageFromFile')",
            "dict(type='LoadAnnotations')",
            "dict(type='CachedMosaic', img_scale=(24, 24), max_cached_images=10" + pop + ")",
            "dict(type='RandomResize', scale=(48, 48), ratio_range=(0.5, 2), keep_ratio=True)",
            "dict(type='RandomCrop', crop_size=(24, 24), allow_negative_crop="
                + (emptyCrops ? "True" : "False")
                + ")",
            "dict(type='RandomFlip', prob=0.5)",
            "dict(type='Pad', size=(24, 24))",
            "dict(type='CachedMixUp', img_scale=(24, 24), ratio_range=(1.0, 1.0),"
                + " max_cached_images=5, pad_val=(114, 114, 114)"
                + pop
                + ")")) {
      steps.add(Nodes.transform(literal));
    }
    dataset.replacePipeline(new Pipeline(steps));
    return dataset;
  }

  /** Two passes over the images as one epoch, from a batch on. */
  private List<String> load(Dataset dataset, int workers, int firstBatch) {
    List<String> seen = new ArrayList<>();
    int size = dataset.size();
    int[] order = new int[2 * IMAGES];
    int[] first = RandomSource.at(1).permutation(size);
    int[] second = RandomSource.at(2).permutation(size);
    Arrays.setAll(order, i -> i < size ? first[i] : second[i - size]);
    Batches batches = Batches.of(DataLoader.batches(order, BATCH, false));
    try (DataLoader loader = new DataLoader(dataset, workers, 3, 8);
        DataLoader.Epoch epoch = loader.epoch(batches, 0, firstBatch)) {
      while (epoch.hasNext()) {
        for (Sample sample : epoch.next()) {
          seen.add(WrappersTest.describe(sample));
          sample.close();
        }
      }
    }
    return seen;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void samplesAreTheSameWhateverTheThreadsAndAfterAResume(boolean randomPop) {
    // Crops without objects make the dataset try other images.
    Dataset dataset = dataset(randomPop, false);
    List<String> all = load(dataset, 0, 0);
    assertThat(all).hasSize(2 * IMAGES);
    assertThat(new TreeSet<>(all)).hasSizeGreaterThan(IMAGES);
    assertThat(load(dataset, 1, 0)).isEqualTo(all);
    assertThat(load(dataset, 4, 0)).isEqualTo(all);
    for (int batch : new int[] {1, 2, 7, 19, 29}) {
      assertThat(load(dataset, batch % 3, batch)).isEqualTo(all.subList(BATCH * batch, all.size()));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noImageIsLoadedForTheMixAlone(boolean randomPop) {
    Dataset dataset = dataset(randomPop, true);
    load(dataset, 0, 0);
    assertThat(loads.getAndSet(0)).isEqualTo(2 * IMAGES);
    load(dataset, 3, 0);
    assertThat(loads.getAndSet(0)).isEqualTo(2 * IMAGES);
    load(dataset, 0, 15);
    assertThat(loads.get()).isBetween(IMAGES, 2 * IMAGES - 1);
  }

  @Test
  void wrappedDatasetsHaveCachesOfTheirOwn() {
    String steps =
        TinyCoco.LOADING + ", dict(type='CachedMosaic', img_scale=(24, 24), max_cached_images=6)";
    String one = TinyCoco.literal(folder, steps);
    String other = one.replace("pipeline", "indices=-30, pipeline");
    Dataset dataset =
        TinyCoco.build(
            ("dict(type='MultiImageMixDataset', dataset=dict(type='ConcatDataset', datasets=[%s,"
                    + " dict(type='RepeatDataset', times=2, dataset=%s)]), pipeline=["
                    + "dict(type='Resize', scale=(24, 24)),"
                    + " dict(type='CachedMixUp', img_scale=(24, 24), max_cached_images=4),"
                    + " dict(type='MixUp', img_scale=(24, 24))])")
                .formatted(one, other));
    List<String> all = load(dataset, 0, 0);
    assertThat(all).hasSize(2 * IMAGES);
    assertThat(load(dataset, 4, 0)).isEqualTo(all);
    assertThat(load(dataset, 3, 11)).isEqualTo(all.subList(BATCH * 11, all.size()));
  }

  @Test
  void aSampleOnItsOwnIsNotMixed() {
    try (Sample sample = dataset(true, true).sample(3, RandomSource.at(0))) {
      assertThat(sample.truths().size()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void insideAnotherStepACacheIsAnError() {
    String inside =
        TinyCoco.LOADING
            + ", dict(type='RandomOrder', transforms=[dict(type='CachedMosaic', img_scale=(9, 9))])";
    String config = TinyCoco.literal(folder, inside);
    assertThatThrownBy(() -> TinyCoco.build(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must stand in the dataset's pipeline itself");
  }

  @Test
  void aMosaicIsMadeOfImagesThatCameBefore() {
    Dataset dataset =
        TinyCoco.build(
            TinyCoco.literal(
                folder,
                TinyCoco.LOADING
                    + ", dict(type='CachedMosaic', img_scale=(24, 24), max_cached_images=6)"));
    int[] order = IntStream.range(0, IMAGES).toArray();
    try (DataLoader loader = new DataLoader(dataset, 2, 2, 8);
        DataLoader.Epoch epoch = loader.epoch(DataLoader.batches(order, 1, false), 0)) {
      for (int i = 0; i < IMAGES; i++) {
        try (Sample sample = epoch.next().get(0)) {
          TreeSet<Integer> colours = new TreeSet<>();
          for (byte value : sample.image().toBytes()) {
            colours.add((int) value);
          }
          colours.remove(114);
          assertThat(colours).contains(i).allMatch(colour -> colour <= order[order.length - 1]);
          assertThat(colours.last()).isEqualTo(i);
          if (i < 4) {
            assertThat(colours).hasSize(1);
          }
        }
      }
    }
  }
}
