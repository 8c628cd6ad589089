package org.vedette.tensor.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes a zip archive of stored records whose contents begin at multiples of 64 bytes, as PyTorch
 * does, so that they can be mapped. Sizes and offsets go to zip64 fields where 32 bits are too few.
 */
final class ZipWriter {
  /** A record's content, which is read twice: for its CRC and to be written. */
  interface Content {
    /** Hands out the content in parts, in order. */
    void forEachPart(PartConsumer consumer) throws IOException;

    /** Bytes of the content. */
    long size();
  }

  /** Takes parts of a content. */
  interface PartConsumer {
    /** Takes the next part. */
    void accept(ByteBuffer part) throws IOException;
  }

  private static final int ALIGNMENT = 64;
  private static final long FULL = 0xffff_ffffL;

  /** 1 January 1980: zip's zero, so that the same content gives the same bytes. */
  private static final int DATE = 0x21;

  private static final int UTF8_NAMES = 1 << 11;

  /** The id of PyTorch's padding field, "FB". */
  private static final int PADDING_ID = 0x4246;

  private final WritableByteChannel out;
  private final long limit32;
  private final ByteArrayOutputStream central = new ByteArrayOutputStream();
  private final CRC32 identity = new CRC32();
  private long position;
  private long count;

  ZipWriter(WritableByteChannel out) {
    this(out, FULL);
  }

  /** A writer that uses zip64 from {@code limit32} on; for tests. */
  ZipWriter(WritableByteChannel out, long limit32) {
    this.out = out;
    this.limit32 = limit32;
  }

  static Content bytes(byte[] content) {
    return new Content() {
      @Override
      public void forEachPart(PartConsumer consumer) throws IOException {
        consumer.accept(ByteBuffer.wrap(content));
      }

      @Override
      public long size() {
        return content.length;
      }
    };
  }

  /** A number that names and contents of all records so far determine. */
  long identity() {
    return identity.getValue();
  }

  void add(String name, Content content) throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    content.forEachPart(crc::update);
    identity.update(nameBytes);
    identity.update(buffer(8).putLong(crc.getValue()).flip());
    long header = position;
    writeLocal(nameBytes, crc.getValue(), content.size());
    content.forEachPart(this::write);
    if (position != dataEnd(header, nameBytes.length, content.size())) {
      throw new IOException("a record changed while it was written");
    }
    addCentral(nameBytes, crc.getValue(), content.size(), header);
    count++;
  }

  private boolean isLarge(long value) {
    return value >= limit32;
  }

  private void writeLocal(byte[] name, long crc, long size) throws IOException {
    boolean large = isLarge(size);
    int extra = extraLength(position, name.length, large);
    ByteBuffer header = buffer(30 + name.length + extra);
    header.putInt(0x04034b50);
    common(header, crc, size, large);
    header.putShort((short) name.length).putShort((short) extra).put(name);
    if (large) {
      header.putShort((short) 1).putShort((short) 16).putLong(size).putLong(size);
    }
    int padding = header.remaining() - 4;
    header.putShort((short) PADDING_ID).putShort((short) padding);
    header.position(header.limit());
    write(header.flip());
  }

  /** The fields that local and central header share, from "version needed" to the sizes. */
  private static void common(ByteBuffer header, long crc, long size, boolean large) {
    int shown = (int) (large ? FULL : size);
    header.putShort((short) (large ? 45 : 20)).putShort((short) UTF8_NAMES).putShort((short) 0);
    header.putShort((short) 0).putShort((short) DATE);
    header.putInt((int) crc).putInt(shown).putInt(shown);
  }

  /** Length of the extra fields, padded so that the content is aligned. */
  private static int extraLength(long header, int nameLength, boolean large) {
    int least = (large ? 20 : 0) + 4;
    long start = header + 30 + nameLength + least;
    return least + (int) Math.floorMod(-start, (long) ALIGNMENT);
  }

  private long dataEnd(long header, int nameLength, long size) {
    return header + 30 + nameLength + extraLength(header, nameLength, isLarge(size)) + size;
  }

  private void addCentral(byte[] name, long crc, long size, long header) {
    boolean largeSize = isLarge(size);
    boolean largeOffset = isLarge(header);
    int fields = (largeSize ? 16 : 0) + (largeOffset ? 8 : 0);
    int extra = fields == 0 ? 0 : fields + 4;
    byte[] bytes = new byte[46 + name.length + extra];
    ByteBuffer entry = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    entry.putInt(0x02014b50).putShort((short) (fields == 0 ? 20 : 45));
    common(entry, crc, size, largeSize);
    entry.putShort((short) name.length).putShort((short) extra);
    // No comment, first disk, no attributes.
    entry.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    entry.putInt((int) (largeOffset ? FULL : header)).put(name);
    if (fields > 0) {
      entry.putShort((short) 1).putShort((short) fields);
    }
    if (largeSize) {
      entry.putLong(size).putLong(size);
    }
    if (largeOffset) {
      entry.putLong(header);
    }
    central.writeBytes(bytes);
  }

  /** Writes the directory. */
  void finish() throws IOException {
    long start = position;
    long size = central.size();
    write(ByteBuffer.wrap(central.toByteArray()));
    boolean large = isLarge(start) || isLarge(size) || count >= 0xffff;
    if (large) {
      writeEnd64(start, size);
    }
    short shownCount = (short) (large ? 0xffff : count);
    ByteBuffer end = buffer(22);
    end.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort(shownCount).putShort(shownCount);
    end.putInt((int) (large ? FULL : size)).putInt((int) (large ? FULL : start));
    end.putShort((short) 0);
    write(end.flip());
  }

  private void writeEnd64(long start, long size) throws IOException {
    long at = position;
    ByteBuffer end = buffer(56 + 20);
    end.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    end.putInt(0).putInt(0).putLong(count).putLong(count).putLong(size).putLong(start);
    end.putInt(0x07064b50).putInt(0).putLong(at).putInt(1);
    write(end.flip());
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void write(ByteBuffer part) throws IOException {
    while (part.hasRemaining()) {
      position += out.write(part);
    }
  }
}
