package org.vedette.engine;

/**
 * What a config says of a run as a whole.
 *
 * @param seed the seed of all random numbers
 * @param configText the whole resolved config as Python text
 * @param configName the config's file name
 */
public record RunSettings(long seed, String configText, String configName) {}
