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
import org.vedette.base.coco.Segmentation;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class ViaToCocoTest {
  @TempDir private Path folder;

  @BeforeEach
  void drawPictures() {
    for (String name : List.of("a.png", "b.png")) {
      try (Image image = Image.of(new byte[600], 10, 20, 3)) {
        ImageFiles.write(folder.resolve(name), image);
      }
    }
  }

  private static String polygon(String x, String y, String attributes) {
    return String.format(
        "{'shape_attributes': {'name': 'polygon', 'all_points_x': [%s], 'all_points_y': [%s]},"
            + " 'region_attributes': {%s}}",
        x, y, attributes);
  }

  private static String entry(String file, String regions) {
    return String.format(
        "'%s1': {'filename': '%s', 'size': 1, 'base64_img_data': '', 'regions': %s}",
        file, file, regions);
  }

  private ConvertReport convert(String json, String name, String key, List<String> classes)
      throws IOException {
    Path file = Files.writeString(folder.resolve("via.json"), json.replace('\'', '"'));
    return ViaToCoco.run(
        new ViaToCoco.Settings(file, null, name, key, classes, folder.resolve("out/coco.json")));
  }

  private CocoAnnotations coco() {
    return CocoAnnotations.read(folder.resolve("out/coco.json"));
  }

  @Test
  void outlinesRunThroughPixelCentresAndBoxesSpanThePoints() throws IOException {
    String region = polygon("2, 12, 12, 2", "1, 1, 7, 7", "");
    ConvertReport report =
        convert(
            "{" + entry("a.png", "{'0': " + region + "}") + ", " + entry("b.png", "[]") + "}",
            null,
            null,
            List.of());

    assertThat(report.classes()).containsExactly("balloon");
    assertThat(report.notes()).singleElement().asString().contains("--class NAME");
    CocoAnnotations coco = coco();
    assertThat(coco.categoryNames()).containsExactly("balloon");
    assertThat(coco.imageCount()).isEqualTo(2);
    assertThat(coco.fileName(1)).isEqualTo("b.png");
    assertThat(coco.height(0)).isEqualTo(10);
    assertThat(coco.width(0)).isEqualTo(20);
    assertThat(coco.id(0)).isEqualTo(1);
    assertThat(coco.imageId(0)).isEqualTo(1);
    assertThat(List.of(coco.box(0, 0), coco.box(0, 1), coco.box(0, 2), coco.box(0, 3)))
        .containsExactly(2.0, 1.0, 10.0, 6.0);
    assertThat(coco.area(0)).isEqualTo(60);
    Segmentation.Outline outline = (Segmentation.Outline) coco.segmentation(0);
    assertThat(outline.rings()).hasDimensions(1, 8);
    assertThat(outline.rings()[0]).containsExactly(2.5, 1.5, 12.5, 1.5, 12.5, 7.5, 2.5, 7.5);
  }

  @Test
  void theAreaIsTheOutlinesNotTheBoxes() throws IOException {
    convert(
        "{" + entry("a.png", "[" + polygon("0, 10, 0", "0, 0, 8", "") + "]") + "}",
        "kite",
        null,
        List.of());
    assertThat(coco().area(0)).isEqualTo(40);
    assertThat(coco().categoryNames()).containsExactly("kite");
  }

  @Test
  void classesComeFromARegionAttribute() throws IOException {
    String regions =
        "["
            + polygon("0, 5, 5", "0, 0, 5", "'type': 'dog'")
            + ", "
            + polygon("0, 5, 5", "0, 0, 5", "'type': {'cat': true}")
            + ", "
            + polygon("0, 30, 5", "0, 0, 5", "'type': 'dog'")
            + "]";
    String json = "{'_via_settings': {}, '_via_img_metadata': {" + entry("a.png", regions) + "}}";
    ConvertReport report = convert(json, null, "type", List.of());
    assertThat(report.classes()).containsExactly("cat", "dog");
    assertThat(report.splits().get(0).objects()).containsEntry("dog", 2).containsEntry("cat", 1);
    assertThat(report.notes()).containsExactly("1 outlines reach out of their picture");
    assertThat(coco().category(1)).isZero();

    ConvertReport chosen = convert(json, null, "type", List.of("cat"));
    assertThat(chosen.notes()).containsExactly("2 objects are of other classes and were left out");
    assertThatThrownBy(() -> convert(json, null, null, List.of()))
        .hasMessageContaining("the object has the attributes [type]; say which names its class");
    assertThatThrownBy(() -> convert(json, null, "kind", List.of()))
        .hasMessageContaining("regions[0]: region_attributes has no single name as 'kind'");
  }

  @Test
  void allThatIsWrongIsToldAtOnceAndNothingIsWritten() {
    String circle = "{'shape_attributes': {'name': 'circle', 'cx': 1}, 'region_attributes': {}}";
    String regions =
        "["
            + polygon("0, 5", "0, 0", "")
            + ", "
            + polygon("0, 5, 'x'", "0, 0, 1", "")
            + ", "
            + circle
            + ", {}]";
    assertThatThrownBy(
            () ->
                convert(
                    "{" + entry("a.png", regions) + ", 'x': 3, " + entry("b.png", "null") + "}",
                    "balloon",
                    null,
                    List.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("via.json: 'a.png1': regions[0]: 2 numbers in 'all_points_x'")
        .hasMessageContaining("regions[1]: 'all_points_x' must be a list of numbers")
        .hasMessageContaining("regions[2]: the shape is a 'circle'; only polygons")
        .hasMessageContaining("regions[3]: lacks 'shape_attributes'")
        .hasMessageContaining("'x': expected an object")
        .hasMessageContaining("'b.png1': 'regions' must be an object or a list");
    assertThatThrownBy(() -> convert("{" + entry("no.png", "[]") + "}", "b", null, List.of()))
        .hasMessageContaining("no.png, got none there; --img-dir names another folder");
    assertThatThrownBy(() -> convert("[1]", "b", null, List.of()))
        .hasMessageContaining("via.json: expected an object");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void manyErrorsAreCutOffOnce() {
    String bad = polygon("0", "0", "") + ", ";
    assertThatThrownBy(
            () ->
                convert(
                    "{" + entry("a.png", "[" + bad.repeat(29) + "{}]") + "}", "b", null, List.of()))
        .hasMessageEndingWith("and perhaps more")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(21));
  }

  @Test
  void splitWithoutObjectsHasTheClassOfTheOthers() throws IOException {
    String json = "{" + entry("a.png", "[]") + "}";
    assertThat(convert(json, null, null, List.of()).classes()).containsExactly("balloon");
    assertThat(convert(json, "kite", null, List.of()).classes()).containsExactly("kite");
    assertThat(coco().categoryNames()).containsExactly("kite");
  }

  @Test
  void theFileThatIsReadIsNotWrittenOver() throws IOException {
    Path file = Files.writeString(folder.resolve("via.json"), "{}");
    ViaToCoco.Settings same = new ViaToCoco.Settings(file, null, null, null, List.of(), file);
    assertThatThrownBy(() -> ViaToCoco.run(same))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("via.json: is the file that is read; --out names another");
    assertThat(file).hasContent("{}");
  }

  @Test
  void noImagesAndClassesWithoutNamesOfTheirOwnAreErrors() {
    String json =
        "{" + entry("a.png", "[" + polygon("0, 5, 5", "0, 0, 5", "'k': 'cat'") + "]") + "}";
    assertThatThrownBy(() -> convert("{}", null, null, List.of()))
        .hasMessageContaining("expected an entry for each image, got none");
    assertThatThrownBy(() -> convert(json, null, "k", List.of("cat", "dog", "cat")))
        .hasMessageContaining("expected each name once, got 'cat' twice");
    assertThatThrownBy(() -> convert(json, " ", null, List.of()))
        .hasMessageContaining("the name of class 1 is empty");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
