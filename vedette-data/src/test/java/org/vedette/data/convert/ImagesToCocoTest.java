package org.vedette.data.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.DataException;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class ImagesToCocoTest {
  @TempDir private Path folder;

  @BeforeEach
  void drawPictures() throws IOException {
    for (String name : List.of("b.png", "sub/a.JPG", "c.bmp")) {
      try (Image image = Image.of(new byte[600], 10, 20, 3)) {
        ImageFiles.write(folder.resolve("images").resolve(name), image);
      }
    }
    Files.createFile(folder.resolve("images/.hidden"));
  }

  private ConvertReport convert(String... excluded) {
    return ImagesToCoco.run(
        folder.resolve("images"),
        List.of("cat", "dog"),
        List.of(excluded),
        folder.resolve("out/test.json"));
  }

  @Test
  void allImagesBelowAreListedByName() {
    ConvertReport report = convert("BMP");
    assertThat(report.splits().get(0).images()).isEqualTo(2);
    CocoAnnotations coco = CocoAnnotations.read(folder.resolve("out/test.json"));
    assertThat(coco.fileName(0)).isEqualTo("b.png");
    assertThat(coco.fileName(1)).isEqualTo("sub/a.JPG");
    assertThat(coco.imageId(0)).isEqualTo(1);
    assertThat(coco.height(1)).isEqualTo(10);
    assertThat(coco.width(1)).isEqualTo(20);
    assertThat(coco.categoryNames()).containsExactly("cat", "dog");
    assertThat(coco.size()).isZero();
  }

  @Test
  void filesThatAreNoImagesAreToldUnlessTheyAreExcluded() throws IOException {
    Files.writeString(folder.resolve("images/notes.txt"), "text");
    assertThatThrownBy(() -> convert())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("notes.txt: not an image that can be decoded");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(convert("txt", "png").splits().get(0).images()).isEqualTo(2);
    assertThatThrownBy(() -> convert("txt", "png", "jpg", "bmp"))
        .hasMessageContaining("holds no images");
  }
}
