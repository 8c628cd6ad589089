package org.vedette.data.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.DataException;
import org.vedette.base.SharedData;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class CocoToVocTest {
  private static final String IMAGES =
      """
      {"images": [{"id": 1, "file_name": "x/a.png", "height": 10, "width": 20},
        {"id": 2, "file_name": "b.png", "height": 10, "width": 20}],
       "categories": [{"id": 1, "name": "cat & co"}, {"id": 2, "name": "dog"}],
       "annotations": [%s]}
      """;
  private static final String BOXES =
      """
      {"id": 1, "image_id": 1, "category_id": 2, "bbox": [0, 1, 10, 6], "area": 60},
      {"id": 2, "image_id": 1, "category_id": 1, "bbox": [-1, 2, 17, 7], "area": 9, "iscrowd": 1}
      """;

  @TempDir private Path folder;

  private Path coco(String annotations) throws IOException {
    return Files.writeString(folder.resolve("coco.json"), IMAGES.formatted(annotations));
  }

  private CocoToVoc.Report convert(Path file, Path images) {
    return CocoToVoc.run(
        new CocoToVoc.Settings(Map.of("train", file), images, folder.resolve("voc"), 1));
  }

  private void draw() {
    for (String name : List.of("x/a.png", "b.png")) {
      try (Image image = Image.of(new byte[600], 10, 20, 3)) {
        ImageFiles.write(folder.resolve("images").resolve(name), image);
      }
    }
  }

  private static CocoAnnotations back(Path voc, Path out, List<String> classes) {
    VocToCoco.run(
        new VocToCoco.Settings(
            List.of(voc), List.of("train"), classes, out, VocToCoco.Difficult.CROWD, 1));
    return CocoAnnotations.read(out.resolve("instances_train.json"));
  }

  private static void assertSameBoxes(CocoAnnotations found, CocoAnnotations expected) {
    assertThat(found.size()).isEqualTo(expected.size());
    assertThat(found.imageCount()).isEqualTo(expected.imageCount());
    for (int a = 0; a < found.size(); a++) {
      assertThat(found.category(a)).isEqualTo(expected.category(a));
      assertThat(found.image(a)).isEqualTo(expected.image(a));
      assertThat(found.isCrowd(a)).isEqualTo(expected.isCrowd(a));
      for (int k = 0; k < 4; k++) {
        assertThat(found.box(a, k)).isEqualTo(expected.box(a, k));
      }
    }
  }

  @Test
  void boxesCountFromOneAndComeBackAsTheyWere() throws IOException {
    draw();
    Path file = coco(BOXES);
    CocoToVoc.Report report = convert(file, folder.resolve("images"));

    assertThat(report.splits()).containsExactly(Map.entry("train", 2));
    assertThat(report.notes()).isEmpty();
    assertThat(folder.resolve("voc/ImageSets/Main/train.txt")).hasContent("a\nb\n");
    assertThat(folder.resolve("voc/Annotations/a.xml"))
        .content()
        .contains("<name>cat &amp; co</name>", "<width>20</width><height>10</height>")
        .contains("<xmin>1</xmin><ymin>2</ymin><xmax>11</xmax><ymax>8</ymax>");
    assertThat(folder.resolve("voc/JPEGImages/a.png")).exists();
    assertSameBoxes(
        back(folder.resolve("voc"), folder.resolve("out"), List.of("cat & co", "dog")),
        CocoAnnotations.read(file));
  }

  @Test
  void boxesBetweenPixelsAreRoundedAndToldOf() throws IOException {
    CocoToVoc.Report report =
        convert(
            coco(
                "{\"id\": 1, \"image_id\": 2, \"category_id\": 2, \"bbox\": [1.6, 1, 3, 2],"
                    + " \"area\": 6, \"ignore\": 1}"),
            null);
    assertThat(report.notes()).hasSize(2);
    assertThat(report.notes().get(0)).startsWith("1 boxes do not lie on whole pixels");
    assertThat(folder.resolve("voc/Annotations/b.xml"))
        .content()
        .contains("<difficult>1</difficult>")
        .contains("<xmin>3</xmin><ymin>2</ymin><xmax>6</xmax><ymax>4</ymax>");
    assertThat(folder.resolve("voc/JPEGImages")).doesNotExist();
  }

  @Test
  void whatIsWrongIsToldAndNothingIsWritten() throws IOException {
    Path twice =
        Files.writeString(
            folder.resolve("twice.json"),
            IMAGES.formatted(BOXES).replace("b.png", "y/a.jpg").replace("x/a.png", "x/a.png"));
    assertThatThrownBy(() -> convert(twice, null))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("image id 2: 'y/a.jpg' would be written as a.xml, as is 'x/a.png'");
    assertThatThrownBy(() -> convert(coco(BOXES.replace("10, 6", "-10, 6")), null))
        .hasMessageContaining("annotation id 1");
    assertThatThrownBy(() -> convert(coco(BOXES), folder.resolve("images")))
        .hasMessageContaining("image id 1: ")
        .hasMessageContaining("x/a.png: no such file");
    Path spaced =
        Files.writeString(
            folder.resolve("spaced.json"), IMAGES.formatted(BOXES).replace("b.png", "b b.png"));
    assertThatThrownBy(() -> convert(spaced, null)).hasMessageContaining("without spaces");
    assertThat(folder.resolve("voc")).doesNotExist();
  }

  @Test
  void bloodCellsComeBackAsTheyWere() throws IOException {
    List<String> classes = List.of("RBC", "WBC", "Platelets");
    Path voc = SharedData.require("data/bccd_voc/BCCD");
    CocoAnnotations first = back(voc, folder.resolve("first"), classes);
    convert(folder.resolve("first/instances_train.json"), voc);
    assertThat(folder.resolve("voc/ImageSets/Main/train.txt"))
        .hasSameTextualContentAs(voc.resolve("ImageSets/Main/train.txt"));
    assertSameBoxes(back(folder.resolve("voc"), folder.resolve("second"), classes), first);
  }

  @Test
  void splitThatIsNoFileNameIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path out = folder.resolve("voc");
    for (String split : List.of("a/b", "")) {
      CocoToVoc.Settings settings =
          new CocoToVoc.Settings(Map.of(split, coco(BOXES)), null, out, 1);
      assertThatThrownBy(() -> CocoToVoc.run(settings))
          .hasMessageContaining("split: expected the name of a file, got '" + split + "'");
    }
    assertThat(out).doesNotExist();
  }
}
