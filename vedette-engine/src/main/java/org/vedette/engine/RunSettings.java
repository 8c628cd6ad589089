package org.vedette.engine;

import org.vedette.config.DictNode;
import org.vedette.config.io.PythonWriter;

/**
 * What a config says of a run as a whole.
 *
 * @param seed the seed of all random numbers
 * @param config the whole resolved config
 * @param configName the config's file name
 */
public record RunSettings(long seed, DictNode config, String configName) {
  /** The whole resolved config as Python text. */
  public String configText() {
    return PythonWriter.config(config);
  }
}
