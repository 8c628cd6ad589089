package org.vedette.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.SharedData;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.Nodes;

class WiderFaceDatasetTest {
  private static final String FACE =
      "<object><name>face</name><difficult>%d</difficult><bndbox><xmin>5</xmin><ymin>6</ymin>"
          + "<xmax>%d</xmax><ymax>60</ymax></bndbox></object>";

  @TempDir private Path folder;

  private Dataset dataset(String more) {
    return Nodes.BINDER
        .spec(
            Dataset.class,
            ("dict(type='WIDERFaceDataset', data_root='%s', ann_file='train.txt',"
                    + " data_prefix=dict(img='WIDER_train'), %s)")
                .formatted(folder, more))
        .build();
  }

  private void write(String head) throws IOException {
    Path annotations = Files.createDirectories(folder.resolve("WIDER_train/Annotations"));
    Files.writeString(folder.resolve("train.txt"), "0_a\n");
    Files.writeString(
        annotations.resolve("0_a.xml"),
        "<annotation>"
            + head
            + "<size><width>90</width><height>80</height></size>"
            + FACE.formatted(0, 50)
            + FACE.formatted(1, 50)
            + FACE.formatted(0, 10)
            + "</annotation>");
  }

  @Test
  void imagesLieInTheFolderOfTheXmlAndNothingIsSubtracted() throws IOException {
    write("<folder>0--Parade</folder>");
    Dataset dataset = dataset("filter_cfg=dict(bbox_min_size=17)");
    assertThat(dataset.metaInfo().classes()).containsExactly("face");
    assertThat(dataset.metaInfo().palette().get(0)).containsExactly(0, 255, 0);
    ImageRecord record = dataset.record(0);
    assertThat(record.path()).isEqualTo(folder + "/WIDER_train/0--Parade/0_a.jpg");
    assertThat(record.width()).isEqualTo(90);
    assertThat(record.boxes()).startsWith(5, 6, 50, 60);
    assertThat(record.ignored()).containsExactly(false, true, true);
  }

  @Test
  void aFileWithoutFolderIsTold() throws IOException {
    write("");
    assertThatThrownBy(() -> dataset(""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("0_a.xml: expected <folder>");
  }

  @Test
  void settingsOfOtherLayoutsAreRefused() {
    assertThatThrownBy(() -> dataset("img_subdir='images'"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("fixed layout");
    assertThatThrownBy(() -> dataset("test_mode=True, filter_cfg=dict(bbox_min_size=17)"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("bbox_min_size");
  }

  @Test
  void upstreamsSampleIsRead() {
    Path sample = SharedData.require("data/upstream_samples/tests/data/WIDERFace");
    Dataset dataset =
        Nodes.BINDER
            .spec(
                Dataset.class,
                ("dict(type='WIDERFaceDataset', data_root='%s', ann_file='train.txt',"
                        + " data_prefix=dict(img='WIDER_train'))")
                    .formatted(sample))
            .build();
    assertThat(dataset.size()).isEqualTo(1);
    assertThat(dataset.record(0).size()).isEqualTo(10);
    assertThat(dataset.record(0).boxes()).startsWith(495, 177, 532, 228);
  }
}
