package org.vedette.tensor.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.vedette.base.AtomicFiles;
import org.vedette.base.CheckpointException;

/**
 * A file mapped into memory, in one piece where Java can (up to 2 GiB), else a map per request.
 *
 * <p>Closing gives up the file; the memory itself goes with the last view, because taking it away
 * from under a view would crash the JVM.
 */
final class MappedFile implements AutoCloseable {
  private final String name;
  private final FileChannel channel;
  private final long size;
  private ByteBuffer whole;

  private MappedFile(Path path, FileChannel channel) throws IOException {
    this.name = path.toString();
    this.channel = channel;
    this.size = channel.size();
    this.whole = size <= Integer.MAX_VALUE ? map(0, size) : null;
  }

  /** Opens a regular file that is not empty. */
  static MappedFile open(Path path) {
    if (!Files.exists(path)) {
      throw new CheckpointException(path + ": no such checkpoint file");
    }
    if (Files.isDirectory(path)) {
      throw new CheckpointException(
          path + ": expected a checkpoint file, got a directory; name the .pth file in it");
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
      MappedFile file = new MappedFile(path, channel);
      channel = null;
      if (file.size == 0) {
        file.close();
        throw new CheckpointException(
            path + ": the file is empty; was its download or its writer interrupted?");
      }
      return file;
    } catch (IOException e) {
      throw new CheckpointException(path + ": cannot read: " + AtomicFiles.reason(e), e);
    } finally {
      closeQuietly(channel);
    }
  }

  String name() {
    return name;
  }

  long size() {
    return size;
  }

  /** A little-endian view of a stretch of the file. */
  synchronized ByteBuffer slice(long position, long length) {
    if (position < 0 || length < 0 || length > size || position > size - length) {
      throw new CheckpointException(
          name
              + ": truncated: bytes "
              + position
              + " to "
              + (position + length)
              + " are needed, the file has "
              + size);
    }
    try {
      ByteBuffer view =
          whole != null
              ? whole.slice((int) position, (int) length)
              : map(position, Math.min(length, Integer.MAX_VALUE));
      return view.order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new CheckpointException(name + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  private ByteBuffer map(long position, long length) throws IOException {
    if (!channel.isOpen()) {
      throw new CheckpointException(name + ": the checkpoint was closed");
    }
    return channel.map(FileChannel.MapMode.READ_ONLY, position, length);
  }

  @Override
  public synchronized void close() {
    whole = null;
    closeQuietly(channel);
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException ignored) {
        // Nothing was written, so there is nothing to lose.
      }
    }
  }
}
