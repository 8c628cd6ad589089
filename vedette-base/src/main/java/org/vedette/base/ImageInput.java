package org.vedette.base;

import java.nio.ByteBuffer;

/**
 * An image after its pipeline, ready for a model's data preprocessor.
 *
 * @param pixels direct, native byte order; rows, columns, channels (HWC), BGR as decoded; uint8, or
 *     float32 when {@code isFloat}
 * @param isFloat whether the elements are float32
 * @param height rows
 * @param width columns
 * @param channels channels, 3 as a rule
 * @param meta what is known of the image
 * @param truth its annotated objects, or null when they are not known
 * @param proposals regions that come with the image, for detectors without a first stage of their
 *     own; null as a rule
 */
public record ImageInput(
    ByteBuffer pixels,
    boolean isFloat,
    int height,
    int width,
    int channels,
    ImageMeta meta,
    Truth truth,
    Proposals proposals) {
  /**
   * Regions of an image.
   *
   * @param boxes (n*4): x1 y1 x2 y2 in pixels of the image that goes into the model
   * @param scores (n)
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Proposals(float[] boxes, float[] scores) {}

  /** An image without proposals. */
  public ImageInput(
      ByteBuffer pixels,
      boolean isFloat,
      int height,
      int width,
      int channels,
      ImageMeta meta,
      Truth truth) {
    this(pixels, isFloat, height, width, channels, meta, truth, null);
  }

  /** Checks that the buffer holds the image. */
  public ImageInput {
    long expected = (long) height * width * channels * (isFloat ? 4 : 1);
    if (pixels.remaining() != expected) {
      throw new IllegalArgumentException(
          "image "
              + height
              + "x"
              + width
              + "x"
              + channels
              + " needs "
              + expected
              + " bytes, got "
              + pixels.remaining());
    }
  }
}
