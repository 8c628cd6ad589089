package org.vedette.engine.hook;

import org.vedette.config.component.Component;

/**
 * Upstream's hook tells the model the epoch. Here each step's context carries it, so there is
 * nothing left to do.
 */
@Component("SetEpochInfoHook")
public final class SetEpochInfoHook implements Hook {}
