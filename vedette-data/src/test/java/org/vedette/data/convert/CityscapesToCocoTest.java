package org.vedette.data.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.DataException;
import org.vedette.base.RleMasks;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class CityscapesToCocoTest {
  @TempDir private Path folder;

  /** A picture of 3x4 pixels with its map of 16 bits. */
  private void picture(String split, String name, int... ids) throws IOException {
    Path image = folder.resolve("leftImg8bit/" + split + "/" + name + "_leftImg8bit.png");
    try (Image black = Image.of(new byte[36], 3, 4, 3)) {
      ImageFiles.write(image, black);
    }
    Path map = folder.resolve("gtFine/" + split + "/" + name + "_gtFine_instanceIds.png");
    Files.createDirectories(map.getParent());
    try (Mat mat = new Mat(3, 4, opencv_core.CV_16UC1)) {
      short[] values = new short[12];
      for (int i = 0; i < ids.length; i++) {
        values[i] = (short) ids[i];
      }
      new ShortPointer(mat.data()).put(values);
      opencv_imgcodecs.imwrite(map.toString(), mat);
    }
  }

  private ConvertReport convert(String... splits) {
    return CityscapesToCoco.run(
        new CityscapesToCoco.Settings(
            folder.resolve("leftImg8bit"),
            folder.resolve("gtFine"),
            List.of(splits),
            folder.resolve("out")));
  }

  @Test
  void instancesBecomeRunLengthsAndWholeLabelsCrowds() throws IOException {
    picture(
        "train", "bonn/bonn_0", 26000, 26000, 7, 33001, 26000, 29000, 7, 33001, 24, 24, 7, 33001);
    picture("train", "aachen/aachen_0");
    picture("val", "ulm/ulm_0", 25000);
    ConvertReport report = convert();

    assertThat(report.splits())
        .extracting(ConvertReport.Written::split)
        .containsExactly("train", "val");
    CocoAnnotations coco =
        CocoAnnotations.read(folder.resolve("out/instancesonly_filtered_gtFine_train.json"));
    assertThat(coco.categoryNames())
        .containsExactly(
            "person", "rider", "car", "truck", "bus", "train", "motorcycle", "bicycle");
    assertThat(coco.categoryId(5)).isEqualTo(31);
    assertThat(coco.fileName(0)).isEqualTo("aachen/aachen_0_leftImg8bit.png");
    assertThat(coco.start(1) - coco.start(0)).isZero();
    assertThat(coco.fileName(1)).isEqualTo("bonn/bonn_0_leftImg8bit.png");
    assertThat(coco.size()).isEqualTo(3);
    assertThat(coco.id(0)).isEqualTo(1);
    assertThat(coco.categoryNames().get(coco.category(0))).isEqualTo("person");
    assertThat(coco.isCrowd(0)).isTrue();
    assertThat(coco.categoryNames().get(coco.category(1))).isEqualTo("car");
    assertThat(coco.isCrowd(1)).isFalse();
    assertThat(coco.area(1)).isEqualTo(3);
    assertThat(List.of(coco.box(1, 0), coco.box(1, 1), coco.box(1, 2), coco.box(1, 3)))
        .containsExactly(0.0, 0.0, 2.0, 2.0);
    assertThat(RleMasks.decode(coco.segmentation(1).toRle(3, 4)))
        .containsExactly(1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    assertThat(RleMasks.decode(coco.segmentation(2).toRle(3, 4)))
        .containsExactly(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);
  }

  @Test
  void allWrongFilesAreToldAndNothingIsWritten() throws IOException {
    picture("train", "bonn/bonn_0", 40000);
    picture("train", "bonn/bonn_1", 25000);
    Files.delete(folder.resolve("gtFine/train/bonn/bonn_1_gtFine_instanceIds.png"));
    Files.createFile(folder.resolve("leftImg8bit/train/bonn/other.png"));
    assertThatThrownBy(this::convert)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("bonn_0_gtFine_instanceIds.png: the id 40000 is of no label")
        .hasMessageContaining("bonn_1_gtFine_instanceIds.png: no such image file")
        .hasMessageContaining("other.png: expected a name that ends with _leftImg8bit.png");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThatThrownBy(() -> convert("test")).hasMessageContaining("test: no such folder");
    try (Image colour = Image.of(new byte[36], 3, 4, 3)) {
      ImageFiles.write(folder.resolve("gtFine/train/bonn/bonn_1_gtFine_instanceIds.png"), colour);
    }
    assertThatThrownBy(this::convert).hasMessageContaining("expected one channel of 8 or 16 bits");
  }
}
