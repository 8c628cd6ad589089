package org.vedette.models.layers.residual;

/**
 * Sizes of a residual block.
 *
 * @param in channels of the input
 * @param planes the width from which the block's channels follow
 * @param stride cells of the input per cell of the output
 * @param dilation distance of the cells that a 3x3 convolution sees
 */
public record BlockShape(int in, int planes, int stride, int dilation) {}
