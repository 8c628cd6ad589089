package org.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.data.drawn.DrawnShapes;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import picocli.CommandLine;

class DataCommandTest {
  @TempDir private Path folder;

  private String config;

  /** Exit code, standard output and standard error. */
  private record Run(int code, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new DataCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(arguments);
    return new Run(code, out.toString(), err.toString());
  }

  @BeforeEach
  void writeDataset() throws IOException {
    DrawnShapes.write(
        folder.resolve("shapes"), new DrawnShapes.Settings(3, 2, 64, 2, 3, 0.2, 0.5, 1));
    config =
        Files.writeString(folder.resolve("config.py"), loader("train") + loader("val")).toString();
  }

  private String loader(String split) {
    return String.format(
        "%1$s_dataloader = dict(dataset=dict(type='CocoDataset', data_root='%2$s/',"
            + " ann_file='annotations/instances_%1$s.json', data_prefix=dict(img='%1$s/'),"
            + " metainfo=dict(classes=%3$s), pipeline=[dict(type='LoadImageFromFile')]))%n",
        split, folder.resolve("shapes"), "('circle', 'square', 'triangle', 'star', 'ring')");
  }

  @Test
  void checkOfGoodDataExitsWith0() {
    Run run = run("check", config);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("train_dataloader.dataset: ")
        .contains("3 images of 64 x 64 pixels")
        .contains("val_dataloader.dataset: ")
        .contains("0 errors, ");
  }

  @Test
  void checkThatFindsAnErrorExitsWith2() throws IOException {
    Files.delete(folder.resolve("shapes/val/000002.jpg"));

    Run run = run("check", config);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains("error: image files that are missing: 1")
        .contains("\n1 error, ");
    assertThat(run("check", config, "--no-images").code()).isZero();
    assertThat(run("check", config, "--dataloader", "train").code()).isZero();
    assertThat(run("check", config, "--dataloader", "train,val").code()).isEqualTo(2);
  }

  @Test
  void checkForProgramsIsOneLineOfJson() {
    Run run = run("check", config, "--format", "json");
    assertThat(run.out().strip()).startsWith("{\"errors\":0,").endsWith("}").hasLineCount(1);
  }

  @Test
  void checkWritesAPage() {
    Path page = folder.resolve("deep/er/page.html");
    assertThat(run("check", config, "--html", page.toString()).code()).isZero();
    assertThat(page).content().startsWith("<!DOCTYPE html>").contains("data:image/jpeg;base64,");
  }

  @Test
  void browseWritesPictures() {
    Path out = folder.resolve("out");
    Run run =
        run(
            "browse",
            config,
            "--output-dir",
            out.toString(),
            "--not-show",
            "--show-interval",
            "1",
            "--num",
            "2",
            "--mode",
            "concat");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(out + ": 2 pictures\n");
    assertThat(out.toFile().list()).containsExactlyInAnyOrder("000001.jpg", "000002.jpg");
  }

  @Test
  void convertWritesAFilePerSplitAndTellsWhatToPutIntoAConfig() throws IOException {
    Path voc = folder.resolve("VOC2007");
    for (String name : List.of("Annotations", "JPEGImages", "ImageSets/Main")) {
      Files.createDirectories(voc.resolve(name));
    }
    Files.writeString(voc.resolve("ImageSets/Main/val.txt"), "a\n");
    Files.writeString(
        voc.resolve("Annotations/a.xml"),
        "<annotation><object><name>dog</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>3</xmax>"
            + "<ymax>4</ymax></bndbox></object></annotation>");
    try (Image image = Image.of(new byte[75], 5, 5, 3)) {
      ImageFiles.write(voc.resolve("JPEGImages/a.png"), image);
    }

    Run run = run("convert", "voc", folder.toString());

    assertThat(run.code()).as(run.err()).isZero();
    Path written = folder.resolve("annotations/instances_val.json");
    assertThat(written).content().contains("\"file_name\":\"VOC2007/JPEGImages/a.png\"");
    assertThat(run.out())
        .isEqualTo(
            written
                + ": 1 images, 1 boxes: dog 1\nin a config:\n  data_root='"
                + folder
                + "/', data_prefix=dict(img=''),\n  metainfo=dict(classes=('dog',))\n");
    Path names = Files.writeString(folder.resolve("names.txt"), "cat\n\n dog \n");
    Run chosen =
        run(
            "convert",
            "voc",
            voc.toString(),
            "--classes",
            names.toString(),
            "--split",
            "val",
            "-o",
            folder.resolve("out").toString());
    assertThat(chosen.out()).contains("out/instances_val.json: 1 images, 1 boxes: cat 0, dog 1\n");
  }

  @Test
  void viaImagesAndCocoAreConverted() throws IOException {
    try (Image image = Image.of(new byte[300], 10, 10, 3)) {
      ImageFiles.write(folder.resolve("via/a.png"), image);
    }
    Path via =
        Files.writeString(
            folder.resolve("via/via.json"),
            "{\"a\": {\"filename\": \"a.png\", \"regions\": [{\"region_attributes\": {},"
                + "\"shape_attributes\": {\"all_points_x\": [1, 5, 5], \"all_points_y\": [2, 2, 8]"
                + "}}]}}");
    Path coco = folder.resolve("via/annotation_coco.json");
    Run run = run("convert", "via", via.toString(), "--class", "kite");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).startsWith(coco + ": 1 images, 1 boxes: kite 1\n");
    assertThat(coco).content().contains("\"bbox\":[1,2,4,6]");

    String voc = folder.resolve("voc").toString();
    Run toVoc = run("convert", "coco", coco.toString(), "--to", "voc", "--out", voc);
    assertThat(toVoc.code()).as(toVoc.err()).isZero();
    assertThat(toVoc.err()).contains("note: pictures were not copied");
    assertThat(folder.resolve("voc/ImageSets/Main/annotation_coco.txt")).hasContent("a\n");
    assertThat(run("convert", "coco", coco.toString(), "--out", voc).code()).isEqualTo(2);

    Path names = Files.writeString(folder.resolve("names.txt"), "kite\n");
    Run images =
        run(
            "convert",
            "images",
            folder.resolve("via").toString(),
            names.toString(),
            "test.json",
            "-e",
            "JSON",
            "txt");
    assertThat(images.code()).as(images.err()).isZero();
    assertThat(folder.resolve("annotations/test.json")).content().contains("\"a.png\"");
  }
}
