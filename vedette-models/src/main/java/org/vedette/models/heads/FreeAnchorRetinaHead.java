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
 * RetinaNet's head where each truth learns from the best of a bag of anchors (FreeAnchor, Zhang et
 * al. 2019). Children as those of {@link RetinaHead}.
 */
@Component("FreeAnchorRetinaHead")
public final class FreeAnchorRetinaHead extends DenseHead<DenseOutputs> implements HasNumClasses {
  /**
   * Settings.
   *
   * @param settings keys that all heads with these layers have; {@code train_cfg} has no effect,
   *     here as upstream
   * @param pre_anchor_topk how many anchors a truth's bag holds
   * @param bbox_thr overlap below which a predicted box does not count as the truth's
   * @param gamma how much easy negatives are discounted
   * @param alpha weight of positives; negatives have 1 - alpha
   * @param init_cfg initial weights
   */
  public record Config(
      @Flat RetinaSettings settings,
      @Default("50") int pre_anchor_topk,
      @Default("0.6") double bbox_thr,
      @Default("2.0") double gamma,
      @Default("0.5") double alpha,
      @Default(
              "dict(type='Normal', layer='Conv2d', std=0.01,"
                  + " override=dict(type='Normal', name='retina_cls', std=0.01, bias_prob=0.01))")
          OneOrMany<Spec<Initializer>> init_cfg) {}

  private final Config config;
  private final AnchorBoxes boxes;
  private final RetinaLayers layers;

  /** A head with the given settings. */
  public FreeAnchorRetinaHead(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    boxes = config.settings().boxes();
    layers = new RetinaLayers(config.settings(), boxes, this::child);
  }

  @Override
  public DenseOutputs forward(List<Tensor> features) {
    Levels.check(this, features, boxes.numLevels());
    return layers.forward(features);
  }

  @Override
  public Losses loss(DenseOutputs outputs, Batch batch, StepContext step) {
    return new FreeAnchorLoss(config, boxes).losses(outputs, batch.truths());
  }

  @Override
  public List<Detections> predict(DenseOutputs outputs, List<ImageMeta> metas) {
    return boxes.detections(outputs, config.settings().test_cfg(), metas, path());
  }

  @Override
  public int numClasses() {
    return config.settings().num_classes();
  }
}
