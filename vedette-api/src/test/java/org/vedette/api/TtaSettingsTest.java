package org.vedette.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.vedette.config.Config;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.Literals;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.config.component.Spec;
import org.vedette.core.TtaModel;

class TtaSettingsTest {
  private static final String MODEL =
      """
      model = dict(
          type='YOLOX',
          data_preprocessor=dict(type='DetDataPreprocessor'),
          backbone=dict(type='CSPDarknet', deepen_factor=0.33, widen_factor=0.125),
          neck=dict(
              type='YOLOXPAFPN', in_channels=[32, 64, 128], out_channels=16, num_csp_blocks=1),
          bbox_head=dict(type='YOLOXHead', num_classes=2, in_channels=16, feat_channels=16))
      """;

  private static final String DATA =
      """
      test_dataloader = dict(dataset=dict(type='CocoDataset', pipeline=[
          dict(type='LoadImageFromFile'), dict(type='Resize', scale=(8, 8)),
          dict(type='PackDetInputs')]))
      """;

  private static final String OWN =
      """
      tta_model = dict(
          type='DetTTAModel', tta_cfg=dict(nms=dict(type='nms', iou_threshold=0.6), max_per_img=7))
      tta_pipeline = [dict(type='TestTimeAug', transforms=[[dict(type='PackDetInputs')]])]
      """;

  private static DictNode config(String text) {
    return Config.fromText(text).root();
  }

  private static void assertSame(ConfigNode found, String expected) {
    assertThat(found.sameAs(Literals.parse(expected))).isTrue();
  }

  private static Spec<TtaModel> bind(TtaSettings settings) {
    return settings.bind(new Binder(Registry.load()));
  }

  @Test
  void ownPipelineAndModelAreTaken() {
    DictNode config = config(MODEL + DATA + OWN);
    TtaSettings settings = TtaSettings.of(config);

    assertThat(settings.warnings()).isEmpty();
    assertSame(
        settings.config().dict("test_dataloader").dict("dataset").get("pipeline"),
        "[dict(type='TestTimeAug', transforms=[[dict(type='PackDetInputs')]])]");
    Spec<TtaModel> model = bind(settings);
    assertThat(model.node().dict("tta_cfg").get("max_per_img").sameAs(Literals.parse("7")))
        .isTrue();
    assertThat(model.build().module().type()).isEqualTo("YOLOX");
    assertThat(config.sameAs(config(MODEL + DATA + OWN))).isTrue();
  }

  @Test
  void whatIsMissingIsMadeOfTheTestPipelineWithAWarning() {
    TtaSettings settings = TtaSettings.of(config(MODEL + DATA + "tta_model = None\n"));

    assertThat(settings.warnings())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("the config has no tta_model"),
            second -> assertThat(second).startsWith("the config has no tta_pipeline"));
    assertSame(
        settings.config().dict("test_dataloader").dict("dataset").get("pipeline"),
        "[dict(type='LoadImageFromFile'), dict(type='Resize', scale=(8, 8)),"
            + " dict(type='TestTimeAug', transforms=["
            + "[dict(type='RandomFlip', prob=1.), dict(type='RandomFlip', prob=0.)],"
            + "[dict(type='PackDetInputs', meta_keys=('img_id', 'img_path', 'ori_shape',"
            + " 'img_shape', 'scale_factor', 'flip', 'flip_direction'))]])]");
    assertSame(
        bind(settings).node().dict("tta_cfg"),
        "dict(nms=dict(type='nms', iou_threshold=0.5), max_per_img=100)");
  }

  @Test
  void pipelineOfAWrappedDatasetIsReplaced() {
    String wrapped =
        DATA.replace("dataset=dict", "dataset=dict(dataset=dict").replace("]))", "])))");
    DictNode outer =
        TtaSettings.of(config(MODEL + wrapped + OWN))
            .config()
            .dict("test_dataloader")
            .dict("dataset");

    assertThat(outer.has("pipeline")).isFalse();
    assertSame(
        outer.dict("dataset").get("pipeline"),
        "[dict(type='TestTimeAug', transforms=[[dict(type='PackDetInputs')]])]");
  }

  @Test
  void preprocessorBesideTheModelTakesThePlaceOfTheModels() {
    String beside = "data_preprocessor = dict(type='DetDataPreprocessor', pad_size_divisor=64)\n";
    assertSame(
        bind(TtaSettings.of(config(MODEL + DATA + OWN + beside)))
            .build()
            .module()
            .node()
            .get("data_preprocessor"),
        "dict(type='DetDataPreprocessor', pad_size_divisor=64)");
  }

  @Test
  void configsThatLeaveItOpenAreRefused() {
    assertThatThrownBy(
            () ->
                TtaSettings.of(
                    config("test_dataloader = dict(dataset=dict(datasets=[dict(), dict()]))")))
        .hasMessageContaining("test_dataloader.dataset: test-time augmentation cannot tell which");
    assertThatThrownBy(() -> TtaSettings.of(config("test_dataloader = dict(dataset=dict())")))
        .hasMessageContaining("there are no steps to make a tta_pipeline of");
    assertThatThrownBy(
            () ->
                bind(
                    TtaSettings.of(
                        config(MODEL + DATA + OWN.replace("tta_cfg", "module=1, tta_cfg")))))
        .hasMessageContaining("tta_model.module: the config's model is what is tested");
    assertThatThrownBy(() -> bind(TtaSettings.of(config(MODEL + DATA + "tta_model = 3\n"))))
        .hasMessageContaining("tta_model: wrong type; expected dict");
    assertThatThrownBy(() -> bind(TtaSettings.of(config(DATA + OWN))))
        .hasMessageContaining("model: the config has no model");
  }
}
