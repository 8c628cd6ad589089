package org.vedette.engine.hook;

import org.vedette.config.component.Component;

/**
 * Upstream's hook tells the sampler the epoch, so that each epoch has an order of its own. Here the
 * order of an epoch comes from its number, so there is nothing left to do.
 */
@Component("DistSamplerSeedHook")
public final class DistSamplerSeedHook implements Hook {}
