package org.vedette.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.SharedData;
import org.vedette.base.SharedJson;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.Nodes;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class VocDatasetTest {
  private static final String SIZE = "<size><width>50</width><height>40</height></size>";

  @TempDir private Path folder;

  @BeforeEach
  void layOut() throws IOException {
    annotate(
        "a",
        SIZE
            + object("dog", 0, "1", "2.9", "11", "31")
            + object("unicorn", 0, "1", "1", "5", "5")
            + object("cat", 1, "3", "3", "33", "33"));
    annotate("b", SIZE);
    Files.createDirectories(folder.resolve("VOC2007/ImageSets/Main"));
    Files.writeString(folder.resolve("VOC2007/ImageSets/Main/val.txt"), "a\nb\n\n");
  }

  private void annotate(String name, String content) throws IOException {
    Path file = folder.resolve("VOC2007/Annotations/" + name + ".xml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<annotation>\n" + content + "</annotation>\n");
  }

  private static String object(String name, int difficult, String... box) {
    return String.format(
        "<object><name>%s</name><difficult>%d</difficult><bndbox><xmin>%s</xmin><ymin>%s</ymin>"
            + "<xmax>%s</xmax><ymax>%s</ymax></bndbox></object>%n",
        name, difficult, box[0], box[1], box[2], box[3]);
  }

  private Dataset dataset(String type, String more) {
    return Nodes.BINDER
        .spec(
            Dataset.class,
            ("dict(type='%s', data_root='%s', ann_file='VOC2007/ImageSets/Main/val.txt',"
                    + " data_prefix=dict(sub_data_root='VOC2007/'), %s)")
                .formatted(type, folder, more))
        .build();
  }

  @Test
  void oneIsSubtractedAndDifficultObjectsAreIgnored() {
    Dataset dataset = dataset("VOCDataset", "");
    assertThat(dataset.size()).isEqualTo(2);
    assertThat(dataset.metaInfo().classes()).hasSize(20).startsWith("aeroplane");
    ImageRecord record = dataset.record(0);
    assertThat(record.path()).isEqualTo(folder + "/VOC2007/JPEGImages/a.jpg");
    assertThat(record.imageId()).isEqualTo(1);
    assertThat(record.width()).isEqualTo(50);
    assertThat(record.boxes()).containsExactly(0, 1, 10, 30, 2, 2, 32, 32);
    assertThat(record.labels()).containsExactly(11, 7);
    assertThat(record.ignored()).containsExactly(false, true);
  }

  @Test
  void classesAreThoseOfMetainfoInItsOrder() {
    Dataset dataset = dataset("XMLDataset", "metainfo=dict(classes=('unicorn', 'dog'))");
    assertThat(dataset.record(0).labels()).containsExactly(1, 0);
    assertThatThrownBy(() -> dataset("XMLDataset", ""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("XMLDataset: its classes are needed");
  }

  @Test
  void filtersCountInTrainingOnly() {
    Dataset dataset =
        dataset("VOCDataset", "filter_cfg=dict(filter_empty_gt=True, bbox_min_size=20)");
    assertThat(dataset.size()).isEqualTo(1);
    assertThat(dataset.record(0).ignored()).containsExactly(true, true);
    assertThat(dataset("VOCDataset", "filter_cfg=dict(min_size=41)").size()).isZero();
    assertThat(dataset("VOCDataset", "filter_cfg=dict(min_size=41), test_mode=True").size())
        .isEqualTo(2);
    assertThatThrownBy(
            () -> dataset("VOCDataset", "filter_cfg=dict(bbox_min_size=2), test_mode=True"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bbox_min_size ignores boxes in training only");
    assertThatThrownBy(() -> dataset("CocoDataset", "filter_cfg=dict(bbox_min_size=2)"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CocoDataset has no such");
  }

  @Test
  void foldersMayBeCalledOtherwiseAndAMissingSizeIsThePictures() throws IOException {
    Files.move(folder.resolve("VOC2007"), folder.resolve("mine"));
    Files.move(folder.resolve("mine/Annotations"), folder.resolve("mine/xml"));
    Files.writeString(
        folder.resolve("mine/xml/b.xml"),
        "<annotation>" + object("dog", 0, "1", "1", "5", "5") + "</annotation>");
    try (Image image = Image.of(new byte[600], 10, 20, 3)) {
      ImageFiles.write(folder.resolve("mine/pictures/b.jpg"), image);
    }
    Dataset dataset =
        Nodes.BINDER
            .spec(
                Dataset.class,
                ("dict(type='VOCDataset', data_root='%s/mine', ann_file='ImageSets/Main/val.txt',"
                        + " img_subdir='pictures', ann_subdir='xml', indices=[1])")
                    .formatted(folder))
            .build();
    assertThat(dataset.record(0).path()).isEqualTo(folder + "/mine/pictures/b.jpg");
    assertThat(dataset.record(0).width()).isEqualTo(20);
    assertThat(dataset.record(0).height()).isEqualTo(10);
  }

  @Test
  void allWrongFilesAreToldAtOnce() throws IOException {
    annotate("a", SIZE + object("dog", 0, "x", "1", "2", "2"));
    Files.delete(folder.resolve("VOC2007/Annotations/b.xml"));
    assertThatThrownBy(() -> dataset("VOCDataset", ""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.xml:2: <xmin>: expected a number, got 'x'")
        .hasMessageContaining("b.xml: cannot read");
    assertThat(dataset("VOCDataset", "lazy_init=True")).isNotNull();
    assertThatThrownBy(
            () ->
                Nodes.BINDER
                    .spec(
                        Dataset.class,
                        "dict(type='VOCDataset', ann_file='x.txt', data_prefix=dict(img='a'))")
                    .build())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("data_prefix of VOCDataset has [sub_data_root]; got 'img'");
  }

  @Test
  void bloodCellsAreThoseOfTheReference() {
    Dataset dataset =
        Nodes.BINDER
            .spec(
                Dataset.class,
                "dict(type='XMLDataset', test_mode=True, ann_file='ImageSets/Main/test.txt',"
                    + " metainfo=dict(classes=('RBC', 'WBC', 'Platelets')), data_root='"
                    + SharedData.require("data/bccd_voc/BCCD")
                    + "')")
            .build();
    assertThat(dataset.size()).isEqualTo(72);
    List<Object> images =
        SharedJson.list(
            SharedJson.map(SharedJson.read("reference/components/voc_eval/bccd_expected.json.gz"))
                .get("images"));
    for (int i = 0; i < images.size(); i++) {
      var expected = SharedJson.map(images.get(i));
      ImageRecord record = dataset.record(i);
      assertThat(record.path()).contains((String) expected.get("img_id"));
      int count =
          SharedJson.list(expected.get("gt")).size()
              + SharedJson.list(expected.get("gt_ignore")).size();
      assertThat(record.size()).isEqualTo(count);
      double[] first = SharedJson.doubles(SharedJson.list(expected.get("gt")).get(0));
      boolean found = false;
      for (int b = 0; b < count; b++) {
        boolean same = record.labels()[b] == first[0];
        for (int k = 0; k < 4; k++) {
          same &= record.boxes()[4 * b + k] == first[k + 1];
        }
        found |= same;
      }
      assertThat(found).as(record.path()).isTrue();
    }
  }
}
