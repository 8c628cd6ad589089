package org.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvalCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path truth;
  private Path results;

  @BeforeEach
  void writeFiles() throws IOException {
    truth =
        Files.writeString(
            folder.resolve("truth.json"),
            """
            {"images": [{"id": 1, "height": 9, "width": 9}],
             "categories": [{"id": 3, "name": "cat"}],
             "annotations": [{"id": 1, "image_id": 1, "category_id": 3, "bbox": [0, 0, 4, 4],
                              "area": 16, "iscrowd": 0, "segmentation": [[0, 0, 4, 0, 4, 4, 0, 4]]}]}
            """);
    results =
        Files.writeString(
            folder.resolve("results.json"),
            """
            [{"image_id": 1, "category_id": 3, "bbox": [0, 0, 4, 4], "score": 0.5,
              "segmentation": {"size": [9, 9], "counts": [0, 4, 5, 4, 5, 4, 5, 4, 50]}}]
            """);
  }

  private int run(Object command, String... args) {
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private int eval(String... more) {
    String[] args = new String[4 + more.length];
    args[0] = "--gt";
    args[1] = truth.toString();
    args[2] = "--results";
    args[3] = results.toString();
    System.arraycopy(more, 0, args, 4, more.length);
    return run(new EvalCommand(), args);
  }

  @Test
  void jsonStandsAloneOnOneLine() {
    assertThat(eval("--metric", "segm", "--format", "json", "--classwise")).isZero();
    assertThat(out.toString())
        .startsWith("{\"stats\":[0.99")
        .contains("\"per_category\":{\"3\":0.99")
        .contains("\"mmdet\":{\"cat_precision\":1.0,\"segm_mAP\":1.0,")
        .endsWith("}\n")
        .hasLineCount(1);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void textIsTheDefault() {
    assertThat(eval()).isZero();
    assertThat(out.toString())
        .contains(" Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 1.000")
        .contains("bbox_mAP: 1.0000");
  }

  @Test
  void everyMetricHasTheNameItHasInConfigs() {
    assertThat(eval("--metric", "proposal", "--format", "json")).isZero();
    assertThat(eval("--metric", "proposal_fast", "--format", "json")).isZero();
    assertThat(eval("--metric", "keypoints")).isEqualTo(2);
    assertThat(err.toString()).contains("--metric");
  }

  @Test
  void evaluationIsMeasuredAsJson() {
    String[] small = {"--images", "10", "--detections", "5", "--classes", "2", "--runs", "1"};
    assertThat(run(new BenchEvalCommand(), small)).isZero();
    assertThat(out.toString()).startsWith("{\"metric\":\"bbox\",\"images\":10,").hasLineCount(1);
    assertThat(run(new BenchEvalCommand(), "--images", "0")).isEqualTo(2);
  }
}
