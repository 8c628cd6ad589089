package org.vedette.models.heads;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Flat;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.DenseHead;
import org.vedette.core.HasNumClasses;
import org.vedette.core.Losses;
import org.vedette.core.StepContext;
import org.vedette.tensor.Initializer;

/**
 * The head of RetinaNet (Lin et al. 2017): a tower for classes and one for boxes, shared by all
 * levels. Children: {@code cls_convs}, {@code reg_convs}, {@code retina_cls}, {@code retina_reg}.
 */
@Component("RetinaHead")
public final class RetinaHead extends DenseHead<DenseOutputs> implements HasNumClasses {
  /**
   * Settings.
   *
   * @param settings keys that all heads with these layers have
   * @param init_cfg initial weights
   */
  public record Config(
      @Flat RetinaSettings settings,
      @Default(
              "dict(type='Normal', layer='Conv2d', std=0.01,"
                  + " override=dict(type='Normal', name='retina_cls', std=0.01, bias_prob=0.01))")
          OneOrMany<Spec<Initializer>> init_cfg) {}

  private final RetinaSettings settings;
  private final AnchorBoxes boxes;
  private final RetinaLayers layers;

  /** A head with the given settings. */
  public RetinaHead(Config config) {
    settings = config.settings();
    initBy(config.init_cfg());
    boxes = settings.boxes();
    layers = new RetinaLayers(settings, boxes, this::child);
  }

  @Override
  public DenseOutputs forward(List<Tensor> features) {
    Levels.check(this, features, boxes.numLevels());
    return layers.forward(features);
  }

  @Override
  public Losses loss(DenseOutputs outputs, Batch batch, StepContext step) {
    return boxes.losses(outputs, batch, step, path());
  }

  @Override
  public List<Detections> predict(DenseOutputs outputs, List<ImageMeta> metas) {
    return boxes.detections(outputs, settings.test_cfg(), metas, path());
  }

  @Override
  public int numClasses() {
    return settings.num_classes();
  }
}
