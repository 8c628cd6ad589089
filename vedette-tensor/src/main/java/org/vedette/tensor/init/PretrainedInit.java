package org.vedette.tensor.init;

import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Layer;
import org.vedette.tensor.PretrainedLoader;

/** Values from a checkpoint; what it does not have stays as it is. */
@Component("Pretrained")
public final class PretrainedInit implements Initializer {
  /**
   * Settings.
   *
   * @param checkpoint a path, an URL, or a name such as {@code torchvision://resnet50}
   * @param prefix what the wanted names begin with, such as {@code backbone.}
   * @param map_location where upstream puts the values while loading; the layer's own device counts
   */
  public record Config(
      String checkpoint, @Default("None") String prefix, @Default("'cpu'") String map_location) {}

  private final Config config;

  /** An initializer with the given settings. */
  public PretrainedInit(Config config) {
    this.config = config;
  }

  /** Everything that a checkpoint has for a layer, as the old key {@code pretrained} asks for. */
  public static PretrainedInit of(String checkpoint) {
    return new PretrainedInit(new Config(checkpoint, null, "cpu"));
  }

  @Override
  public boolean isPretrained() {
    return true;
  }

  @Override
  public void run(Layer layer, PretrainedLoader checkpoints) {
    checkpoints.load(layer, config.checkpoint(), config.prefix());
  }

  @Override
  public void runOnAll(Layer layer) {
    throw new IllegalStateException("a checkpoint cannot stand in an override");
  }
}
