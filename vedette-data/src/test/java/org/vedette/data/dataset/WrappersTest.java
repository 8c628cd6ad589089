package org.vedette.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.DataLoader;
import org.vedette.data.Dataset;
import org.vedette.data.Nodes;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.TinyCoco;

class WrappersTest {
  private static final String MOSAIC =
      "dict(type='Mosaic', img_scale=(24, 24)), dict(type='RandomFlip', prob=0.5),"
          + " dict(type='MixUp', img_scale=(48, 48))";

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    TinyCoco.write(folder, 9);
  }

  private Dataset mixed(String more) {
    return TinyCoco.build(
        "dict(type='MultiImageMixDataset', dataset=%s, pipeline=[%s]%s)"
            .formatted(TinyCoco.literal(folder, TinyCoco.LOADING), MOSAIC, more));
  }

  private Dataset plain() {
    return TinyCoco.build(TinyCoco.literal(folder, TinyCoco.LOADING));
  }

  private static List<String> load(Dataset dataset, int workers) {
    List<String> seen = new ArrayList<>();
    int[] order = IntStream.range(0, dataset.size()).toArray();
    try (DataLoader loader = new DataLoader(dataset, workers, 2, 3);
        DataLoader.Epoch epoch = loader.epoch(DataLoader.batches(order, 2, false), 0)) {
      while (epoch.hasNext()) {
        for (Sample sample : epoch.next()) {
          seen.add(describe(sample));
          sample.close();
        }
      }
    }
    return seen;
  }

  static String describe(Sample sample) {
    return sample.image().height()
        + " "
        + Arrays.hashCode(sample.image().toBytes())
        + " "
        + Arrays.toString(sample.truths().boxes());
  }

  @Test
  void mixedImagesAreTheSameWhateverTheThreads() {
    List<String> alone = load(mixed(""), 0);
    assertThat(alone).hasSize(9).allMatch(text -> text.startsWith("48 "));
    assertThat(load(mixed(""), 3)).isEqualTo(alone);
  }

  @Test
  void typesCanBePassedOver() {
    Dataset dataset = mixed(", skip_type_keys=('Mosaic', 'MixUp')");
    assertThat(load(dataset, 0)).allMatch(text -> text.startsWith("16 ") || text.startsWith("24 "));
    dataset.skipTypes(List.of("mmdet.MixUp"));
    assertThat(load(dataset, 0)).allMatch(text -> text.startsWith("48 "));
  }

  @Test
  void aStepThatMixesNeedsTheWrapper() {
    Dataset dataset =
        TinyCoco.build(
            TinyCoco.literal(folder, TinyCoco.LOADING + ", dict(type='Mosaic', img_scale=(9, 9))"));
    assertThatThrownBy(() -> dataset.sample(2, RandomSource.at(0)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2.png")
        .hasMessageContaining("MultiImageMixDataset");
  }

  @Test
  void wrappersLeadToTheRightImage() {
    Dataset repeated =
        TinyCoco.build(
            "dict(type='RepeatDataset', times=3, dataset=%s)"
                .formatted(TinyCoco.literal(folder, TinyCoco.LOADING)));
    assertThat(repeated.size()).isEqualTo(27);
    assertThat(repeated.record(20).imageId()).isEqualTo(2);
    String one = TinyCoco.literal(folder, TinyCoco.LOADING);
    String two = one.replace("pipeline", "indices=4, pipeline");
    Dataset both =
        TinyCoco.build("dict(type='ConcatDataset', datasets=[%s, %s])".formatted(two, one));
    assertThat(both.size()).isEqualTo(13);
    assertThat(both.record(3).imageId()).isEqualTo(3);
    assertThat(both.record(4).imageId()).isEqualTo(0);
    try (Sample sample = both.sample(6, RandomSource.at(0))) {
      assertThat(sample.image().toBytes()[0]).isEqualTo((byte) 2);
    }
    assertThat(load(both, 2)).isEqualTo(load(both, 0)).hasSize(13);
  }

  @Test
  void imagesOfRareClassesComeMoreOften() throws IOException {
    // Of 9 images three have each class; one of them loses its object.
    String json = Files.readString(folder.resolve("ann.json"));
    Files.writeString(
        folder.resolve("ann.json"), json.replace("\"image_id\": 8,", "\"image_id\": 77,"));
    String literal = "dict(type='ClassBalancedDataset', oversample_thr=%s, dataset=%s%s)";
    String inner = TinyCoco.literal(folder, TinyCoco.LOADING);
    Dataset even = TinyCoco.build(literal.formatted("0.2", inner, ""));
    assertThat(even.size()).isEqualTo(9);
    // sqrt(0.3 / (2 / 9)) is above 1, sqrt(0.3 / (3 / 9)) is not.
    Dataset rare = TinyCoco.build(literal.formatted("0.3", inner, ""));
    assertThat(IntStream.range(0, rare.size()).mapToLong(i -> rare.record(i).imageId()).toArray())
        .containsExactly(0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8);
    Dataset empty = TinyCoco.build(literal.formatted("0.12", inner, ", filter_empty_gt=False"));
    assertThat(empty.size()).isEqualTo(10);
  }

  @Test
  void joinedDatasetsMustMeanTheSame() {
    String one = TinyCoco.literal(folder, "");
    String other = one.replace("('a', 'b', 'c')", "('a', 'b')");
    String literal = "dict(type='ConcatDataset', datasets=[%s, %s]%s)";
    assertThatThrownBy(() -> TinyCoco.build(literal.formatted(one, other, "")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("datasets[1]")
        .hasMessageContaining("(a, b)");
    assertThat(TinyCoco.build(literal.formatted(one, other, ", ignore_keys='classes'")).size())
        .isEqualTo(18);
  }

  @Test
  void aPipelineIsReplacedInsideWrappers() {
    Pipeline flipped =
        new Pipeline(
            List.of(
                Nodes.transform("dict(type='LoadImageFromFile')"),
                Nodes.transform("dict(type='LoadAnnotations')"),
                Nodes.transform("dict(type='Resize', scale=(7, 5))")));
    Dataset repeated =
        TinyCoco.build(
            "dict(type='RepeatDataset', times=2, dataset=%s)"
                .formatted(TinyCoco.literal(folder, TinyCoco.LOADING)));
    repeated.replacePipeline(flipped);
    assertThat(load(repeated, 2)).hasSize(18).allMatch(text -> text.startsWith("5 "));
    assertThatThrownBy(() -> repeated.skipTypes(List.of("Mosaic")))
        .hasMessageContaining("MultiImageMixDataset");
  }

  @Test
  void outlinesThatOnlyTheNewPipelineNeedsAreRead() throws IOException {
    String outlined =
        Files.readString(folder.resolve("ann.json"))
            .replace("\"area\"", "\"segmentation\": [[2, 2, 10, 2, 10, 10]], \"area\"");
    Files.writeString(folder.resolve("ann.json"), outlined);
    Dataset dataset = plain();
    dataset.replacePipeline(
        new Pipeline(
            List.of(
                Nodes.transform("dict(type='LoadImageFromFile')"),
                Nodes.transform("dict(type='LoadAnnotations', with_mask=True)"))));
    try (Sample sample = dataset.sample(0, RandomSource.at(0))) {
      assertThat(sample.truths().masks().areas()[0]).isGreaterThan(0);
    }
  }

  @Test
  void aMixThatIsNeverOfUseIsAnError() {
    Dataset dataset =
        TinyCoco.build(
            ("dict(type='MultiImageMixDataset', dataset=%s, max_refetch=3,"
                    + " pipeline=[dict(type='FilterAnnotations', min_gt_bbox_wh=(99, 99))])")
                .formatted(TinyCoco.literal(folder, TinyCoco.LOADING)));
    assertThatThrownBy(() -> dataset.sample(4, RandomSource.at(0)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("4.png")
        .hasMessageContaining("3 times");
  }
}
