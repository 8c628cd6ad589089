package org.vedette.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.SharedData;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.Nodes;

class CocoDatasetTest {
  private static final String COCO =
      """
      {"images": [
        {"id": 9, "file_name": "a.jpg", "height": 100, "width": 200},
        {"id": 4, "file_name": "sub/b.jpg", "height": 30, "width": 40},
        {"id": 5, "file_name": "c.jpg", "height": 100, "width": 100},
        {"id": 6, "file_name": "d.jpg", "height": 100, "width": 100}],
       "categories": [{"id": 20, "name": "dog"}, {"id": 3, "name": "cat"}, {"id": 7, "name": "owl"}],
       "annotations": [
        {"id": 1, "image_id": 9, "category_id": 7, "bbox": [10, 20, 30, 40], "area": 5, "iscrowd": 1},
        {"id": 2, "image_id": 9, "category_id": 20, "bbox": [1.5, 2.25, 3, 4], "area": 5},
        {"id": 3, "image_id": 9, "category_id": 3, "bbox": [10, 20, 0.5, 40], "area": 5},
        {"id": 4, "image_id": 9, "category_id": 3, "bbox": [300, 20, 10, 40], "area": 5},
        {"id": 5, "image_id": 9, "category_id": 3, "bbox": [10, 20, 10, 40], "area": 0},
        {"id": 6, "image_id": 9, "category_id": 3, "bbox": [10, 20, 9, 9], "area": 9, "ignore": 1},
        {"id": 7, "image_id": 4, "category_id": 3, "bbox": [1, 1, 9, 9], "area": 9},
        {"id": 8, "image_id": 5, "category_id": 3, "bbox": [1, 1, 9, 9], "area": 9}]}
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("ann.json"), COCO);
  }

  private Dataset dataset(String more) {
    String literal =
        "dict(type='CocoDataset', data_root='%s', ann_file='ann.json', %s)".formatted(folder, more);
    return Nodes.BINDER.spec(Dataset.class, literal).build();
  }

  @Test
  void labelsCountTheFilesCategoriesThatAreClasses() {
    CocoDataset dataset =
        (CocoDataset)
            dataset("metainfo=dict(classes=('owl', 'dog')), data_prefix=dict(img='img/')");
    assertThat(dataset.size()).isEqualTo(4);
    assertThat(dataset.metaInfo().classes()).containsExactly("owl", "dog");
    assertThat(dataset.categoryIds()).containsExactly(20, 7);
    ImageRecord record = dataset.record(0);
    assertThat(record.path()).isEqualTo(folder + "/img/a.jpg");
    assertThat(record.imageId()).isEqualTo(9);
    assertThat(record.labels()).containsExactly(1, 0);
    assertThat(record.ignored()).containsExactly(true, false);
    assertThat(record.boxes()).containsExactly(10, 20, 40, 60, 1.5f, 2.25f, 4.5f, 6.25f);
    assertThat(dataset.record(1).path()).isEqualTo(folder + "/img/sub/b.jpg");
  }

  @Test
  void boxesThatAreNoneAreLeftOut() {
    Dataset dataset = dataset("metainfo=dict(classes=['dog', 'cat', 'owl'])");
    assertThat(dataset.record(0).size()).isEqualTo(2);
    assertThat(dataset.record(0).path()).isEqualTo(folder + "/a.jpg");
  }

  @Test
  void filtersCountInTrainingOnly() {
    String filter =
        "metainfo=dict(classes='cat'), filter_cfg=dict(filter_empty_gt=True, min_size=32)";
    // Image 9 has annotations of the class, though none is a valid box: upstream keeps it too.
    assertThat(ids(dataset(filter))).containsExactly(9, 5);
    assertThat(ids(dataset(filter + ", test_mode=True"))).containsExactly(9, 4, 5, 6);
  }

  @Test
  void indicesChooseAPart() {
    String classes = "metainfo=dict(classes=('dog', 'cat', 'owl')), indices=";
    assertThat(ids(dataset(classes + "2"))).containsExactly(9, 4);
    assertThat(ids(dataset(classes + "-1"))).containsExactly(6);
    assertThat(ids(dataset(classes + "[2, -4]"))).containsExactly(5, 9);
    assertThatThrownBy(() -> dataset(classes + "[4]")).hasMessageContaining("indices[0] is 4");
  }

  @Test
  void classesMayStandInAFile() throws IOException {
    Path names = Files.writeString(folder.resolve("names.txt"), "cat\nowl\n");
    Dataset dataset = dataset("metainfo=dict(classes='" + names + "')");
    assertThat(dataset.metaInfo().classes()).containsExactly("cat", "owl");
  }

  @Test
  void aClassThatIsNamedTwiceIsRefused() {
    assertThatThrownBy(() -> dataset("metainfo=dict(classes=('dog', 'cat', 'dog'))"))
        .hasMessageContaining("metainfo.classes: wrong value; expected names of which none");
  }

  @Test
  void aClassThatTheFileLacksIsTold() {
    assertThatThrownBy(() -> dataset("metainfo=dict(classes=('dog', 'catt'))"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("ann.json: class 'catt' is not among the file's 3 categories")
        .hasMessageContaining("did you mean 'cat'?");
    assertThatThrownBy(() -> dataset(""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("class 'person' and 77 more are not among")
        .hasMessageContaining("metainfo=dict(classes=");
  }

  @Test
  void lazyInitReadsTheFileWhenItIsNeeded() {
    Dataset dataset = dataset("lazy_init=True");
    assertThatThrownBy(dataset::size).isInstanceOf(DataException.class);
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThatThrownBy(() -> dataset("backend_args=dict(backend='petrel')"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("local");
    assertThatThrownBy(() -> dataset("metainfo=dict(classes='cat'), proposal_file='p.pkl'"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("p.pkl: no such file of proposals");
    assertThatThrownBy(() -> dataset("pipelin=[]"))
        .hasMessageContaining("did you mean 'pipeline'?");
  }

  @Test
  @Tag("real")
  void cocoHasItsEightyClassesAndColours() {
    Path json = SharedData.require("data/coco_tiny/annotations/instances_val2017.json");
    CocoDataset dataset =
        (CocoDataset)
            Nodes.BINDER
                .spec(Dataset.class, "dict(type='CocoDataset', ann_file='" + json + "')")
                .build();
    assertThat(dataset.size()).isEqualTo(80);
    assertThat(dataset.metaInfo().classes())
        .hasSize(80)
        .startsWith("person")
        .endsWith("toothbrush");
    assertThat(dataset.metaInfo().palette().get(0)).containsExactly(220, 20, 60);
    assertThat(dataset.categoryIds()).hasSize(80).startsWith(1, 2).endsWith(90);
  }

  @Test
  @Tag("real")
  void upstreamsSampleWithAnUnlistedCategoryIsRead() {
    Path json = SharedData.require("data/upstream_samples/tests/data/coco_sample.json");
    Dataset dataset =
        Nodes.BINDER
            .spec(
                Dataset.class,
                "dict(type='CocoDataset', metainfo=dict(classes=('bus', 'car')), filter_cfg="
                    + "dict(filter_empty_gt=True, min_size=32), ann_file='"
                    + json
                    + "')")
            .build();
    assertThat(dataset.size()).isEqualTo(2);
  }

  private static long[] ids(Dataset dataset) {
    return IntStream.range(0, dataset.size()).mapToLong(i -> dataset.record(i).imageId()).toArray();
  }
}
