package org.vedette.api.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vedette.base.SharedData;
import org.vedette.config.Config;
import org.vedette.config.ConfigFile;
import org.vedette.config.DictNode;
import org.vedette.config.component.Registry;

/** The configs of COCO that come with Vedette, with real data. */
@Tag("real")
class OwnConfigsCheckTest {
  /** The one of each family with the shortest name; the others differ in sizes and lengths. */
  private static final int OF_EACH_FAMILY = 1;

  static Stream<Path> configs() throws IOException {
    Map<Path, List<Path>> families = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("../configs"))) {
      files
          // Those of other data need that data.
          .filter(file -> file.toString().matches(".*_(coco|person|person-640)\\.py"))
          // Proposals that another detector wrote are not part of this project.
          .filter(file -> !file.toString().contains("fast_rcnn/fast-rcnn"))
          .forEach(
              file ->
                  families.computeIfAbsent(file.getParent(), key -> new ArrayList<>()).add(file));
    }
    assertThat(families).hasSizeGreaterThan(10);
    Comparator<Path> byName =
        Comparator.<Path>comparingInt(file -> file.toString().length()).thenComparing(file -> file);
    return families.values().stream()
        .flatMap(family -> family.stream().sorted(byName).limit(OF_EACH_FAMILY));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void shippedConfigHasNoProblem(Path file) {
    Path data = SharedData.require("data/coco_tiny");
    String truth = data.resolve("annotations/instances_val2017.json").toString();
    Config shipped = ConfigFile.load(file);
    DictNode train = shipped.root().dict("train_dataloader").dict("dataset");
    String inner = train.has("dataset") ? ".dataset" : "";
    Config config =
        shipped.withOptions(
            List.of(
                "train_dataloader.dataset" + inner + ".data_root=" + data,
                "val_dataloader.dataset.data_root=" + data,
                "test_dataloader.dataset.data_root=" + data,
                "val_evaluator.ann_file=" + truth,
                "test_evaluator.ann_file=" + truth));
    ConfigCheck.Report report = ConfigCheck.run(Registry.load(), config.root());
    assertThat(report.problems()).isEmpty();
    assertThat(report.facts())
        .anyMatch(fact -> fact.startsWith("test_dataloader: 80 images"))
        .anyMatch(fact -> fact.startsWith("train_dataloader: "));
  }
}
