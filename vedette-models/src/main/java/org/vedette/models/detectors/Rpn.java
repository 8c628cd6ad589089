package org.vedette.models.detectors;

import org.vedette.config.DictNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Backbone;
import org.vedette.core.DataPreprocessor;
import org.vedette.core.DenseHead;
import org.vedette.core.Neck;
import org.vedette.tensor.Initializer;

/**
 * A region proposal network by itself, for proposals that are stored: the first stage of Faster
 * R-CNN (Ren et al. 2015). Children: {@code backbone}, {@code neck}, {@code bbox_head}.
 */
@Component("RPN")
public final class Rpn extends SingleStageDetector {
  private static final String STAGE = "rpn";

  /**
   * Settings.
   *
   * @param backbone turns images into maps
   * @param neck mixes the maps: one, or a list that is applied in order; None hands the backbone's
   *     maps on
   * @param rpn_head proposes regions
   * @param train_cfg what the head needs in training, under {@code rpn}
   * @param test_cfg what the head needs in inference, under {@code rpn}
   * @param data_preprocessor turns images into batches; None stacks them as they are
   * @param init_cfg initial weights
   */
  public record Config(
      Spec<Backbone> backbone,
      @Default("None") OneOrMany<Spec<Neck>> neck,
      Spec<DenseHead<?>> rpn_head,
      @Default("None") DictNode train_cfg,
      @Default("None") DictNode test_cfg,
      @Default("None") Spec<DataPreprocessor> data_preprocessor,
      @Default("None") OneOrMany<Spec<Initializer>> init_cfg) {
    /** Hands the settings of training and inference down to the head. */
    public Config {
      rpn_head =
          rpn_head
              .with("train_cfg", train_cfg == null ? null : train_cfg.get(STAGE))
              .with("test_cfg", test_cfg == null ? null : test_cfg.get(STAGE));
    }
  }

  /** A detector with the given settings. */
  public Rpn(Config config) {
    super(
        config.backbone(),
        config.neck(),
        config.rpn_head(),
        config.data_preprocessor(),
        config.init_cfg());
  }
}
