package org.vedette.config;

final class ConfigLoader {
  static final String BASE = "_base_";
}
