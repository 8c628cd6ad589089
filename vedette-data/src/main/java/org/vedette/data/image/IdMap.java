package org.vedette.data.image;

import java.nio.file.Path;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.vedette.base.DataException;

/**
 * A picture whose pixels are numbers, such as which object each belongs to.
 *
 * @param height rows
 * @param width columns
 * @param ids (height*width) row by row
 */
@SuppressWarnings("ArrayRecordComponent")
public record IdMap(int height, int width, int[] ids) {
  /**
   * Reads a file of one channel, of 8 or 16 bits a pixel.
   *
   * @throws DataException when it is missing or something else
   */
  public static IdMap read(Path file) {
    try (Mat stored = ImageFiles.readMat(file, ColorType.UNCHANGED);
        Mat wide = new Mat()) {
      int depth = stored.depth();
      if (stored.channels() != 1 || (depth != opencv_core.CV_8U && depth != opencv_core.CV_16U)) {
        throw new DataException(
            file
                + ": expected one channel of 8 or 16 bits, got "
                + stored.channels()
                + " channels of depth "
                + depth);
      }
      stored.convertTo(wide, opencv_core.CV_32S);
      int[] ids = new int[wide.rows() * wide.cols()];
      new IntPointer(wide.data()).get(ids);
      return new IdMap(wide.rows(), wide.cols(), ids);
    }
  }
}
