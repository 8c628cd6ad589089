package org.vedette.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;

/**
 * Keeps decoded images as files of raw pixels. A file is written under another name and renamed, so
 * that a reader sees all of it or none; a checksum tells one that a power cut has spoiled. Nothing
 * is written when the disk is nearly full.
 *
 * <p>A file holds a mark, rows, columns, channels and the checksum, each four bytes, and the
 * pixels.
 */
final class DiskImages implements DecodedImages {
  private static final int MARK = 0x56444931;
  private static final int HEADER = 20;

  /** The share of the disk that is left free. */
  private static final double FREE = 0.05;

  private final Path folder;

  DiskImages(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataException(
          folder + ": cannot make the folder of decoded images: " + AtomicFiles.reason(e), e);
    }
  }

  /** Beside the weights that were fetched. */
  static Path usualFolder() {
    String named = System.getenv("VEDETTE_CACHE");
    Path cache =
        named == null || named.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache", "vedette")
            : Path.of(named);
    return cache.resolve("images");
  }

  @Override
  public Image read(Path file, ColorType color) {
    FileVersion version = FileVersion.of(file, color);
    if (version == null) {
      return ImageFiles.read(file, color);
    }
    Path stored = stored(version);
    Image known = load(stored);
    if (known != null) {
      return known;
    }
    Image image = ImageFiles.read(file, color);
    if (!image.isFloat()) {
      store(image, stored);
    }
    return image;
  }

  /** Where the pixels of a version lie; folders of two letters keep each small. */
  private Path stored(FileVersion version) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(version.toString().getBytes(StandardCharsets.UTF_8));
      String name = HexFormat.of().formatHex(hash, 0, 16);
      return folder.resolve(name.substring(0, 2)).resolve(name.substring(2));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The stored pixels; null when there are none, or not whole. */
  private static Image load(Path stored) {
    if (!Files.isRegularFile(stored)) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(stored, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      fill(channel, header);
      header.flip();
      if (header.remaining() < HEADER || header.getInt() != MARK) {
        return null;
      }
      int height = header.getInt();
      int width = header.getInt();
      int channels = header.getInt();
      if (channel.size() != HEADER + (long) height * width * channels) {
        return null;
      }
      Image image = Image.owning(new Mat(height, width, opencv_core.CV_8UC(channels)));
      ByteBuffer pixels = image.buffer();
      fill(channel, pixels);
      if (checksum(image) == header.getInt()) {
        return image;
      }
      image.close();
      return null;
    } catch (IOException e) {
      // The image itself is there to be read.
      return null;
    }
  }

  private static void fill(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // Each read takes what is there.
    }
  }

  private static int checksum(Image image) {
    CRC32 sum = new CRC32();
    sum.update(image.buffer());
    return (int) sum.getValue();
  }

  private void store(Image image, Path stored) {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putInt(MARK).putInt(image.height()).putInt(image.width()).putInt(image.channels());
    header.putInt(checksum(image)).flip();
    if (isNearlyFull(image.byteCount())) {
      return;
    }
    AtomicFiles.writeUnflushed(
        stored,
        temporary -> {
          try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer pixels = image.buffer();
            while (header.hasRemaining() || pixels.hasRemaining()) {
              channel.write(new ByteBuffer[] {header, pixels});
            }
          }
        });
  }

  private boolean isNearlyFull(long bytes) {
    long all = folder.toFile().getTotalSpace();
    return folder.toFile().getUsableSpace() - bytes < FREE * all;
  }
}
