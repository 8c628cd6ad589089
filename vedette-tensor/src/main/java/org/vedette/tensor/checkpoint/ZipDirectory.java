package org.vedette.tensor.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.vedette.base.CheckpointException;

/**
 * The central directory of a zip or zip64 archive, so that stored records can be mapped where they
 * lie (java.util.zip only streams them).
 */
final class ZipDirectory {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END64 = 0x06064b50;
  private static final int END64_SIZE = 56;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int LOCATOR64_SIZE = 20;
  private static final int CENTRAL_SIZE = 46;
  private static final int LOCAL_SIZE = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final long NOT_HERE = 0xffff_ffffL;

  /**
   * Weights hardly shrink; what shrinks more than this and inflates to more than this is a bomb.
   */
  private static final long MAX_DEFLATE_RATIO = 100;

  private static final long HARMLESS_SIZE = 1 << 26;

  private static final int CRC_CHUNK = 1 << 26;

  /**
   * A record.
   *
   * @param crc its CRC-32; 0 when the writer left it out
   * @param compressed bytes in the file
   * @param size bytes of the content
   * @param header where its local header lies
   */
  record Entry(String name, int method, long crc, long compressed, long size, long header) {
    boolean isStored() {
      return method == STORED;
    }
  }

  private final MappedFile file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private ZipDirectory(MappedFile file) {
    this.file = file;
  }

  static ZipDirectory read(MappedFile file) {
    ZipDirectory directory = new ZipDirectory(file);
    directory.readEnd();
    return directory;
  }

  /** The records by name, in the directory's order. */
  Map<String, Entry> entries() {
    return entries;
  }

  private void readEnd() {
    long tailLength = Math.min(file.size(), END_SIZE + 0xffff);
    long tailStart = file.size() - tailLength;
    ByteBuffer tail = file.slice(tailStart, tailLength);
    int at = (int) tailLength - END_SIZE;
    while (at >= 0 && (tail.getInt(at) != END || at + END_SIZE + comment(tail, at) > tailLength)) {
      at--;
    }
    if (at < 0) {
      throw broken("its end is missing: the file is truncated (an interrupted download or copy?)");
    }
    long count = tail.getShort(at + 10) & 0xffff;
    long size = tail.getInt(at + 12) & NOT_HERE;
    long offset = tail.getInt(at + 16) & NOT_HERE;
    ByteBuffer end64 = end64(tailStart + at);
    if (end64 != null) {
      count = end64.getLong(32);
      size = end64.getLong(40);
      offset = end64.getLong(48);
    }
    readCentral(count, size, offset);
  }

  private static int comment(ByteBuffer tail, int at) {
    return tail.getShort(at + 20) & 0xffff;
  }

  /** The zip64 end record, or null when the archive has none. */
  private ByteBuffer end64(long end) {
    long locatorAt = end - LOCATOR64_SIZE;
    if (locatorAt < 0) {
      return null;
    }
    ByteBuffer locator = file.slice(locatorAt, LOCATOR64_SIZE);
    if (locator.getInt(0) != LOCATOR64) {
      return null;
    }
    ByteBuffer record = file.slice(locator.getLong(8), END64_SIZE);
    if (record.getInt(0) != END64) {
      throw broken("its zip64 end record is not where it should be");
    }
    return record;
  }

  private void readCentral(long count, long size, long offset) {
    if (count < 0 || count > size / CENTRAL_SIZE || size > Integer.MAX_VALUE) {
      throw broken("its directory of " + size + " bytes cannot hold " + count + " records");
    }
    ByteBuffer central = file.slice(offset, size);
    int at = 0;
    for (long i = 0; i < count; i++) {
      if (at + CENTRAL_SIZE > size || central.getInt(at) != CENTRAL_HEADER) {
        throw broken("its directory is damaged at record " + i);
      }
      int nameLength = central.getShort(at + 28) & 0xffff;
      int extraLength = central.getShort(at + 30) & 0xffff;
      int commentLength = central.getShort(at + 32) & 0xffff;
      long next = (long) at + CENTRAL_SIZE + nameLength + extraLength + commentLength;
      if (next > size) {
        throw broken("its directory is damaged at record " + i);
      }
      add(central.slice(at, (int) next - at).order(ByteOrder.LITTLE_ENDIAN), nameLength);
      at = (int) next;
    }
  }

