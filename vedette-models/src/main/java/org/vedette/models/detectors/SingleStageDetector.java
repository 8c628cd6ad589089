package org.vedette.models.detectors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.config.DictNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Backbone;
import org.vedette.core.Batch;
import org.vedette.core.DataPreprocessor;
import org.vedette.core.DenseHead;
import org.vedette.core.Detector;
import org.vedette.core.HeadOutputs;
import org.vedette.core.Losses;
import org.vedette.core.Neck;
import org.vedette.core.Outputs;
import org.vedette.core.StepContext;
import org.vedette.models.necks.NeckChain;
import org.vedette.models.preprocessors.DetDataPreprocessor;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.StageTimes;
import org.vedette.tensor.layers.Fusible;
import org.vedette.tensor.plan.PlannedForward;

/**
 * A detector that is a backbone, a neck and a head and nothing else. Many upstream types are just
 * that; they differ in the parts that their configs name. Children: {@code backbone}, {@code neck},
 * {@code bbox_head}.
 */
@Component({
  "SingleStageDetector",
  "ATSS",
  "AutoAssign",
  "CenterNet",
  "CornerNet",
  "DDOD",
  "FCOS",
  "FOVEA",
  "FSAF",
  "GFL",
  "NASFCOS",
  "PAA",
  "RepPointsDetector",
  "RetinaNet",
  "TOOD",
  "VFNet",
  "YOLOF",
  "YOLOV3",
  "YOLOX"
})
public class SingleStageDetector extends Detector implements Fusible {
  /**
   * Settings.
   *
   * @param backbone turns images into maps
   * @param neck mixes the maps: one, or a list that is applied in order; None hands the backbone's
   *     maps on
   * @param bbox_head predicts from the maps
   * @param train_cfg what the head needs in training
   * @param test_cfg what the head needs in inference
   * @param data_preprocessor turns images into batches; None stacks them as they are
   * @param init_cfg initial weights
   */
  public record Config(
      Spec<Backbone> backbone,
      @Default("None") OneOrMany<Spec<Neck>> neck,
      Spec<DenseHead<?>> bbox_head,
      @Default("None") DictNode train_cfg,
      @Default("None") DictNode test_cfg,
      @Default("None") Spec<DataPreprocessor> data_preprocessor,
      @Default("None") OneOrMany<Spec<Initializer>> init_cfg) {
    /** Hands the settings of training and inference down to the head. */
    public Config {
      bbox_head = bbox_head.with("train_cfg", train_cfg).with("test_cfg", test_cfg);
    }
  }

  private final Backbone backbone;
  private final Neck neck;
  private final DenseHead<?> head;
  private final DataPreprocessor preprocessor;
  private PlannedForward wholePlan;
  private PlannedForward featurePlan;

  /** A detector with the given settings. */
  public SingleStageDetector(Config config) {
    this(
        config.backbone(),
        config.neck(),
        config.bbox_head(),
        config.data_preprocessor(),
        config.init_cfg());
  }

  /** A detector of parts that a config names otherwise. */
  SingleStageDetector(
      Spec<Backbone> backboneSpec,
      OneOrMany<Spec<Neck>> necks,
      Spec<DenseHead<?>> headSpec,
      Spec<DataPreprocessor> preprocessorSpec,
      OneOrMany<Spec<Initializer>> initConfig) {
    initBy(initConfig);
    backbone = child("backbone", backboneSpec.build());
    Neck built = NeckChain.of(necks);
    neck = built == null ? null : child("neck", built);
    head = child("bbox_head", headSpec.build());
    preprocessor =
        preprocessorSpec == null ? DetDataPreprocessor.plain() : preprocessorSpec.build();
  }

  @Override
  public final DataPreprocessor preprocessor() {
    return preprocessor;
  }

  @Override
  public final Losses loss(Batch batch, StepContext step) {
    return loss(head, batch, step);
  }

  private <O extends HeadOutputs> Losses loss(DenseHead<O> own, Batch batch, StepContext step) {
    O outputs = forward(own, batch);
    return StageTimes.time(own, "loss", () -> own.loss(outputs, batch, step));
  }

  @Override
  public final List<Detections> predict(Batch batch) {
    return predict(head, batch);
  }

  private <O extends HeadOutputs> List<Detections> predict(DenseHead<O> own, Batch batch) {
    O outputs = forward(own, batch);
    return StageTimes.time(own, "predict", () -> own.predict(outputs, batch.metas()));
  }

  @Override
  public final Outputs forward(Batch batch) {
    return forward(head, batch).tree();
  }

  @Override
  public final Map<String, Outputs> stages(Batch batch) {
    Map<String, Outputs> stages = new LinkedHashMap<>();
    List<Tensor> maps = backboneMaps(batch);
    stages.put("backbone", Outputs.of(maps));
    if (neck != null) {
      maps = neckMaps(maps);
      stages.put("neck", Outputs.of(maps));
    }
    stages.put("forward", forward(head, maps).tree());
    return stages;
  }

  private List<Tensor> features(Batch batch) {
    return featurePlan == null
        ? eagerFeatures(batch)
        : featurePlan.run(List.of(batch.images()), Function.identity(), () -> eagerFeatures(batch));
  }

  private List<Tensor> eagerFeatures(Batch batch) {
    List<Tensor> maps = backboneMaps(batch);
    return neck == null ? maps : neckMaps(maps);
  }

  private List<Tensor> backboneMaps(Batch batch) {
    return run(backbone, List.of(batch.images()), () -> backbone.forward(batch.images()));
  }

  private List<Tensor> neckMaps(List<Tensor> maps) {
    return run(neck, maps, () -> neck.forward(maps));
  }

  private <O extends HeadOutputs> O forward(DenseHead<O> own, Batch batch) {
    return wholePlan == null
        ? forward(own, features(batch))
        : wholePlan.run(
            List.of(batch.images()),
            outputs -> List.copyOf(outputs.tree().flatten().values()),
            () -> forward(own, features(batch)));
  }

  private static <O extends HeadOutputs> O forward(DenseHead<O> head, List<Tensor> maps) {
    return run(head, maps, () -> head.forward(maps));
  }

  /** Plans the whole pass, or, where the head does what no plan can, backbone and neck. */
  @Override
  public final void fuse() {
    wholePlan = new PlannedForward("backbone", "neck", "bbox_head");
    featurePlan = new PlannedForward("backbone", "neck");
  }
}
