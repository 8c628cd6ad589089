package org.vedette.tensor.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.vedette.base.CheckpointException;

/** Recognizes files that people take for checkpoints, so that the error can say what they are. */
final class FileKinds {
  static final int ZIP_MAGIC = 0x04034b50;
  private static final int EMPTY_ZIP_MAGIC = 0x06054b50;
  private static final int TAR_MAGIC_AT = 257;

  private FileKinds() {}

  /** Throws for a file that is surely no checkpoint. */
  static void refuseOthers(MappedFile file, ByteBuffer head) {
    String start = text(head, 0, 64);
    if (start.startsWith("version https://git-lfs")) {
      throw not(file, "a Git LFS pointer; fetch the file itself with 'git lfs pull'");
    }
    if (start.stripLeading().startsWith("<")) {
      throw not(file, "an HTML or XML page; did the download fail?");
    }
    if (start.startsWith("\u001f\u008b")) {
      throw not(file, "a gzip archive; unpack it first");
    }
    if (head.remaining() >= 4 && head.getInt(0) == EMPTY_ZIP_MAGIC) {
      throw not(file, "an empty zip archive");
    }
    if (text(head, TAR_MAGIC_AT, 5).equals("ustar")) {
      throw not(file, "a tar archive; if PyTorch 0.1 wrote it, save it again with a newer one");
    }
    if (text(head, 1, 3).equals("HDF")) {
      throw not(file, "an HDF5 file, perhaps of Keras");
    }
  }

  /** The error for a file that is none of the formats. */
  static CheckpointException unknown(MappedFile file, Throwable cause) {
    return new CheckpointException(
        file.name()
            + ": not a checkpoint: expected a PyTorch .pth, a Detectron2 .pkl or a .safetensors"
            + " file, got something else (is it truncated, or a text?)",
        cause);
  }

  private static CheckpointException not(MappedFile file, String kind) {
    return new CheckpointException(
        file.name() + ": expected a checkpoint (.pth, .pkl or .safetensors), got " + kind);
  }

  private static String text(ByteBuffer head, int from, int length) {
    int end = Math.min(head.limit(), from + length);
    byte[] bytes = new byte[Math.max(0, end - from)];
    if (bytes.length > 0) {
      head.get(from, bytes);
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