  private void add(ByteBuffer header, int nameLength) {
    byte[] nameBytes = new byte[nameLength];
    header.get(CENTRAL_SIZE, nameBytes);
    String name = new String(nameBytes, StandardCharsets.UTF_8);
    if ((header.getShort(8) & 1) != 0) {
      throw broken("record " + name + " is encrypted");
    }
    int method = header.getShort(10) & 0xffff;
    if (method != STORED && method != DEFLATED) {
      throw broken("record " + name + " is compressed by method " + method + ", known is deflate");
    }
    long[] sizes = {
      header.getInt(24) & NOT_HERE, header.getInt(20) & NOT_HERE, header.getInt(42) & NOT_HERE
    };
    fillFromZip64(header, CENTRAL_SIZE + nameLength, sizes);
    Entry entry =
        new Entry(name, method, header.getInt(16) & NOT_HERE, sizes[1], sizes[0], sizes[2]);
    checkSizes(entry);
    if (entries.put(name, entry) != null) {
      throw broken("record " + name + " is there twice");
    }
  }

  /** Replaces size, compressed size and offset, in this order, where they did not fit 32 bits. */
  private static void fillFromZip64(ByteBuffer header, int extraAt, long[] sizes) {
    int extraEnd = extraAt + (header.getShort(30) & 0xffff);
    int at = extraAt;
    while (at + 4 <= extraEnd) {
      int id = header.getShort(at) & 0xffff;
      int end = at + 4 + (header.getShort(at + 2) & 0xffff);
      if (id == 1) {
        int field = at + 4;
        for (int i = 0; i < sizes.length; i++) {
          if (sizes[i] == NOT_HERE && field + 8 <= Math.min(end, extraEnd)) {
            sizes[i] = header.getLong(field);
            field += 8;
          }
        }
      }
      at = end;
    }
  }

  private void checkSizes(Entry entry) {
    if (entry.size < 0 || entry.compressed < 0 || entry.compressed > file.size()) {
      throw broken("record " + entry.name + " has an impossible size");
    }
    if (entry.isStored() && entry.size != entry.compressed) {
      throw broken("record " + entry.name + " is stored, but its two sizes differ");
    }
    if (entry.size > HARMLESS_SIZE && entry.size / MAX_DEFLATE_RATIO > entry.compressed) {
      throw broken(
          "record "
              + entry.name
              + " would inflate from "
              + entry.compressed
              + " to "
              + entry.size
              + " bytes: refused as a zip bomb");
    }
  }

  /** Where the content of a record starts. */
  private long start(Entry entry) {
    ByteBuffer local = file.slice(entry.header, LOCAL_SIZE);
    if (local.getInt(0) != LOCAL_HEADER) {
      throw broken("record " + entry.name + " is not where the directory says");
    }
    return entry.header
        + LOCAL_SIZE
        + (local.getShort(26) & 0xffff)
        + (local.getShort(28) & 0xffff);
  }

  /** A record's content: mapped when it is stored, else inflated. It is checked against its CRC. */
  ByteBuffer content(Entry entry) {
    if (entry.size > Integer.MAX_VALUE) {
      throw broken("record " + entry.name + " is larger than 2 GiB");
    }
    ByteBuffer raw = file.slice(start(entry), entry.compressed);
    ByteBuffer content = entry.isStored() ? raw : inflate(entry, raw);
    CRC32 crc = new CRC32();
    crc.update(content.duplicate());
    checkCrc(entry, crc);
    return content;
  }

  /** Reads parts of a record; the first read checks its CRC. */
  Storage.Source source(Entry entry) {
    return new RecordSource(entry);
  }

  private void checkCrc(Entry entry, CRC32 crc) {
    if (entry.crc != 0 && crc.getValue() != entry.crc) {
      throw broken(
          String.format(
              "record %s is damaged: expected CRC-32 %08x, got %08x",
              entry.name, entry.crc, crc.getValue()));
    }
  }

  private ByteBuffer inflate(Entry entry, ByteBuffer raw) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(raw);
      ByteBuffer out = HostTensor.allocate(entry.size);
      while (out.hasRemaining() && inflater.inflate(out) > 0) {
        // Inflates until the output is full or the input gives nothing more.
      }
      if (out.hasRemaining()) {
        throw broken("record " + entry.name + " inflates to less than its size");
      }
      return out.flip();
    } catch (DataFormatException e) {
      throw broken("record " + entry.name + " cannot be inflated: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private CheckpointException broken(String what) {
    return new CheckpointException(file.name() + ": not a readable zip archive: " + what);
  }

  private final class RecordSource implements Storage.Source {
    private final Entry entry;
    private final long start;
    private boolean checked;

    RecordSource(Entry entry) {
      this.entry = entry;
      this.start = start(entry);
    }

    @Override
    public synchronized ByteBuffer read(long from, int length) {
      if (!entry.isStored()) {
        return content(entry).slice((int) from, length);
      }
      if (!checked) {
        check();
        checked = true;
      }
      return file.slice(start + from, length);
    }

    private void check() {
      CRC32 crc = new CRC32();
      for (long done = 0; done < entry.size; done += CRC_CHUNK) {
        crc.update(file.slice(start + done, Math.min(CRC_CHUNK, entry.size - done)));
      }
      checkCrc(entry, crc);
    }
  }
}
