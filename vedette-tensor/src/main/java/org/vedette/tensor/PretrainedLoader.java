package org.vedette.tensor;

/** Reads the checkpoints that {@code init_cfg=dict(type='Pretrained', ...)} names. */
@FunctionalInterface
public interface PretrainedLoader {
  /**
   * Loads what fits into a layer.
   *
   * @param checkpoint a path, an URL, or a name such as {@code torchvision://resnet50}
   * @param prefix what the names of the wanted values begin with in the checkpoint, to be cut off;
   *     or null
   */
  void load(Layer layer, String checkpoint, String prefix);
}
