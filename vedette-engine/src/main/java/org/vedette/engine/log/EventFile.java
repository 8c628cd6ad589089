package org.vedette.engine.log;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;

/** A file of TensorBoard's events: TensorFlow's records, each an {@code Event} message. */
final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";
  private static final int MASK = 0xA282EAD8;
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int VALUE = 1;

  private final Path file;
  private final OutputStream out;

  /** Starts a file; one that is there already grows. */
  EventFile(Path file) {
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      out =
          new BufferedOutputStream(
              Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw unwritable(e);
    }
    record(new ProtoMessage().real64(WALL_TIME, now()).text(FILE_VERSION, VERSION));
    flush();
  }

  private DataException unwritable(IOException e) {
    return new DataException("cannot write " + file + ": " + AtomicFiles.reason(e), e);
  }

  private static double now() {
    return System.currentTimeMillis() / 1000.0;
  }

  /** Adds an event with one {@code Summary.Value}. */
  void add(long step, ProtoMessage value) {
    record(
        new ProtoMessage()
            .real64(WALL_TIME, now())
            .number(STEP, step)
            .message(SUMMARY, new ProtoMessage().message(VALUE, value)));
  }

  private void record(ProtoMessage event) {
    byte[] data = event.toBytes();
    byte[] length = little(Long.BYTES).putLong(data.length).array();
    try {
      out.write(length);
      out.write(little(Integer.BYTES).putInt(checksum(length)).array());
      out.write(data);
      out.write(little(Integer.BYTES).putInt(checksum(data)).array());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** TensorFlow's masked CRC: of data that holds CRCs, a plain one is weak. */
  static int checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  /** Brings all events to the file. */
  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
