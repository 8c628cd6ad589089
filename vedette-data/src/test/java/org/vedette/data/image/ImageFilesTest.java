package org.vedette.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.vedette.base.DataException;
import org.vedette.base.SharedData;
import org.vedette.base.SharedJson;
import org.vedette.data.transform.PixelAssert;

class ImageFilesTest {
  @TempDir Path folder;

  @TestFactory
  @Tag("real")
  Stream<DynamicTest> decodedPixelsEqualCv2() {
    Object root = SharedJson.read("reference/components/transforms/decode.json.gz");
    return SharedJson.list(SharedJson.map(root).get("cases")).stream()
        .map(SharedJson::map)
        .map(c -> DynamicTest.dynamicTest(c.get("path") + " " + c.get("flag"), () -> check(c)));
  }

  private static void check(Map<String, Object> c) {
    String backend = (String) c.getOrDefault("backend", "cv2");
    if (!"cv2".equals(backend)) {
      throw new TestAbortedException("not built: backend " + backend);
    }
    ColorType type = ColorType.valueOf(((String) c.get("flag")).toUpperCase(Locale.ROOT));
    try (Image bgr = ImageFiles.read(SharedData.require((String) c.get("path")), type);
        Image image =
            "rgb".equals(c.get("channel_order"))
                ? ImageOps.convert(bgr, opencv_imgproc.COLOR_BGR2RGB)
                : bgr.copy()) {
      PixelAssert.assertPixels(image, c);
    }
  }

  @Test
  void whatIsWrittenLosslesslyIsReadBack() {
    byte[] pixels = new byte[2 * 3 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (14 * i);
    }
    Path file = folder.resolve("a.png");
    try (Image image = Image.of(pixels, 2, 3, 3)) {
      ImageFiles.write(file, image);
    }
    try (Image read = ImageFiles.read(file)) {
      assertThat(read.toBytes()).isEqualTo(pixels);
      assertThat(read.buffer().remaining()).isEqualTo(pixels.length);
    }
  }

  @Test
  void aJpegThatEndsEarlyIsRefusedWhereverItEnds() throws IOException {
    byte[] whole = jpeg();
    assertThat(ImageFiles.decode(whole, ColorType.COLOR, "a.jpg").height()).isEqualTo(64);
    for (int length = 1; length < whole.length - 1; length += 7) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ImageFiles.decode(part, ColorType.COLOR, "a.jpg"))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("a.jpg: ");
    }
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> ImageFiles.decode(half, ColorType.COLOR, "a.jpg"))
        .hasMessageContaining("image file is truncated");
  }

  @Test
  void bytesAfterTheEndOfAJpegDoNoHarm() throws IOException {
    byte[] whole = jpeg();
    byte[] longer = Arrays.copyOf(whole, whole.length + 100);
    try (Image image = ImageFiles.decode(longer, ColorType.GRAYSCALE, "a.jpg")) {
      assertThat(image.channels()).isEqualTo(1);
    }
  }

  @Test
  void aPngThatEndsEarlyIsRefused() throws IOException {
    Path file = folder.resolve("a.png");
    try (Image image = Image.of(new byte[64 * 64 * 3], 64, 64, 3)) {
      ImageFiles.write(file, image);
    }
    byte[] whole = Files.readAllBytes(file);
    byte[] part = Arrays.copyOf(whole, whole.length - 13);
    assertThatThrownBy(() -> ImageFiles.decode(part, ColorType.COLOR, "a.png"))
        .hasMessageContaining("image file is truncated");
  }

  @Test
  void whatIsNoImageIsRefusedNamingTheFile() throws IOException {
    assertThatThrownBy(() -> ImageFiles.read(folder.resolve("no.jpg")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no.jpg: no such image file");
    assertThatThrownBy(() -> ImageFiles.read(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is a directory");
    Path empty = Files.createFile(folder.resolve("empty.jpg"));
    assertThatThrownBy(() -> ImageFiles.read(empty)).hasMessageContaining("file is empty");
    Path text = Files.writeString(folder.resolve("text.jpg"), "no picture");
    assertThatThrownBy(() -> ImageFiles.read(text)).hasMessageContaining("not an image");
  }

  private byte[] jpeg() throws IOException {
    byte[] pixels = new byte[64 * 64 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * i / 97);
    }
    Path file = folder.resolve("whole.jpg");
    try (Image image = Image.of(pixels, 64, 64, 3)) {
      ImageFiles.write(file, image);
    }
    return Files.readAllBytes(file);
  }
}
