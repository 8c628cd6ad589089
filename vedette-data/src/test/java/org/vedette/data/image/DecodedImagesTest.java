package org.vedette.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.data.Nodes;

class DecodedImagesTest {
  @TempDir Path folder;

  /** A file of 4 x 2 pixels of one colour, as old as it is told. */
  private Path write(String name, int colour, long seconds) throws IOException {
    Path file = folder.resolve(name);
    byte[] pixels = new byte[24];
    Arrays.fill(pixels, (byte) colour);
    try (Image image = Image.of(pixels, 2, 4, 3)) {
      ImageFiles.write(file, image);
    }
    Files.setLastModifiedTime(file, FileTime.fromMillis(1000 * seconds));
    return file;
  }

  private static int colour(DecodedImages images, Path file) {
    try (Image image = images.read(file, ColorType.COLOR)) {
      assertThat(image.width()).isEqualTo(4);
      return image.toBytes()[23];
    }
  }

  /** A file that changes without a trace in its size and time shows that it is not read again. */
  private void checkKept(DecodedImages images) throws IOException {
    Path file = write("a.bmp", 5, 100);
    assertThat(colour(images, file)).isEqualTo(5);
    write("a.bmp", 6, 100);
    assertThat(colour(images, file)).isEqualTo(5);
    write("a.bmp", 7, 101);
    assertThat(colour(images, file)).isEqualTo(7);
    try (Image grey = images.read(file, ColorType.GRAYSCALE)) {
      assertThat(grey.channels()).isEqualTo(1);
    }
    assertThatThrownBy(() -> images.read(folder.resolve("none.bmp"), ColorType.COLOR))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such image file");
  }

  @Test
  void imagesInMemoryAreDecodedOnceUntilTheirFileChanges() throws IOException {
    checkKept(new RamImages(1000));
    assertThat(DecodedImages.ram()).isSameAs(DecodedImages.ram());
  }

  @Test
  void imagesOnDiskAreDecodedOnceUntilTheirFileChanges() throws IOException {
    checkKept(DecodedImages.disk(folder.resolve("cache")));
    assertThat(colour(DecodedImages.disk(folder.resolve("cache")), write("a.bmp", 9, 101)))
        .isEqualTo(7);
  }

  @Test
  void memoryFillsToItsLimitAndKeepsWhatIsThere() throws IOException {
    RamImages images = new RamImages(50);
    for (int i = 0; i < 4; i++) {
      assertThat(colour(images, write(i + ".bmp", i, 100))).isEqualTo(i);
      write(i + ".bmp", 10 + i, 100);
    }
    assertThat(images.bytes()).isEqualTo(48);
    assertThat(Stream.of(0, 1, 2, 3).map(i -> colour(images, folder.resolve(i + ".bmp"))))
        .isEqualTo(List.of(0, 1, 12, 13));
  }

  @Test
  void whatACallerDoesToAnImageIsNotKept() throws IOException {
    RamImages images = new RamImages(1000);
    Path file = write("a.bmp", 5, 100);
    for (int i = 0; i < 2; i++) {
      try (Image image = images.read(file, ColorType.COLOR)) {
        assertThat(image.toBytes()[0]).isEqualTo((byte) 5);
        ImageOps.fill(image, 0, 0, 4, 2, new double[] {1, 1, 1});
      }
    }
  }

  @Test
  void aSpoiledFileOfTheCacheIsMadeAnew() throws IOException {
    Path cache = folder.resolve("cache");
    DecodedImages images = DecodedImages.disk(cache);
    Path file = write("a.bmp", 5, 100);
    assertThat(colour(images, file)).isEqualTo(5);
    Path stored;
    try (Stream<Path> files = Files.walk(cache)) {
      stored = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] content = Files.readAllBytes(stored);
    assertThat(content).hasSize(44);
    for (byte[] spoiled :
        List.of(new byte[44], Arrays.copyOf(content, 30), new byte[3], flipped(content))) {
      Files.write(stored, spoiled);
      assertThat(colour(images, file)).isEqualTo(5);
      assertThat(Files.readAllBytes(stored)).isEqualTo(content);
    }
  }

  private static byte[] flipped(byte[] content) {
    byte[] flipped = content.clone();
    flipped[40] ^= 1;
    return flipped;
  }

  @Test
  void aConfigNamesThePlace() {
    assertThat(Nodes.transform("dict(type='LoadImageFromFile', cache='ram')")).isNotNull();
    assertThatThrownBy(() -> Nodes.transform("dict(type='LoadImageFromFile', cache='tape')"))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> Nodes.transform("dict(type='LoadImageFromFile', cache_dir='/tmp')"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cache='disk'");
  }
}
