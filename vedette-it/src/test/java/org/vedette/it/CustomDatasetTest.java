package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.SharedData;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.base.coco.Segmentation;

/** The guide to data of one's own, on real pictures: from VIA's file to tested weights. */
@Tag("real")
class CustomDatasetTest {
  private static final Path ROOT = Path.of(System.getProperty("vedette.root"));

  /**
   * Two pictures to train on, two to test on, at a sixth of their size, and a small backbone. Two
   * steps teach nothing, so every score counts.
   */
  private static final String TINY =
      """
      _base_ = './mine.py'
      work_dir = '%s'
      load_from = None
      model = dict(
          backbone=dict(depth=18, init_cfg=None),
          neck=dict(in_channels=[64, 128, 256, 512]),
          test_cfg=dict(rpn=dict(max_per_img=50), rcnn=dict(score_thr=0.0, max_per_img=10)))
      load = [
          dict(type='LoadImageFromFile'),
          dict(type='LoadAnnotations', with_bbox=True, with_mask=True, poly2mask=False),
          dict(type='Resize', scale=(128, 96), keep_ratio=True),
      ]
      pack = dict(
          type='PackDetInputs',
          meta_keys=('img_id', 'img_path', 'ori_shape', 'img_shape', 'scale_factor'))
      train_dataloader = dict(num_workers=0, dataset=dict(pipeline=load + [pack]))
      val_dataloader = dict(num_workers=0, dataset=dict(pipeline=load + [pack]))
      test_dataloader = val_dataloader
      train_cfg = dict(max_epochs=1, val_interval=2)
      default_hooks = dict(logger=dict(interval=1))
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeViaFiles() throws IOException {
    Path fruits = SharedData.require("data/fruits_nuts/data");
    CocoAnnotations coco = CocoAnnotations.read(fruits.resolve("trainval.json"));
    writeVia(coco, fruits.resolve("images"), "train", 0);
    writeVia(coco, fruits.resolve("images"), "val", 2);
  }

  /** Two images with what VIA would have written of them; its points are whole numbers. */
  private void writeVia(CocoAnnotations coco, Path images, String split, int first)
      throws IOException {
    Path target = Files.createDirectories(folder.resolve("data/" + split));
    StringJoiner entries = new StringJoiner(", ", "{", "}");
    for (int i = first; i < first + 2; i++) {
      String name = coco.fileName(i);
      Files.copy(images.resolve(name), target.resolve(name));
      StringJoiner regions = new StringJoiner(", ", "{", "}");
      for (int a = coco.start(i); a < coco.end(i); a++) {
        double[] ring = ((Segmentation.Outline) coco.segmentation(a)).rings()[0];
        regions.add(
            "\"%d\": {\"shape_attributes\": {\"name\": \"polygon\", \"all_points_x\": %s,"
                    .formatted(a, column(ring, 0))
                + " \"all_points_y\": %s}, \"region_attributes\": {}}".formatted(column(ring, 1)));
      }
      entries.add(
          "\"%s1\": {\"filename\": \"%s\", \"size\": 1, \"regions\": %s}"
              .formatted(name, name, regions));
    }
    Files.writeString(target.resolve("via_region_data.json"), entries.toString());
  }

  private static List<Long> column(double[] ring, int first) {
    return IntStream.range(0, ring.length / 2)
        .mapToObj(i -> Math.round(ring[2 * i + first]))
        .toList();
  }

  /** The config that the guide shows, for this folder. */
  private Path writeConfigs() throws IOException {
    String guide = Files.readString(ROOT.resolve("docs/guides/custom-dataset.md"));
    int start = guide.indexOf("_base_ = '../mask_rcnn/");
    String config =
        guide
            .substring(start, guide.indexOf("```", start))
            .replace(
                "'../mask_rcnn/", "'" + ROOT.toAbsolutePath().normalize() + "/configs/mask_rcnn/")
            .replace("'data/balloon/'", "'" + folder.resolve("data") + "/'");
    Files.writeString(folder.resolve("mine.py"), config);
    return Files.writeString(folder.resolve("tiny.py"), TINY.formatted(folder.resolve("work")));
  }

  private static CommandRun succeeds(String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.exit()).as(String.join(" ", arguments) + "\n" + run.err()).isZero();
    return run;
  }

  @Test
  void outlinesOfViaTrainTestAndInfer() throws IOException {
    for (String split : List.of("train", "val")) {
      String via = folder.resolve("data/" + split + "/via_region_data.json").toString();
      assertThat(succeeds("data", "convert", "via", via).out())
          .contains("annotation_coco.json: 2 images, ");
    }
    Path config = writeConfigs();
    assertThat(succeeds("config", "check", config.toString()).out())
        .contains("train_dataloader: 2 images, 1 classes (balloon)");

    succeeds("train", config.toString(), "--device", "cpu", "--seed", "1");
    String weights = folder.resolve("work/epoch_1.pth").toString();
    CommandRun test =
        succeeds("test", config.toString(), weights, "--work-dir", folder.resolve("t").toString());
    assertThat(test.out() + test.err()).contains("coco/bbox_mAP").contains("coco/segm_mAP");
    succeeds(
        "infer",
        config.toString(),
        weights,
        folder.resolve("data/val").toString(),
        "--out-dir",
        folder.resolve("out").toString());
    assertThat(folder.resolve("out/preds")).isNotEmptyDirectory();
  }

  @Test
  void headsOfOtherClassesThanTheDataAreRefused() throws IOException {
    for (String split : List.of("train", "val")) {
      succeeds(
          "data",
          "convert",
          "via",
          folder.resolve("data/" + split + "/via_region_data.json").toString(),
          "--class",
          "nut");
    }
    Path config = writeConfigs();
    CommandRun run = CommandRun.of("config", "check", config.toString());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out() + run.err())
        .contains(
            "annotation_coco.json: class 'balloon' is not among the file's 1 categories (nut)");
  }
}
