package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.SharedData;
import org.vedette.base.SharedJson;

/** {@code vedette test --tta} with YOLOX-nano on six photographs, mirrored and at two sizes. */
@Tag("real")
class RealTtaTest {
  private static final Pattern PRECISION = Pattern.compile("coco/bbox_mAP: ([0-9.]+)");
  private static final String PIPELINE =
      """
      tta_pipeline = [
          dict(type='LoadImageFromFile'),
          dict(type='TestTimeAug', transforms=[
              [dict(type='Resize', scale=s, keep_ratio=True) for s in [(416, 416), (352, 352)]],
              [dict(type='RandomFlip', prob=p) for p in (1., 0.)],
              [dict(type='Pad', pad_to_square=True, pad_val=dict(img=(114.0, 114.0, 114.0)))],
              [dict(type='LoadAnnotations', with_bbox=True)],
              [dict(type='PackDetInputs')]])]
      """;

  @TempDir private Path folder;

  private CommandRun test(String name, String... flags) throws IOException {
    Path config = folder.resolve("config.py");
    Files.writeString(config, "_base_ = '" + BadInputs.config() + "'\n" + PIPELINE);
    String data = SharedData.require("data/coco_tiny").toString();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "test",
                config.toString(),
                SharedData.require("data/weights/yolox_nano_coco.pth").toString(),
                "--work-dir=" + folder,
                "--out=" + folder.resolve(name)));
    arguments.addAll(List.of(flags));
    arguments.addAll(
        List.of(
            "--cfg-options",
            "test_dataloader.batch_size=3",
            "test_dataloader.num_workers=0",
            "test_dataloader.persistent_workers=False",
            "test_dataloader.dataset.indices=6",
            "test_dataloader.dataset.data_root=" + data + "/",
            "test_evaluator.ann_file=" + data + "/annotations/instances_val2017.json"));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isZero();
    return run;
  }

  private static double precision(CommandRun run) {
    Matcher line = PRECISION.matcher(run.out());
    assertThat(line.find()).as(run.out()).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private List<Map<String, Object>> results(String name) {
    return SharedJson.list(SharedJson.read(folder.resolve(name))).stream()
        .map(SharedJson::map)
        .toList();
  }

  @Test
  void viewsAgreeWithWhatTheImageAloneGives() throws IOException {
    double plain = precision(test("plain.json"));
    double merged = precision(test("views.json", "--tta"));

    assertThat(merged).isGreaterThan(0.9 * plain);
    List<Map<String, Object>> views = results("views.json");
    List<Map<String, Object>> sure =
        results("plain.json").stream()
            .filter(found -> SharedJson.number(found.get("score")) > 0.5)
            .toList();
    assertThat(sure).hasSizeGreaterThan(5);
    assertThat(sure).allSatisfy(found -> assertThat(views).anyMatch(other -> agrees(found, other)));
    assertThat(views).hasSizeLessThanOrEqualTo(600);
  }

  /** Whether two detections are of one kind, in one place of one image. */
  private static boolean agrees(Map<String, Object> one, Map<String, Object> other) {
    if (!one.get("image_id").equals(other.get("image_id"))
        || !one.get("category_id").equals(other.get("category_id"))) {
      return false;
    }
    double[] a = SharedJson.doubles(one.get("bbox"));
    double[] b = SharedJson.doubles(other.get("bbox"));
    double width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
    double height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
    double shared = Math.max(0, width) * Math.max(0, height);
    return shared / (a[2] * a[3] + b[2] * b[3] - shared) > 0.7;
  }
}
