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
import org.vedette.base.RandomSource;
import org.vedette.base.RleMasks;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class BaseDetDatasetTest {
  private static final String META =
      "{'classes': ['cat', 'dog'], 'palette': [[1, 2, 3], [4, 5, 6]]}";
  private static final String IMAGES =
      """
      [{'img_path': 'a.png', 'height': 10, 'width': 20, 'img_id': 7, 'more': [1], 'instances': [
         {'bbox': [0, 1, 10, 8.5], 'bbox_label': 1, 'ignore_flag': 0,
          'mask': [[0, 1, 10, 1, 10, 8]]},
         {'bbox': [5, 5, 10, 8], 'bbox_label': 0, 'ignore_flag': 1,
          'mask': {'size': [10, 20], 'counts': [0, 10, 190]}},
         {'bbox': [5, 5, 10, 8], 'bbox_label': 0}]},
       {'img_path': '/b.png', 'height': 30, 'width': 40, 'instances': []}]
      """;

  @TempDir private Path folder;

  private Dataset dataset(String json, String more) throws IOException {
    Files.writeString(folder.resolve("ann.json"), json.replace('\'', '"'));
    return Nodes.BINDER
        .spec(
            Dataset.class,
            "dict(type='BaseDetDataset', data_root='%s', ann_file='ann.json', %s)"
                .formatted(folder, more))
        .build();
  }

  private static String file(String metainfo, String images) {
    return "{'data_list': " + images + ", 'metainfo': " + metainfo + "}";
  }

  @Test
  void boxesMasksAndClassesAreThoseOfTheFile() throws IOException {
    Dataset dataset = dataset(file(META, IMAGES), "data_prefix=dict(img_path='img/')");
    assertThat(dataset.size()).isEqualTo(2);
    assertThat(dataset.metaInfo().classes()).containsExactly("cat", "dog");
    assertThat(dataset.metaInfo().palette().get(1)).containsExactly(4, 5, 6);
    ImageRecord record = dataset.record(0);
    assertThat(record.imageId()).isEqualTo(7);
    assertThat(record.path()).isEqualTo(folder + "/img/a.png");
    assertThat(record.height()).isEqualTo(10);
    assertThat(record.boxes()).startsWith(0, 1, 10, 8.5f, 5, 5);
    assertThat(record.labels()).containsExactly(1, 0, 0);
    assertThat(record.ignored()).containsExactly(false, true, false);
    assertThat(RleMasks.area(record.segmentations()[1].toRle(10, 20))).isEqualTo(10);
    assertThat(record.segmentations()[2]).isNull();
    assertThat(dataset.record(1).path()).isEqualTo("/b.png");
    assertThat(dataset.record(1).imageId()).isEqualTo(1);
  }

  @Test
  void theConfigsMetainfoComesFirst() throws IOException {
    assertThat(
            dataset(file("{}", IMAGES), "metainfo=dict(classes=('x', 'y'))").metaInfo().classes())
        .containsExactly("x", "y");
    Path names = Files.writeString(folder.resolve("names.txt"), "x\ny\nz\n");
    assertThat(
            dataset(file(META, IMAGES), "metainfo=dict(classes='" + names + "')")
                .metaInfo()
                .classes())
        .containsExactly("x", "y", "z");
    assertThatThrownBy(() -> dataset(file("{}", IMAGES), ""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'metainfo' has no 'classes'");
    assertThatThrownBy(() -> dataset(file(META, IMAGES), "metainfo=dict(classes=('cat',))"))
        .hasMessageContaining("ann.json: data_list[0]: 'bbox_label' 1, but there are 1 classes");
  }

  @Test
  void emptyImagesAreLeftOutInTrainingWhenAsked() throws IOException {
    String filter = "filter_cfg=dict(filter_empty_gt=True)";
    assertThat(dataset(file(META, IMAGES), filter).size()).isEqualTo(1);
    assertThat(dataset(file(META, IMAGES), filter + ", test_mode=True").size()).isEqualTo(2);
    assertThat(dataset(file(META, IMAGES), "indices=-1").record(0).path()).isEqualTo("/b.png");
  }

  @Test
  void thePipelineRuns() throws IOException {
    try (Image image = Image.of(new byte[600], 10, 20, 3)) {
      ImageFiles.write(folder.resolve("a.png"), image);
    }
    Dataset dataset =
        dataset(
            file(META, IMAGES),
            "indices=[0], return_classes=True, pipeline=[dict(type='LoadImageFromFile'),"
                + " dict(type='LoadAnnotations', with_bbox=True), dict(type='PackDetInputs')]");
    try (Sample sample = dataset.sample(0, RandomSource.at(1))) {
      assertThat(sample.image().width()).isEqualTo(20);
      assertThat(sample.record().size()).isEqualTo(3);
    }
  }

  @Test
  void wrongFilesAreRefusedWithThePlace() throws IOException {
    refuses("[]", "expected an object with 'metainfo' and 'data_list', got a list");
    refuses("{'metainfo': {}}", "expected an object with 'metainfo' and 'data_list'");
    String one = "[{'img_path': 'a', 'height': 1, 'width': 1, 'instances': [%s]}]";
    refuses(file(META, "[{'img_path': 'a'}]"), "data_list[0]: lacks 'img_path', 'height' or");
    refuses(file(META, one.formatted("{'bbox': [1, 2, 3, 4]}")), "instances[0]: lacks 'bbox' or");
    refuses(
        file(META, one.formatted("{'bbox': [1, 2, 0, 4], 'bbox_label': 0}")),
        "data_list[0].instances[0]: 'bbox' must be [x1, y1, x2, y2], got [1.0, 2.0, 0.0, 4.0]");
    assertThatThrownBy(() -> dataset(file(META, IMAGES), "data_prefix=dict(img='x')"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("data_prefix of BaseDetDataset has [img_path, seg_map_path]");
  }

  private void refuses(String json, String message) {
    assertThatThrownBy(() -> dataset(json, ""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("ann.json: ")
        .hasMessageContaining(message);
  }

  @Test
  void textFileOfClassesThatIsMissingOrEmptyIsNoClassOfThatName() throws IOException {
    Path names = folder.resolve("names.txt");
    String keys = "metainfo=dict(classes='%s')".formatted(names);
    assertThatThrownBy(() -> dataset(file(META, IMAGES), keys))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("names.txt names no classes; expected a text file of a class a line")
        .hasMessageContaining("got nothing there");
    Files.writeString(names, "\n  \n");
    assertThatThrownBy(() -> dataset(file(META, IMAGES), keys))
        .hasMessageContaining("got no line with a name");
  }
}
