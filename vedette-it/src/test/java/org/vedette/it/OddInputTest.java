package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.SharedData;
import org.vedette.base.SharedJson;

/** Pictures that are rare but right: {@code vedette infer} takes them like any other. */
@Tag("real")
class OddInputTest {
  @TempDir private static Path folder;

  private static String weights;

  @BeforeAll
  static void writePictures() throws IOException {
    weights = SharedData.require("data/weights/yolox_nano_coco.pth").toString();
    byte[] demo = Files.readAllBytes(SharedData.require("data/upstream_samples/demo/demo.jpg"));
    write("dot.png", 1, 1, BufferedImage.TYPE_3BYTE_BGR);
    write("gray.png", 40, 30, BufferedImage.TYPE_BYTE_GRAY);
    write("gray16.png", 40, 30, BufferedImage.TYPE_USHORT_GRAY);
    write("alpha.png", 40, 30, BufferedImage.TYPE_4BYTE_ABGR);
    write("palette.png", 40, 30, BufferedImage.TYPE_BYTE_INDEXED);
    write("one.gif", 40, 30, BufferedImage.TYPE_BYTE_INDEXED);
    Files.write(folder.resolve("turned.jpg"), Pictures.withOrientation(demo, 6));
    for (String name :
        new String[] {
          "UPPER.JPG", "with space.jpg", "ünïcode-漢字.jpg", "[a]{b}*.jpg", ".jpg", "jpeg.png"
        }) {
      Files.write(folder.resolve(name), demo);
    }
    Files.createSymbolicLink(folder.resolve("link.jpg"), Path.of("UPPER.JPG"));
  }

  private static void write(String name, int width, int height, int type) throws IOException {
    String format = name.substring(name.lastIndexOf('.') + 1);
    BufferedImage image = new BufferedImage(width, height, type);
    assertThat(ImageIO.write(image, format, folder.resolve(name).toFile())).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "dot.png, 0",
    "gray.png, 0",
    "gray16.png, 0",
    "alpha.png, 0",
    "palette.png, 0",
    "one.gif, 0",
    "UPPER.JPG, 1",
    "with space.jpg, 1",
    "ünïcode-漢字.jpg, 1",
    "[a]{b}*.jpg, 1",
    ".jpg, 1",
    "jpeg.png, 1",
    "link.jpg, 1",
    "turned.jpg, 0",
  })
  void isDetectedIn(String name, int least) {
    Path out = folder.resolve("out of " + name);

    CommandRun run =
        CommandRun.of(
            "infer",
            BadInputs.config().toString(),
            weights,
            folder.resolve(name).toString(),
            "--out-dir",
            out.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(out.resolve("vis").resolve(name)).isRegularFile();
    int dot = name.lastIndexOf('.');
    String stem = dot <= 0 ? name : name.substring(0, dot);
    Map<String, Object> found =
        SharedJson.map(SharedJson.read(out.resolve("preds").resolve(stem + ".json")));
    assertThat(SharedJson.list(found.get("bboxes")))
        .hasSameSizeAs(SharedJson.list(found.get("scores")))
        .hasSizeGreaterThanOrEqualTo(least);
  }
}
