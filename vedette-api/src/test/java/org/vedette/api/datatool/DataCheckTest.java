package org.vedette.api.datatool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.base.coco.CocoFile;
import org.vedette.config.ConfigFile;
import org.vedette.config.component.Registry;
import org.vedette.data.drawn.DrawnShapes;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class DataCheckTest {
  private static final String IMAGE = "{'id':1,'file_name':'a.png','width':20,'height':10}";

  @TempDir private Path folder;

  @BeforeEach
  void writePicture() {
    writePicture("a.png", 20, 10, 0);
  }

  private void writePicture(String name, int width, int height, int shade) {
    byte[] pixels = new byte[3 * width * height];
    Arrays.fill(pixels, (byte) shade);
    try (Image image = Image.of(pixels, height, width, 3)) {
      ImageFiles.write(folder.resolve(name), image);
    }
  }

  private static final DataCheck.Progress SILENT =
      new DataCheck.Progress() {
        @Override
        public void start(String key, int files) {}

        @Override
        public void step() {}
      };

  private DataReport check(String config, String... loaders) throws IOException {
    Path file = Files.writeString(folder.resolve("config.py"), config);
    return DataCheck.run(
        Registry.load(), ConfigFile.load(file).root(), List.of(loaders), true, SILENT);
  }

  private String loader(String name, String annotations) {
    return name
        + "_dataloader = dict(dataset=dict(type='CocoDataset', data_root='"
        + folder
        + "/', ann_file='"
        + annotations
        + "', metainfo=dict(classes=('cat', 'dog')), pipeline=[dict(type='NotThereYet')]))\n";
  }

  /** Annotations with quotes for readability. */
  private void annotations(String name, String images, String objects) throws IOException {
    String text =
        String.format(
            "{'images':[%s],'annotations':[%s],'categories':"
                + "[{'id':1,'name':'cat'},{'id':5,'name':'dog'}]}",
            images, objects);
    Files.writeString(folder.resolve(name), text.replace('\'', '"'));
  }

  private static String object(int id, String box) {
    return object(id, box, "'area':20");
  }

  private static String object(int id, String box, String more) {
    return String.format(
        "{'id':%d,'image_id':1,'category_id':5,'bbox':[%s],'iscrowd':0,%s}", id, box, more);
  }

  /** The keys of all findings with their counts. */
  private Map<String, Integer> found(String images, String... objects) throws IOException {
    annotations("a.json", images, String.join(",", objects));
    return check(loader("train", "a.json")).findings().stream()
        .filter(finding -> finding.check() != Check.CLASS_EMPTY)
        .collect(Collectors.toMap(finding -> finding.check().key(), Finding::count));
  }

  @Test
  void datasetThatIsRightHasNoFindings() throws IOException {
    Path shapes = folder.resolve("shapes");
    DrawnShapes.write(shapes, new DrawnShapes.Settings(8, 4, 96, 2, 7, 0.1, 0.5, 1));
    String dataset =
        "_dataloader = dict(dataset=dict(type='CocoDataset', data_root='%s/',"
            + " ann_file='annotations/instances_%2$s.json', data_prefix=dict(img='%2$s/'),"
            + " metainfo=dict(classes=('circle', 'square', 'triangle', 'star', 'ring'))))\n";
    DataReport report =
        check(
            "train"
                + String.format(dataset, shapes, "train")
                + "val"
                + String.format(dataset, shapes, "val")
                + "test_dataloader = val_dataloader\n");

    assertThat(report.findings())
        .noneMatch(finding -> finding.check().severity() == Check.Severity.ERROR);
    assertThat(report.hasErrors()).isFalse();
    assertThat(report.text())
        .contains("train_dataloader.dataset: " + shapes + "/annotations/instances_train.json")
        .contains("8 images of 96 x 96 pixels")
        .contains("test_dataloader.dataset: the same as val_dataloader.dataset")
        .contains("0 errors, ");
  }

  @Test
  void boxesAreLookedAt() throws IOException {
    assertThat(
            found(
                IMAGE,
                object(1, "1,1,5,4"),
                object(2, "1,1,0,4"),
                object(3, "20,1,5,4"),
                object(4, "16,1,6,4"),
                object(5, "16,1,5,4"),
                object(6, "3,3,9,0.5", "'area':4"),
                object(7, "1,1,5,4"),
                object(8, "2,2,5,4", "'area':0"),
                object(9, "2,2,6,4", "'area':30")))
        .isEqualTo(
            Map.of(
                "box-degenerate", 1,
                "box-outside", 1,
                "box-partly-outside", 1,
                "box-tiny", 1,
                "object-twice", 1,
                "area", 3));
  }

  @Test
  void recordsThatContradictThemselvesAreAllTold() throws IOException {
    assertThat(
            found(
                IMAGE
                    + ",{'id':1,'file_name':'b.png','width':1,'height':1}"
                    + ",{'id':2,'file_name':'a.png','width':20,'height':10}"
                    + ",{'file_name':'c.png','width':20.5,'height':10},7",
                object(1, "1,1,5,4"),
                object(1, "2,1,5,4"),
                object(0, "3,1,5,4"),
                object(3, "1,1,5"),
                object(4, "5,1,5,4", "'area':'big'"),
                "{'id':5,'image_id':99,'category_id':5,'bbox':[1,1,5,4],'area':20}",
                "{'id':6,'image_id':1,'category_id':3,'bbox':[6,1,5,4],'area':20}",
                object(7, "7,1,5,4", "'area':20,'segmentation':[[1,1,2,2,3]]"),
                object(8, "8,1,5,4", "'area':20,'segmentation':{'size':[9,20],'counts':[180]}"),
                object(9, "9,1,5,4", "'area':20,'segmentation':{'size':[10,20],'counts':[9]}"),
                object(10, "10,1,5,4", "'area':20,'segmentation':[[1,1,2,2,3,1]]")))
        .isEqualTo(
            Map.of(
                "image-id", 1,
                "file-twice", 1,
                "image-field", 2,
                "object-id", 1,
                "object-id-zero", 1,
                "object-field", 2,
                "object-image", 1,
                "object-category", 1,
                "segmentation", 3,
                "image-empty", 1));
  }

  @Test
  void imageFilesAreRead() throws IOException {
    writePicture("copy.png", 20, 10, 0);
    writePicture("size.png", 10, 20, 50);
    byte[] whole = Files.readAllBytes(folder.resolve("a.png"));
    Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length - 20));
    String images =
        List.of("a.png", "copy.png", "size.png", "cut.png", "missing.png").stream()
            .map(
                name ->
                    "{'id':"
                        + name.hashCode()
                        + ",'file_name':'"
                        + name
                        + "','width':20,'height':10}")
            .collect(Collectors.joining(","));

    assertThat(found(images))
        .isEqualTo(
            Map.of(
                "file-copy", 1,
                "file-size", 1,
                "file-unreadable", 1,
                "file-missing", 1,
                "image-empty", 5));
    assertThat(check(loader("train", "a.json")).text())
        .contains("size.png")
        .contains("the file is of 10x20 pixels, the annotation says 20x10; the file may say")
        .contains("cut.png: image file is truncated");
  }

  @Test
  void picturesThatAreTrainedAndEvaluatedOnAreTold() throws IOException {
    writePicture("copy.png", 20, 10, 0);
    writePicture("other.png", 20, 10, 9);
    annotations("a.json", IMAGE, object(1, "1,1,5,4"));
    annotations(
        "b.json",
        IMAGE.replace("a.png", "copy.png")
            + ","
            + IMAGE.replace("1,'f", "2,'f").replace("a.p", "other.p"),
        "");
    DataReport report = check(loader("train", "a.json") + loader("val", "b.json"));

    assertThat(report.hasErrors()).isFalse();
    assertThat(report.findings())
        .filteredOn(finding -> finding.check() == Check.LEAK)
        .singleElement()
        .satisfies(finding -> assertThat(finding.count()).isEqualTo(1))
        .satisfies(
            finding ->
                assertThat(finding.examples().get(0).text())
                    .isEqualTo(folder + "/copy.png: as " + folder + "/a.png"));
    assertThat(check(loader("train", "a.json") + loader("test", "a.json")).text())
        .contains("test_dataloader.dataset: the same as train_dataloader.dataset")
        .contains("warning: pictures that are also trained on: 1");
  }

  @Test
  void classesAreComparedWithTheCategories() throws IOException {
    annotations("a.json", IMAGE, object(1, "1,1,5,4"));
    String config = loader("train", "a.json");

    assertThat(check(config.replace("'cat', 'dog'", "'dog', 'cat'")).text())
        .contains("warning: classes in another order")
        .contains("label 0: cat in the file, dog in the config");
    assertThat(check(config.replace("'cat', 'dog'", "'cat', 'horse'")).text())
        .contains("error: classes that the annotation file does not have: 1\n    horse")
        .contains(
            "warning: categories that are no classes: their objects are left out: 1\n"
                + "    dog: 1 objects");
    assertThat(check(config).text()).contains("warning: classes without any object: 1\n    cat");
  }

  @Test
  void datasetsInWrappersAreFound() throws IOException {
    annotations("a.json", IMAGE, object(1, "1,1,5,4"));
    String dataset = loader("x", "a.json").replace("x_dataloader = dict(dataset=", "inner = (");
    DataReport report =
        check(
            dataset
                + "train_dataloader = dict(dataset=dict(type='MultiImageMixDataset', dataset="
                + "dict(type='ConcatDataset', datasets=[inner, dict(type='RepeatDataset',"
                + " times=2, dataset=inner)])))");

    assertThat(report.text())
        .contains("train_dataloader.dataset.dataset.datasets.0: ")
        .contains(
            "train_dataloader.dataset.dataset.datasets.1.dataset: the same as"
                + " train_dataloader.dataset.dataset.datasets.0\n");
  }

  @Test
  void fileThatIsNoAnnotationFileIsAnErrorAmongTheOthers() throws IOException {
    Files.writeString(folder.resolve("a.json"), "{\"images\":[");
    DataReport report = check(loader("train", "a.json") + loader("val", "none.json"));

    assertThat(report.count(Check.Severity.ERROR)).isEqualTo(2);
    assertThat(report.text())
        .contains("a.json: the JSON ends in the middle")
        .contains("none.json: cannot read: no such file");
  }

  @Test
  void settingsThatAreWrongAreAnException() {
    assertThatThrownBy(() -> check(loader("train", "a.json").replace("ann_file", "anfile")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("train_dataloader.dataset.anfile: unknown key");
    assertThatThrownBy(() -> check(loader("train", "a.json"), "val_dataloader"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("the config has no val_dataloader");
    assertThatThrownBy(() -> check("model = 1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("the config has no train_dataloader");
  }

  @Test
  void pageHoldsPicturesAndChartsAndEscapesNames() throws IOException {
    annotations("a.json", IMAGE, object(1, "1,1,5,4") + "," + object(2, "30,1,5,4"));
    String text = Files.readString(folder.resolve("a.json")).replace("\"cat\"", "\"<b>&\"");
    Files.writeString(folder.resolve("a.json"), text);
    String page = check(loader("train", "a.json").replace("'cat'", "'<b>&'")).html("my <config>");

    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("Data of my &lt;config&gt;")
        .contains("prefers-color-scheme: dark")
        .contains("<svg viewBox")
        .contains("&lt;b&gt;&amp;")
        .contains("boxes wholly outside their image: 1")
        .contains("src=\"data:image/jpeg;base64,/9j/")
        .doesNotContain("<b>&")
        .doesNotContain("http");
  }

  @Test
  void reportForProgramsHasCountsAndExamples() throws IOException {
    annotations("a.json", IMAGE, object(1, "1,1,0,4"));

    assertThat(check(loader("train", "a.json")).json())
        .startsWith("{\"errors\":1,\"warnings\":")
        .contains("\"key\":\"train_dataloader.dataset\"")
        .contains("\"classes\":{\"cat\":0,\"dog\":0}")
        .contains(
            "{\"check\":\"box-degenerate\",\"severity\":\"error\",\"message\":\"boxes without width"
                + " or height\",\"count\":1,\"examples\":[\"annotation 1 of a.png (image 1): box"
                + " [1, 1, 0, 4]\"]}");
  }

  @Test
  void writtenCocoFilesAreRight() throws IOException {
    new CocoFile(
            "x",
            List.of(new CocoFile.Picture(1, "a.png", 10, 20)),
            List.of(new CocoFile.Instance(1, 1, 2, 1, 1, 5, 4, 20, false, false, null)),
            List.of(new CocoFile.Category(2, "cat", "animal"), new CocoFile.Category(3, "dog", "")))
        .write(folder.resolve("a.json"));

    assertThat(check(loader("train", "a.json")).findings())
        .extracting(Finding::check)
        .containsExactly(Check.CLASS_EMPTY);
  }
}
