package org.vedette.tensor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.CheckpointException;
import org.vedette.base.SharedData;

/** Good files with seeded damage: each reads, or gives a clean error, in bounded time. */
class DamagedCheckpointsTest {
  private static final int ROUNDS = Integer.getInteger("vedette.fuzz.rounds", 100);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void damagedFilesReadOrGiveACheckpointException() throws IOException {
    int errors = 0;
    int tried = 0;
    for (Path file : goodFiles()) {
      byte[] good = Files.readAllBytes(file);
      Random random = new Random(file.getFileName().toString().hashCode());
      for (int round = 0; round < ROUNDS; round++) {
        tried++;
        errors += open(file + " round " + round, damage(good, random)) ? 0 : 1;
      }
    }
    assertThat(errors).isBetween(tried / 2, tried);
  }

  /** Behind a right CRC, where only the pickle reader itself can find the damage. */
  @Test
  void damagedPicklesInSoundArchivesReadOrGiveACheckpointException() throws IOException {
    int errors = 0;
    int tried = 0;
    for (Path file : goodFiles()) {
      if (!file.toString().endsWith(".pth") || !isZip(file)) {
        continue;
      }
      Random random = new Random(file.getFileName().toString().hashCode());
      for (int round = 0; round < ROUNDS; round++) {
        tried++;
        errors += open(file + " round " + round, rezipped(file, random)) ? 0 : 1;
      }
    }
    assertThat(errors).isBetween(tried / 4, tried);
  }

  private static List<Path> goodFiles() throws IOException {
    Path shared = SharedData.require("reference/components/checkpoints");
    try (Stream<Path> files = Files.list(shared)) {
      return files
          .filter(file -> !file.toString().endsWith(".gz"))
          .filter(file -> !file.getFileName().toString().startsWith("broken"))
          .sorted()
          .toList();
    }
  }

  private static boolean isZip(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).getInt() == 0x504b0304;
  }

  private static byte[] damage(byte[] good, Random random) {
    byte[] bytes = good.clone();
    switch (random.nextInt(4)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> flip(bytes, random, 1);
      case 2 -> flip(bytes, random, 1 + random.nextInt(20));
      default -> {
        // A stretch of the file copied over another one.
        int length = 1 + random.nextInt(Math.min(64, bytes.length - 1));
        int from = random.nextInt(bytes.length - length + 1);
        int to = random.nextInt(bytes.length - length + 1);
        System.arraycopy(good, from, bytes, to, length);
      }
    }
    return bytes;
  }

  private static void flip(byte[] bytes, Random random, int times) {
    for (int i = 0; i < times; i++) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /** The archive with its pickle damaged and its checksums right. */
  private byte[] rezipped(Path file, Random random) throws IOException {
    Path target = folder.resolve("rezipped.pth");
    try (MappedFile mapped = MappedFile.open(file);
        FileChannel out =
            FileChannel.open(
                target,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      ZipDirectory directory = ZipDirectory.read(mapped);
      ZipWriter zip = new ZipWriter(out);
      for (Map.Entry<String, ZipDirectory.Entry> entry : directory.entries().entrySet()) {
        ByteBuffer content = directory.content(entry.getValue());
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        boolean pickle = entry.getKey().endsWith("data.pkl");
        zip.add(entry.getKey(), ZipWriter.bytes(pickle ? damage(bytes, random) : bytes));
      }
      zip.finish();
    }
    return Files.readAllBytes(target);
  }

  /** Whether it opens and all its tensors can be read. */
  private boolean open(String what, byte[] bytes) {
    Path file = folder.resolve("damaged");
    long start = System.nanoTime();
    try {
      Files.write(file, bytes);
      try (Checkpoint checkpoint = Checkpoint.open(file)) {
        checkpoint.stateDict().values().forEach(HostTensor::data);
        CheckpointInfo.of(checkpoint).json(true);
      }
      return true;
    } catch (CheckpointException e) {
      assertThat(e.getMessage()).as(what).contains("damaged");
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(what, e);
    } finally {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(LONGEST);
    }
  }
}
