package org.vedette.api.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.Problem;
import org.vedette.config.Config;
import org.vedette.config.component.Registry;

class ConfigCheckTest {
  private static final String MODEL =
      """
      model = dict(
          type='YOLOX',
          data_preprocessor=dict(type='DetDataPreprocessor', pad_size_divisor=32),
          backbone=dict(type='CSPDarknet', deepen_factor=0.33, widen_factor=0.125),
          neck=dict(
              type='YOLOXPAFPN',
              in_channels=[32, 64, 128],
              out_channels=16,
              num_csp_blocks=1),
          bbox_head=dict(
              type='YOLOXHead', num_classes=2, in_channels=16, feat_channels=16),
          test_cfg=dict(score_thr=0.01, nms=dict(type='nms', iou_threshold=0.65)))
      """;

  private static final String ANNOTATIONS =
      """
      {"images": [{"id": 1, "file_name": "a.jpg", "width": 8, "height": 8}],
       "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 4, 4],
                        "area": 16, "iscrowd": 0}],
       "categories": [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}]}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    Files.createDirectory(folder.resolve("images"));
    Files.writeString(folder.resolve("truth.json"), ANNOTATIONS);
  }

  private String data() {
    return """
        ROOT = '%s/'
        val_dataloader = dict(
            dataset=dict(
                type='CocoDataset',
                data_root=ROOT,
                ann_file='truth.json',
                data_prefix=dict(img='images/'),
                metainfo=dict(classes=('cat', 'dog')),
                pipeline=[
                    dict(type='LoadImageFromFile'),
                    dict(type='Resize', scale=(64, 64), keep_ratio=True),
                    dict(type='PackDetInputs')]))
        test_dataloader = val_dataloader
        val_evaluator = dict(type='CocoMetric', ann_file=ROOT + 'truth.json')
        test_evaluator = val_evaluator
        """
        .formatted(folder);
  }

  private static ConfigCheck.Report check(String text, String... options) {
    Config config = Config.fromText(text, "a.py").withOptions(List.of(options));
    return ConfigCheck.run(Registry.load(), config.root());
  }

  private List<String> problems(String... options) {
    return texts(check(MODEL + data(), options));
  }

  private static List<String> texts(ConfigCheck.Report report) {
    return report.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void whatIsRightIsDescribed() {
    ConfigCheck.Report report = check(MODEL + data());
    assertThat(report.problems()).isEmpty();
    assertThat(report.notes()).isEmpty();
    assertThat(report.facts())
        .satisfiesExactly(
            fact -> assertThat(fact).matches("model: YOLOX, [\\d,]+ parameters"),
            fact -> assertThat(fact).isEqualTo("val_dataloader: 1 images, 2 classes (cat, dog)"),
            fact -> assertThat(fact).isEqualTo("test_dataloader: 1 images, 2 classes (cat, dog)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "model.neck.out_chanels=8 | model.neck.out_chanels: unknown key; did you mean"
            + " 'out_channels'?",
        "model.neck.type=FPM | model.neck.type: unknown neck 'FPM'",
        "model.bbox_head.num_classes=many | model.bbox_head.num_classes: wrong type",
        "model.test_cfg.score_th=1 | model.bbox_head.test_cfg.score_th: unknown key",
        "test_dataloader.batch_sise=2 | test_dataloader.batch_sise: unknown key; did you mean",
        "test_dataloader.sampler.type=Some | test_dataloader.sampler.type: unknown sampler 'Some'",
        "test_dataloader.dataset.pipeline.1.type=Rezise |"
            + " test_dataloader.dataset.pipeline.1.type: unknown transform 'Rezise'; did you mean"
            + " 'Resize'?",
        "test_evaluator.metric=ap | test_evaluator.metric: ",
        "test_evaluator=None | test_dataloader: there is test_dataloader but no test_evaluator",
        "val_dataloader=None | val_evaluator: there is val_evaluator but no val_dataloader",
        "train_dataloader.dataset.type=Mix | train_dataloader.dataset.type: unknown dataset 'Mix'",
        "tta_model.type=DetTTAModell | tta_model.type: unknown tta_model 'DetTTAModell'; did you"
            + " mean 'DetTTAModel'?",
        "tta_model.type=DetTTAModel | tta_model: 'tta_cfg' is needed",
        "tta_pipeline=3 | tta_pipeline: a pipeline is a list of steps",
        "custom_imports.imports=[no.such.Type] | no.such.Type",
        "load_from=none.pth | load_from: checkpoint none.pth is missing",
        "model.bbox_head.num_classes=3 | model.bbox_head.num_classes: the head's classes are not"
            + " those of val_dataloader, test_dataloader; expected 2 (cat, dog); got 3",
        "test_dataloader.dataset.ann_file=none.json | test_dataloader.dataset.ann_file:"
            + " annotation file ",
        "test_dataloader.dataset.ann_file=images | got a folder",
        "test_dataloader.dataset.data_prefix.img=none/ | test_dataloader.dataset.data_prefix.img:"
            + " folder ",
        "test_dataloader.dataset.data_prefix.img=truth.json | got a file",
        "test_evaluator.ann_file=none.json | test_evaluator.ann_file: annotation file none.json",
        "model.backbone.init_cfg.type=Pretrained model.backbone.init_cfg.checkpoint=none.pth |"
            + " model.backbone.init_cfg.checkpoint: checkpoint none.pth is missing",
      })
  void eachProblemIsToldWithItsPlace(String options, String expected) {
    assertThat(problems(options.split(" ")))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem).containsAnyOf("<--cfg-options>", "a.py:").contains(expected));
  }

  @Test
  void layerThatGetsOtherChannelsIsNamedWithBothShapes() {
    assertThat(problems("model.neck.in_channels=[32,64,96]"))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem)
                    .startsWith("<--cfg-options>: model.neck.in_channels: neck.reduce_layers.0")
                    .contains("input float32 [1, 128, ")
                    .contains("weight of size [64, 96, 1, 1]"));
    assertThat(problems("model.bbox_head.in_channels=8"))
        .singleElement()
        .satisfies(problem -> assertThat(problem).contains("bbox_head.multi_level_cls_convs.0.0"));
  }

  @Test
  void headOfOtherStridesThanItsMapsIsTold() {
    assertThat(problems("model.bbox_head.strides=[8,16,64]"))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem)
                    .contains("model.bbox_head.strides: the strides of the head")
                    .contains("expected [8.000, 16.00, 32.00]")
                    .contains("got [8.0, 16.0, 64.0]"));
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThat(
            problems(
                "model.neck.num_csp_block=2",
                "test_dataloader.batch_sise=2",
                "val_dataloader.dataset.ann_file=none.json",
                "val_evaluator.metrik=bbox",
                "model.bbox_head.num_classes=3",
                "load_from=none.pth"))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("num_csp_block"),
            problem -> assertThat(problem).contains("batch_sise"),
            problem -> assertThat(problem).contains("none.json"),
            problem -> assertThat(problem).contains("metrik"),
            problem -> assertThat(problem).contains("num_classes"),
            problem -> assertThat(problem).contains("none.pth"));
  }

  @Test
  void oneValueOfTwoLoadersIsOneProblem() {
    String text = MODEL + data().replace("keep_ratio", "keep_rato");
    assertThat(texts(check(text)))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem)
                    .contains(
                        "val_dataloader.dataset.pipeline.1.keep_rato and"
                            + " test_dataloader.dataset.pipeline.1.keep_rato"));
  }

  @Test
  void classThatTheAnnotationsLackIsTold() {
    String text = MODEL + data().replace("'dog'", "'bird'");
    assertThat(texts(check(text)))
        .singleElement()
        .satisfies(problem -> assertThat(problem).contains("bird").contains("ann_file"));
  }

  @Test
  void configWithoutModelIsNoWholeConfig() {
    assertThat(texts(check(data())))
        .singleElement()
        .satisfies(problem -> assertThat(problem).contains("the config has no model"));
  }

  @Test
  void checkpointsElsewhereAreNotLookedFor() {
    assertThat(
            problems(
                "load_from=https://localhost/none.pth",
                "model.backbone.init_cfg.type=Pretrained",
                "model.backbone.init_cfg.checkpoint=torchvision://resnet50"))
        .isEmpty();
  }

  @Test
  void whatIsNotCheckedIsSaidAndNearMissesAreNoted() {
    String text =
        MODEL
            + data()
            + """
            num_epochs = 3
            my_pipeline = []
            trian_cfg = dict(max_epochs=num_epochs)
            default_hooks = dict(timer=dict(type='IterTimerHook'))
            optim_wrapper = dict(type='OptimWrapper')
            """;
    ConfigCheck.Report report = check(text);
    assertThat(report.problems()).isEmpty();
    assertThat(report.notes())
        .satisfiesExactly(
            note -> assertThat(note).matches("a.py:\\d+:\\d+: trian_cfg: .*mean 'train_cfg'\\?"),
            note -> assertThat(note).isEqualTo("not checked: optim_wrapper, default_hooks"));
  }

  @Test
  void settingsOfMmdetection2AreNamed() {
    String text =
        MODEL
            + data()
            + """
            optimizer = dict(type='SGD', lr=0.02)
            lr_config = dict(policy='step', step=[8, 11], warmup='linear')
            log_config = dict(interval=50)
            default_hooks = dict(logger=dict(type='LoggerHook'))
            """;
    ConfigCheck.Report report = check(text);
    assertThat(texts(report))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains("optimizer: nothing reads this key"),
            problem -> assertThat(problem).contains("warmup_iters 0: expected 1 or more"));
    assertThat(report.notes())
        .satisfiesExactly(
            note -> assertThat(note).contains("MMDetection 2.x: log_config (a.py:"),
            note -> assertThat(note).isEqualTo("not checked: default_hooks"));
  }

  @Test
  void metricOnOtherAnnotationsThanTheDatasetIsNoted() throws IOException {
    Files.writeString(folder.resolve("other.json"), ANNOTATIONS);
    List<String> options =
        new ArrayList<>(Arrays.asList("test_evaluator.ann_file=" + folder.resolve("other.json")));
    ConfigCheck.Report report = check(MODEL + data(), options.toArray(String[]::new));
    assertThat(report.problems()).isEmpty();
    assertThat(report.notes())
        .singleElement()
        .satisfies(note -> assertThat(note).startsWith("test_evaluator.ann_file is "));
  }
}
