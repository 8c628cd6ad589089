package org.vedette.tensor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PyDict;
import org.vedette.tensor.checkpoint.CheckpointConverter.Options;

/** Info, convert and diff on a small runner's checkpoint. */
class CheckpointToolsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeSample() {
    HostTensor tied = HostTensor.of(new float[] {1, 0.1f}, 2);
    PyDict weights = PyDict.ordered();
    weights.put("backbone.weight", tied);
    weights.put("head.weight", tied);
    weights.put("bn.running_mean", HostTensor.of(new float[] {3}, 1));
    weights.put("bn.num_batches_tracked", HostTensor.of(new long[] {5}));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("meta", Map.of("epoch", 3, "mmengine_version", "0.10.0"));
    root.put("state_dict", weights);
    root.put("optimizer", Map.of("state", Map.of()));
    file = folder.resolve("in.pth");
    CheckpointWriter.writePth(file, root);
  }

  private Map<String, HostTensor> convert(String name, Options options) {
    Path out = folder.resolve(name);
    CheckpointConverter.convert(file, out, options);
    try (Checkpoint read = Checkpoint.open(out)) {
      return read.stateDict();
    }
  }

  @Test
  void infoCountsSharedMemoryOnceAndStatisticsApart() {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      CheckpointInfo info = CheckpointInfo.of(checkpoint);

      assertThat(info.layout()).isEqualTo("MMEngine runner");
      assertThat(info.parameters()).isEqualTo(2);
      assertThat(info.statistics()).isEqualTo(2);
      assertThat(info.types()).isEqualTo(Map.of("float32", 3, "int64", 1));
      assertThat(info.text(true))
          .contains("4 tensors under 'state_dict', 2 parameters, 2 batch norm statistics")
          .contains("backbone.weight = head.weight")
          .contains("epoch = 3")
          .contains("optimizer = a dict of 1 items")
          .contains("bn.num_batches_tracked  int64 []");
      assertThat(info.json(false))
          .contains("\"layout\":\"MMEngine runner\"", "\"tensors\":4", "\"epoch\":3")
          .doesNotContain("\"state_dict\":{");
      assertThat(info.json(true))
          .contains("\"bn.running_mean\":{\"dtype\":\"float32\",\"shape\":[1]}");
    }
  }

  @Test
  void anUnchangedConversionGivesTheSameBytes() {
    Path out = folder.resolve("out.pth");

    CheckpointConverter.Summary summary = CheckpointConverter.convert(file, out, Options.NONE);

    assertThat(summary.leftOut()).isEmpty();
    assertThat(out).hasSameBinaryContentAs(file);
  }

  @Test
  void strippingTheOptimizerKeepsMeta() {
    Path out = folder.resolve("out.pth");

    CheckpointConverter.Summary summary =
        CheckpointConverter.convert(file, out, new Options(false, true, false, List.of()));

    assertThat(summary.leftOut()).containsExactly("optimizer");
    try (Checkpoint read = Checkpoint.open(out)) {
      assertThat(((PyDict) read.root()).keySet()).containsExactly("meta", "state_dict");
    }
  }

  @Test
  void theStateDictAloneHasNoDictAround() {
    Path out = folder.resolve("out.pth");

    CheckpointConverter.convert(file, out, new Options(false, false, true, List.of()));

    try (Checkpoint read = Checkpoint.open(out)) {
      assertThat(read.stateDictKey()).isEmpty();
      assertThat(read.stateDict()).hasSize(4);
      assertThat(CheckpointInfo.of(read).layout()).isEqualTo("bare state dict");
    }
  }

  @Test
  void halfRoundsFloatsAndKeepsIntegersAndSharing() {
    Path out = folder.resolve("out.pth");

    CheckpointConverter.convert(file, out, new Options(true, false, false, List.of()));

    try (Checkpoint read = Checkpoint.open(out)) {
      HostTensor weight = read.stateDict().get("head.weight");
      assertThat(weight).hasToString("float16 [2]");
      assertThat(ExpectedContent.values(weight)).containsExactly(1, 0.0999755859375);
      assertThat(read.stateDict().get("bn.num_batches_tracked")).hasToString("int64 []");
      assertThat(read.aliases()).containsExactly(List.of("backbone.weight", "head.weight"));
    }
  }

  @Test
  void safetensorsKeepWeightsAndTextsAndSayWhatIsLeftOut() {
    Path out = folder.resolve("out.safetensors");

    CheckpointConverter.Summary summary = CheckpointConverter.convert(file, out, Options.NONE);

    assertThat(summary.leftOut()).containsExactly("optimizer");
    try (Checkpoint read = Checkpoint.open(out)) {
      assertThat(read.stateDict()).hasSize(4);
      assertThat(read.meta()).containsEntry("epoch", "3").containsEntry("format", "pt");
    }
  }

  @Test
  void renamesApplyInTurn() {
    Options options =
        new Options(
            false,
            false,
            false,
            List.of(
                Rename.stripPrefix("bn."),
                Rename.parse("^(backbone|head)\\.(.*)=\\2.\\1"),
                Rename.addPrefix("m.")));

    assertThat(convert("out.pth", options).keySet())
        .containsExactly(
            "m.weight.backbone", "m.weight.head", "m.running_mean", "m.num_batches_tracked");
  }

  @Test
  void renamingTwoWeightsAlikeIsRefused() {
    Options options = new Options(false, false, false, List.of(Rename.parse(".*weight=w")));

    assertThatThrownBy(() -> convert("out.pth", options))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("two weights would be named w");
  }

  @Test
  void malformedRenamesAndOutputsAreRefused() {
    assertThatThrownBy(() -> Rename.parse("abc")).hasMessageContaining("PATTERN=REPLACEMENT");
    assertThatThrownBy(() -> Rename.parse("(=x")).isInstanceOf(CheckpointException.class);
    assertThatThrownBy(() -> Rename.parse("a=\\1")).hasMessageContaining("no group 1");
    assertThat(Rename.parse("a=$1").apply("bab")).isEqualTo("b$1b");
    assertThatThrownBy(() -> convert("out.pkl", Options.NONE))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("expected an output ending in .pth or .safetensors");
  }

  @Test
  void equalFilesInOtherFormatsDoNotDiffer() {
    Path out = folder.resolve("out.safetensors");
    CheckpointConverter.convert(file, out, Options.NONE);

    try (Checkpoint a = Checkpoint.open(file);
        Checkpoint b = Checkpoint.open(out)) {
      CheckpointDiff diff = CheckpointDiff.compare(a, b, 0);
      assertThat(diff.isEmpty()).isTrue();
      assertThat(diff)
          .hasToString("4 equal, 0 different, 0 only in the first, 0 only in the second");
    }
  }

  @Test
  void differencesNameTensorsTypesAndDistances() {
    Map<String, HostTensor> other = new LinkedHashMap<>();
    other.put("backbone.weight", HostTensor.of(new float[] {1, 0.5f}, 2));
    other.put("bn.running_mean", HostTensor.of(new float[] {3, 3}, 2));
    other.put("bn.num_batches_tracked", HostTensor.of(new long[] {5}));
    other.put("more", HostTensor.of(new long[] {5}));
    Path second = folder.resolve("second.pth");
    CheckpointWriter.writePth(second, other);

    try (Checkpoint a = Checkpoint.open(file);
        Checkpoint b = Checkpoint.open(second)) {
      CheckpointDiff diff = CheckpointDiff.compare(a, b, 0);
      assertThat(diff.onlyFirst()).containsExactly("head.weight");
      assertThat(diff.onlySecond()).containsExactly("more");
      assertThat(diff.same()).isEqualTo(1);
      assertThat(diff.different())
          .extracting(CheckpointDiff.Difference::what)
          .containsExactly(
              "float32 [2]: 1 of 2 values differ, by at most 0.3999999985098839",
              "float32 [1] and float32 [2]");
      assertThat(CheckpointDiff.compare(a, b, 0.5).different()).hasSize(1);
    }
  }
}
