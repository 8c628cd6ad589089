package org.vedette.api.train;

import java.nio.file.Path;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.Config;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ScalarNode;

/**
 * What the flags of a training command change in its config: those of upstream's tools/train.py.
 *
 * @param workDir {@code work_dir}; null for the config's
 * @param resume whether the run goes on
 * @param resumeFrom the checkpoint to go on from; null for the work folder's newest
 * @param amp whether the forward pass runs in half precision
 * @param autoScaleLr whether the lr follows the batch size
 * @param seed the seed; null for the config's
 * @param workers how many threads load images, in all dataloaders; null for the config's
 */
public record TrainFlags(
    Path workDir,
    boolean resume,
    Path resumeFrom,
    boolean amp,
    boolean autoScaleLr,
    Long seed,
    Integer workers) {
  /** No changes. */
  public static final TrainFlags NONE = new TrainFlags(null, false, null, false, false, null, null);

  /**
   * A config with these changes.
   *
   * @throws ConfigException when the config has not what a flag is about
   */
  public Config applyTo(Config config) {
    DictNode root = config.root().copy();
    if (workDir != null) {
      root.put("work_dir", ScalarNode.of(workDir.toString()));
    }
    if (resume) {
      root.put("resume", ScalarNode.of(true));
      root.put("load_from", ScalarNode.of(resumeFrom == null ? null : resumeFrom.toString()));
    }
    if (amp) {
      useAmp(root);
    }
    if (autoScaleLr) {
      scaleLr(root);
    }
    if (seed != null) {
      section(root, "randomness").put("seed", ScalarNode.of(seed));
    }
    if (workers != null) {
      for (String key : new String[] {"train_dataloader", "val_dataloader", "test_dataloader"}) {
        if (root.dict(key) != null) {
          section(root, key).put("num_workers", ScalarNode.of((long) workers));
        }
      }
    }
    return new Config(config.file(), root, config.warnings());
  }

  /** A section that may be changed. */
  private static DictNode section(DictNode root, String key) {
    ConfigNode node = root.get(key);
    DictNode copy = node instanceof DictNode dict ? dict.copy() : new DictNode(root.location());
    root.put(key, copy);
    return copy;
  }

  private static void useAmp(DictNode root) {
    DictNode wrapper = section(root, "optim_wrapper");
    String type = wrapper.string("type");
    if (type == null || type.equals("OptimWrapper")) {
      wrapper.put("type", ScalarNode.of("AmpOptimWrapper"));
      wrapper.put("loss_scale", ScalarNode.of("dynamic"));
    } else if (!type.equals("AmpOptimWrapper")) {
      throw new ConfigException(
          Problem.of(
              wrapper.location(),
              "optim_wrapper.type",
              "--amp goes with 'OptimWrapper', got '" + type + "'"));
    }
  }

  private static void scaleLr(DictNode root) {
    DictNode scale = root.dict("auto_scale_lr");
    if (scale == null || !scale.has("base_batch_size")) {
      throw new ConfigException(
          Problem.of(
              root.location(),
              "auto_scale_lr.base_batch_size",
              "--auto-scale-lr needs the batch size that the config's lr is meant for"));
    }
    section(root, "auto_scale_lr").put("enable", ScalarNode.of(true));
  }
}
