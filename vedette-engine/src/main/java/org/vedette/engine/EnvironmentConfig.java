package org.vedette.engine;

import org.vedette.config.DictNode;
import org.vedette.config.component.Default;

/**
 * The settings of {@code env_cfg}.
 *
 * @param cudnn_benchmark whether cuDNN tries out which algorithm is fastest on each shape
 * @param mp_cfg accepted for upstream's sake: data is loaded by threads of this process
 * @param dist_cfg accepted for upstream's sake: one process trains
 * @param resource_limit accepted for upstream's sake: how many files worker processes may open
 */
record EnvironmentConfig(
    @Default("False") boolean cudnn_benchmark,
    @Default("None") DictNode mp_cfg,
    @Default("None") DictNode dist_cfg,
    @Default("4096") int resource_limit) {}
