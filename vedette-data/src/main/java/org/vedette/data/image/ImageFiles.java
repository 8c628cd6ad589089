package org.vedette.data.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;

/** Reads and writes image files; the pixels are those of {@code cv2.imread}. */
public final class ImageFiles {
  private ImageFiles() {}

  /** Reads a file as BGR. */
  public static Image read(Path file) {
    return read(file, ColorType.COLOR);
  }

  /**
   * Reads a file.
   *
   * @throws DataException when the file is missing, a directory, no image, or ends too early;
   *     OpenCV by itself fills what a truncated file lacks with grey
   */
  public static Image read(Path file, ColorType color) {
    return decode(readBytes(file), color, file.toString());
  }

  /**
   * Decodes the bytes of a file.
   *
   * @param name names the image in errors
   */
  public static Image decode(byte[] content, ColorType color, String name) {
    try {
      return Image.owning(decodeMat(content, color, name));
    } catch (IllegalArgumentException e) {
      throw new DataException(name + ": " + e.getMessage(), e);
    }
  }

  /** The matrix that a file holds, of any depth; the caller closes it. */
  static Mat readMat(Path file, ColorType color) {
    return decodeMat(readBytes(file), color, file.toString());
  }

  private static Mat decodeMat(byte[] content, ColorType color, String name) {
    if (content.length == 0) {
      throw new DataException(name + ": the image file is empty");
    }
    if (Truncation.isTruncated(content)) {
      throw new DataException(
          name + ": image file is truncated; fetch it again, or leave it out of the data");
    }
    OpenCv.load();
    try (BytePointer bytes = new BytePointer(content);
        Mat encoded = new Mat(1, content.length, opencv_core.CV_8UC1, bytes)) {
      Mat decoded = opencv_imgcodecs.imdecode(encoded, color.flag());
      if (decoded == null || decoded.empty()) {
        throw new DataException(
            name
                + ": not an image that can be decoded (JPEG, PNG, BMP, WebP, TIFF and others are)");
      }
      return decoded;
    } catch (DataException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DataException(name + ": cannot decode: " + reason(e), e);
    }
  }

  /** What OpenCV says, without the place in its sources. */
  private static String reason(RuntimeException e) {
    String message = String.valueOf(e.getMessage()).strip();
    return message.substring(message.indexOf("error: ") + 1).replaceFirst("^rror: ", "");
  }

  /** Writes an image by the format of the file's extension. */
  public static void write(Path file, Image image) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    byte[] bytes = encode(image, dot < 0 ? "" : name.substring(dot), file.toString());
    AtomicFiles.write(file, temporary -> Files.write(temporary, bytes));
  }

  /**
   * The bytes of a file.
   *
   * @param extension tells the format, such as {@code .jpg}
   * @param name names the image in errors
   */
  public static byte[] encode(Image image, String extension, String name) {
    try (BytePointer encoded = new BytePointer()) {
      if (extension.isEmpty() || !opencv_imgcodecs.imencode(extension, image.mat(), encoded)) {
        throw new DataException(name + ": cannot write an image of the format '" + extension + "'");
      }
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }

  /**
   * What remains of an image that was written as JPEG.
   *
   * @param quality from 0 to 100
   */
  public static Image throughJpeg(Image image, int quality) {
    int[] options = {opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality};
    try (BytePointer encoded = new BytePointer();
        IntPointer settings = new IntPointer(options)) {
      opencv_imgcodecs.imencode(".jpg", image.mat(), encoded, settings);
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return decode(bytes, ColorType.UNCHANGED, "a JPEG in memory");
    }
  }

  private static byte[] readBytes(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + ": is a directory; expected an image file");
    }
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new DataException(
          file + ": no such image file; check data_root, data_prefix and the annotation file", e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }
}
