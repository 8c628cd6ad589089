package org.vedette.base;

/**
 * A binary mask as COCO's run lengths: column by column, runs of zeros and ones in turn, zeros
 * first.
 *
 * @param height rows of the mask
 * @param width columns of the mask
 * @param counts the run lengths; they sum to {@code height * width}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Rle(int height, int width, int[] counts) {}
