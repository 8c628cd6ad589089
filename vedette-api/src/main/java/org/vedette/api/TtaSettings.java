package org.vedette.api;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.Literals;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Spec;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.core.TtaModel;

/**
 * A config made ready for test-time augmentation, as upstream's tools/test.py does: {@code
 * tta_pipeline} takes the place of the test dataset's pipeline, {@code tta_model} takes the model.
 * What the config lacks of the two has a default.
 *
 * @param config the changed config
 * @param warnings a line for each default that was taken
 */
public record TtaSettings(DictNode config, List<String> warnings) {
  private static final String MODEL = "tta_model";
  private static final String STEPS = "tta_pipeline";
  private static final String PREPROCESSOR = "data_preprocessor";
  private static final String DATASET = "test_dataloader.dataset";
  private static final String DEFAULT_MODEL =
      "dict(type='DetTTAModel',"
          + " tta_cfg=dict(nms=dict(type='nms', iou_threshold=0.5), max_per_img=100))";
  private static final String DEFAULT_LAST_STEP =
      "dict(type='TestTimeAug', transforms=["
          + "[dict(type='RandomFlip', prob=1.), dict(type='RandomFlip', prob=0.)],"
          + "[dict(type='PackDetInputs', meta_keys=('img_id', 'img_path', 'ori_shape', 'img_shape',"
          + " 'scale_factor', 'flip', 'flip_direction'))]])";

  /**
   * Prepares a config for a test; the given one stays as it is.
   *
   * @throws ConfigException when there is no one pipeline that could be replaced
   */
  public static TtaSettings of(DictNode config) {
    DictNode changed = config.copy();
    List<String> warnings = new ArrayList<>();
    if (lacks(changed, MODEL)) {
      warnings.add("the config has no tta_model; taken: " + DEFAULT_MODEL);
      changed.put(MODEL, Literals.parse(DEFAULT_MODEL, "default of tta_model"));
    }
    DictNode loader = changed.dict("test_dataloader");
    DictNode outer = loader == null ? null : loader.dict("dataset");
    if (outer != null) {
      replacePipeline(changed, outer, warnings);
    }
    return new TtaSettings(changed, List.copyOf(warnings));
  }

  private static boolean lacks(DictNode config, String key) {
    return !config.has(key) || config.get(key).isNone();
  }

  private static void replacePipeline(DictNode config, DictNode outer, List<String> warnings) {
    DictNode inner = outer;
    while (inner.dict("dataset") != null) {
      inner = inner.dict("dataset");
    }
    if (inner.has("datasets")) {
      throw new ConfigException(
          Problem.of(
                  inner.location(),
                  DATASET,
                  "test-time augmentation cannot tell which of several datasets it is for")
              .withHint("name one dataset instead"));
    }
    if (lacks(config, STEPS)) {
      warnings.add(
          "the config has no tta_pipeline; taken: the test pipeline, with its last step done for"
              + " the image as it is and flipped");
      config.put(STEPS, flipped(inner));
    }
    (outer.has("pipeline") ? outer : inner).put("pipeline", config.get(STEPS));
  }

  /** A dataset's pipeline with views flipped and not in the place of its last step. */
  private static ListNode flipped(DictNode dataset) {
    if (!(dataset.get("pipeline") instanceof ListNode steps) || steps.items().isEmpty()) {
      throw new ConfigException(
          Problem.of(
                  dataset.location(),
                  DATASET + ".pipeline",
                  "there are no steps to make a tta_pipeline of")
              .withHint("give the config a tta_pipeline"));
    }
    ListNode views = steps.copy();
    views
        .items()
        .set(
            views.items().size() - 1, Literals.parse(DEFAULT_LAST_STEP, "default of tta_pipeline"));
    return views;
  }

  /**
   * Binds and checks {@code tta_model} around the config's {@code model}, with the config's own
   * {@code data_preprocessor} where {@code tta_model} has none.
   *
   * @throws ConfigException with all problems
   */
  public Spec<TtaModel> bind(Binder binder) {
    // On its own first, so that its problems are told under its own name.
    Spec<Detector> model = Models.bind(binder, config);
    ConfigNode node = config.get(MODEL);
    if (!(node instanceof DictNode wrapper)) {
      return binder.spec(TtaModel.class, node, MODEL);
    }
    if (wrapper.has("module")) {
      throw new ConfigException(
          Problem.of(
                  wrapper.get("module").location(),
                  MODEL + ".module",
                  "the config's model is what is tested")
              .withHint("take 'module' out of tta_model"));
    }
    DictNode complete = wrapper.copy();
    complete.put("module", model.node());
    if (!complete.has(PREPROCESSOR) && !lacks(config, PREPROCESSOR)) {
      complete.put(PREPROCESSOR, config.get(PREPROCESSOR));
    }
    return binder.spec(TtaModel.class, complete, MODEL);
  }
}
