package org.vedette.core.roi;

import org.vedette.config.component.ComponentKind;
import org.vedette.tensor.TensorLayer;

/**
 * A network that the heads of a second stage share, (R, C, h, w) to (R, C', h', w'): what {@code
 * shared_head} names.
 */
@ComponentKind("shared_head")
public abstract class SharedHead extends TensorLayer {}
