package org.vedette.engine.hook;

import org.vedette.config.component.Component;

/**
 * Upstream's hooks give all processes the same statistics of batch norm before an evaluation. One
 * process trains, so they are the same.
 */
@Component({"SyncNormHook", "SyncBuffersHook"})
public final class SyncNormHook implements Hook {}
