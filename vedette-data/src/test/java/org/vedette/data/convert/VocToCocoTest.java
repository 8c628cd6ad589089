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
import org.vedette.base.SharedData;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.data.convert.VocToCoco.Difficult;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class VocToCocoTest {
  private static final String SIZE = "<size><width>20</width><height>10</height></size>";

  @TempDir private Path folder;

  @BeforeEach
  void layOut() throws IOException {
    for (String name : List.of("Annotations", "JPEGImages", "ImageSets/Main")) {
      Files.createDirectories(folder.resolve("VOC").resolve(name));
    }
    annotate("a", SIZE + object("dog", 0, 1, 2, 11, 8) + object("cat", 1, 3, 3, 20, 10));
    annotate("b", SIZE);
    split("train", "a\n\nb\n");
  }

  private void annotate(String name, String content) throws IOException {
    Files.writeString(
        folder.resolve("VOC/Annotations/" + name + ".xml"),
        "<annotation>\n" + content + "\n</annotation>\n");
    try (Image image = Image.of(new byte[600], 10, 20, 3)) {
      ImageFiles.write(folder.resolve("VOC/JPEGImages/" + name + ".jpg"), image);
    }
  }

  private static String object(String name, int difficult, Object... box) {
    return String.format(
        "<object><name>%s</name><difficult>%d</difficult><part><name>head</name><bndbox>"
            + "<xmin>9</xmin></bndbox></part>\n<bndbox><xmin>%s</xmin><ymin>%s</ymin>"
            + "<xmax>%s</xmax><ymax>%s</ymax></bndbox></object>",
        name, difficult, box[0], box[1], box[2], box[3]);
  }

  private void split(String name, String lines) throws IOException {
    Files.writeString(folder.resolve("VOC/ImageSets/Main/" + name + ".txt"), lines);
  }

  private ConvertReport convert(List<String> classes, Difficult difficult, int origin) {
    return VocToCoco.run(
        new VocToCoco.Settings(
            List.of(folder), List.of(), classes, folder.resolve("out"), difficult, origin));
  }

  private CocoAnnotations converted() {
    return CocoAnnotations.read(folder.resolve("out/instances_train.json"));
  }

  private static double[] box(CocoAnnotations coco, int annotation) {
    double[] box = new double[4];
    for (int k = 0; k < 4; k++) {
      box[k] = coco.box(annotation, k);
    }
    return box;
  }

  @Test
  void oneIsSubtractedFromAllFourCoordinates() {
    ConvertReport report = convert(List.of(), Difficult.CROWD, 1);

    assertThat(report.classes()).containsExactly("cat", "dog");
    assertThat(report.notes()).isEmpty();
    CocoAnnotations coco = converted();
    assertThat(coco.imageCount()).isEqualTo(2);
    assertThat(coco.fileName(0)).isEqualTo("VOC/JPEGImages/a.jpg");
    assertThat(coco.width(1)).isEqualTo(20);
    assertThat(coco.height(1)).isEqualTo(10);
    assertThat(coco.categoryNames()).containsExactly("cat", "dog");
    assertThat(coco.imageId(0)).isEqualTo(1);
    assertThat(coco.id(0)).isEqualTo(1);
    assertThat(coco.category(0)).isEqualTo(1);
    assertThat(box(coco, 0)).containsExactly(0, 1, 10, 6);
    assertThat(coco.area(0)).isEqualTo(60);
    assertThat(coco.isCrowd(0)).isFalse();
    assertThat(box(coco, 1)).containsExactly(2, 2, 17, 7);
    assertThat(coco.isCrowd(1)).isTrue();
    assertThat(coco.segmentation(0)).isNull();
  }

  @Test
  void difficultObjectsAreIgnoredKeptOrDropped() {
    convert(List.of(), Difficult.IGNORE, 1);
    assertThat(converted().isIgnored(1)).isTrue();
    assertThat(converted().isCrowd(1)).isFalse();

    convert(List.of(), Difficult.KEEP, 1);
    assertThat(converted().isIgnored(1)).isFalse();
    assertThat(converted().isCrowd(1)).isFalse();

    convert(List.of(), Difficult.DROP, 1);
    assertThat(converted().size()).isEqualTo(1);
  }

  @Test
  void classesAreChosenAndOrdered() {
    ConvertReport report = convert(List.of("horse", "dog"), Difficult.KEEP, 1);

    assertThat(converted().categoryNames()).containsExactly("horse", "dog");
    assertThat(report.splits().get(0).objects()).containsEntry("horse", 0).containsEntry("dog", 1);
    assertThat(report.notes()).containsExactly("1 objects are of other classes and were left out");
  }

  @Test
  void coordinatesCountedFromZeroStayAndDigitsBehindThePointAreCutOff() throws IOException {
    annotate("b", SIZE + object("dog", 0, 0, 0, 9.75, 9));
    ConvertReport fromOne = convert(List.of(), Difficult.CROWD, 1);
    assertThat(fromOne.notes())
        .containsExactly(
            "1 boxes reach out of their picture; are their coordinates counted from 0?");
    assertThat(box(converted(), 2)).containsExactly(-1, -1, 9, 9);

    ConvertReport fromZero = convert(List.of(), Difficult.CROWD, 0);
    assertThat(fromZero.notes()).isEmpty();
    assertThat(box(converted(), 2)).containsExactly(0, 0, 9, 9);
  }

  @Test
  void aMissingSizeIsThatOfThePicture() throws IOException {
    annotate("b", object("dog", 0, 1, 1, 5, 5));
    convert(List.of(), Difficult.CROWD, 1);

    assertThat(converted().width(1)).isEqualTo(20);
    assertThat(converted().height(1)).isEqualTo(10);
  }

  @Test
  void withoutSplitsAllAnnotationsAreTaken() throws IOException {
    Files.delete(folder.resolve("VOC/ImageSets/Main/train.txt"));
    ConvertReport report = convert(List.of(), Difficult.CROWD, 1);

    assertThat(report.splits()).hasSize(1);
    assertThat(report.splits().get(0).file()).hasFileName("instances_all.json");
    assertThat(report.splits().get(0).images()).isEqualTo(2);
  }

  @Test
  void allThatIsWrongIsToldAtOnceWithFileAndLineAndNothingIsWritten() throws IOException {
    annotate("a", SIZE + "\n" + object("dog", 0, "one", 2, 3, 4));
    annotate("b", "<size>\n<width>20</width></size>");
    split("train", "a\nb\nmissing\n");

    assertThatThrownBy(() -> convert(List.of(), Difficult.CROWD, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.xml:4: <xmin>: expected a number, got 'one'")
        .hasMessageContaining("b.xml:2: <size> lacks <height>")
        .hasMessageContaining("missing.jpg: no such picture");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void badFilesAreRefused() throws IOException {
    String path = folder.resolve("VOC/Annotations/b.xml").toString();
    refuses("<size>", path + ":3: not valid XML");
    refuses(object("dog", 0, 9, 2, 3, 4), path + ":3: <bndbox> ends before it starts: x 9 to 3");
    refuses("<object><bndbox/></object>", path + ":2: <object> lacks <name>");
    refuses("<object><name/></object>", path + ":2: <name> is empty");
    refuses(
        "<size><width>-2</width><height>1</height></size>", ":2: <width>: expected a number of");
    refuses("<a>".repeat(99) + "</a>".repeat(99), "elements are nested more than 50 deep");
    split("train", "a 1\n");
    assertThatThrownBy(() -> convert(List.of(), Difficult.CROWD, 1))
        .hasMessageContaining("train.txt:1: expected the name of one image, got 'a 1'");
  }

  private void refuses(String content, String message) throws IOException {
    annotate("b", content);
    assertThatThrownBy(() -> convert(List.of(), Difficult.CROWD, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void entitiesAndOtherFilesAreNotRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "dog");
    Files.writeString(
        folder.resolve("VOC/Annotations/b.xml"),
        "<!DOCTYPE annotation [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]>\n<annotation><object><name>&x;</name></object></annotation>");

    assertThatThrownBy(() -> convert(List.of(), Difficult.CROWD, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("b.xml:2: not valid XML");
  }

  @Test
  void bloodCellsOfARealDatasetAreAllThere() {
    ConvertReport report =
        VocToCoco.run(
            new VocToCoco.Settings(
                List.of(SharedData.require("data/bccd_voc/BCCD")),
                List.of("train", "val", "test"),
                List.of("RBC", "WBC", "Platelets"),
                folder.resolve("out"),
                Difficult.CROWD,
                1));

    assertThat(report.splits().stream().map(ConvertReport.Written::images))
        .containsExactly(205, 87, 72);
    assertThat(report.splits().get(2).objects())
        .containsEntry("RBC", 805)
        .containsEntry("WBC", 71)
        .containsEntry("Platelets", 69);
    CocoAnnotations train = converted();
    assertThat(train.fileName(0)).startsWith("JPEGImages/BloodImage_");
    assertThat(train.width(0)).isEqualTo(640);
  }

  @Test
  void splitBeforeOneWithABrokenPictureIsNotWrittenEither() throws IOException {
    annotate("c", "");
    Files.writeString(folder.resolve("VOC/JPEGImages/c.jpg"), "no picture");
    split("val", "c\n");

    assertThatThrownBy(() -> convert(List.of(), Difficult.CROWD, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("c.jpg: not an image that can be decoded");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThatThrownBy(() -> convert(List.of("cat", "cat"), Difficult.CROWD, 1))
        .hasMessageContaining("expected each name once, got 'cat' twice");
  }
}
