package org.vedette.base.coco;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.JsonReader;
import org.vedette.base.Rle;

class CocoFileTest {
  @TempDir private Path folder;

  private static CocoFile.Instance object(long id, boolean crowd, Segmentation segmentation) {
    return new CocoFile.Instance(id, 1, 2, 0.5, 1, 2, 3.25, 6, crowd, id == 3, segmentation);
  }

  private Path written() {
    Path file = folder.resolve("a.json");
    new CocoFile(
            "test",
            List.of(new CocoFile.Picture(1, "a \"b\".jpg", 3, 4)),
            List.of(
                object(1, false, new Segmentation.Outline(new double[][] {{0, 0, 2, 0, 2, 2.5}})),
                object(2, true, new Segmentation.Bitmap(new Rle(3, 4, new int[] {2, 3, 7}))),
                object(3, false, null)),
            List.of(new CocoFile.Category(2, "cat", "animal")))
        .write(file);
    return file;
  }

  @Test
  void whatIsWrittenIsRead() {
    CocoAnnotations coco = CocoAnnotations.read(written());

    assertThat(coco.fileName(0)).isEqualTo("a \"b\".jpg");
    assertThat(coco.height(0)).isEqualTo(3);
    assertThat(coco.width(0)).isEqualTo(4);
    assertThat(coco.categoryNames()).containsExactly("cat");
    assertThat(coco.box(0, 0)).isEqualTo(0.5);
    assertThat(coco.box(0, 3)).isEqualTo(3.25);
    assertThat(coco.area(0)).isEqualTo(6);
    assertThat(((Segmentation.Outline) coco.segmentation(0)).rings()[0])
        .containsExactly(0, 0, 2, 0, 2, 2.5);
    assertThat(((Segmentation.Bitmap) coco.segmentation(1)).rle().counts())
        .containsExactly(2, 3, 7);
    assertThat(coco.isCrowd(1)).isTrue();
    assertThat(coco.isIgnored(2)).isTrue();
    assertThat(coco.segmentation(2)).isNull();
  }

  @Test
  void valuesOfAnyKindAreReadAsTheyAre() {
    Object value =
        JsonReader.read(
            written(),
            json -> {
              assertThat(json.next()).isTrue();
              return json.value();
            });

    assertThat(value.toString())
        .startsWith("{info={description=test}, licenses=[], images=[{id=1, file_name=a \"b\".jpg,")
        .contains("bbox=[0.5, 1, 2, 3.25], area=6, iscrowd=0, segmentation=[[0, 0, 2, 0, 2, 2.5]]")
        .contains("iscrowd=0, ignore=1}]");
  }
}
