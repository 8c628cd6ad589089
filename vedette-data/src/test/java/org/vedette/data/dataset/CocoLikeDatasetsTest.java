package org.vedette.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.SharedData;
import org.vedette.data.Dataset;
import org.vedette.data.MetaInfo;
import org.vedette.data.Nodes;

/** Datasets whose annotations are COCO's JSON, each with rules of its own. */
class CocoLikeDatasetsTest {
  @TempDir private Path folder;

  private Dataset dataset(String type, String json, String more) throws IOException {
    Files.writeString(folder.resolve("ann.json"), json);
    String literal =
        "dict(type='%s', data_root='%s', ann_file='ann.json', data_prefix=dict(img='img/'), %s)"
            .formatted(type, folder, more);
    return Nodes.BINDER.spec(Dataset.class, literal).build();
  }

  private static String image(int id, String more) {
    return "{\"id\": %d, \"height\": 100, \"width\": 200, %s}".formatted(id, more);
  }

  private static String object(int id, int image, int category, int crowd) {
    return ("{\"id\": %d, \"image_id\": %d, \"category_id\": %d, \"bbox\": [1, 2, 30, 40], \"area\": 9,"
            + " \"iscrowd\": %d}")
        .formatted(id, image, category, crowd);
  }

  /** Categories of these names, with ids from {@code first} on. */
  private static String categories(List<String> names, int first) {
    StringJoiner list = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < names.size(); i++) {
      list.add("{\"id\": %d, \"name\": \"%s\"}".formatted(first + i, names.get(i)));
    }
    return list.toString();
  }

  private static String file(List<String> images, List<String> objects, String categories) {
    return "{\"images\": %s, \"annotations\": %s, \"categories\": %s}"
        .formatted(images, objects, categories);
  }

  private static long[] ids(Dataset dataset) {
    return IntStream.range(0, dataset.size()).mapToLong(i -> dataset.record(i).imageId()).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "CityscapesDataset, 8, person, bicycle, 8",
    "DeepFashionDataset, 15, top, face, 15",
    "iSAIDDataset, 16, background, Harbor, 16",
    "ADE20KInstanceDataset, 100, bed, flag, 100",
    "LVISV05Dataset, 1230, acorn, zucchini, 0",
    "LVISDataset, 1230, acorn, zucchini, 0",
    "LVISV1Dataset, 1203, aerosol_can, zucchini, 0",
    "Objects365V1Dataset, 365, person, flashlight, 0",
    "Objects365V2Dataset, 365, Person, Table Tennis, 0",
  })
  void hasItsClassesAndColours(String type, int count, String first, String last, int colours)
      throws IOException {
    MetaInfo own = Palettes.ofType(type);
    String json =
        file(
            List.of(image(1, "\"file_name\": \"a.jpg\", \"coco_url\": \"b.jpg\"")),
            List.of(object(1, 1, 1, 0)),
            categories(own.classes(), 1));
    Dataset dataset = dataset(type, json, "");
    assertThat(dataset.metaInfo().classes()).hasSize(count).doesNotHaveDuplicates();
    assertThat(dataset.metaInfo().classes().get(0)).isEqualTo(first);
    assertThat(dataset.metaInfo().classes().get(count - 1).strip()).isEqualTo(last.strip());
    assertThat(dataset.metaInfo().palette()).hasSize(colours);
    assertThat(dataset.record(0).labels()).containsExactly(0);
    assertThat(dataset.record(0).boxes()).containsExactly(1, 2, 31, 42);
  }

  @Test
  void ofCityscapesAnImageOfCrowdsAloneIsEmpty() throws IOException {
    List<String> images =
        IntStream.rangeClosed(1, 4).mapToObj(i -> image(i, "\"file_name\": \"a/b.png\"")).toList();
    List<String> objects = List.of(object(1, 1, 5, 0), object(2, 2, 5, 1), object(3, 4, 5, 1));
    String json = file(images, objects, "[{\"id\": 5, \"name\": \"car\"}]");
    String car = "metainfo=dict(classes=('car',)), filter_cfg=dict(filter_empty_gt=True)";
    assertThat(ids(dataset("CityscapesDataset", json, car))).containsExactly(1);
    assertThat(ids(dataset("CocoDataset", json, car))).containsExactly(1, 2, 4);
    assertThat(ids(dataset("CityscapesDataset", json, car + ", test_mode=True")))
        .containsExactly(1, 2, 3, 4);
    assertThat(dataset("CityscapesDataset", json, car).record(0).path())
        .isEqualTo(folder + "/img/a/b.png");
  }

  @Test
  void ofLvisAllCategoriesCountInTheOrderOfTheFile() throws IOException {
    String json =
        file(
            List.of(image(1, "\"file_name\": \"COCO_val2014_000000391895.jpg\"")),
            List.of(object(1, 1, 7, 0), object(2, 1, 9, 0)),
            "[{\"id\": 9, \"name\": \"zebra\"}, {\"id\": 7, \"name\": \"ant\"}]");
    String two = "metainfo=dict(classes=('x', 'y'))";
    CocoFormatDataset dataset = (CocoFormatDataset) dataset("LVISV05Dataset", json, two);
    assertThat(dataset.categoryIds()).containsExactly(9, 7);
    assertThat(dataset.record(0).labels()).containsExactly(1, 0);
    assertThat(dataset.record(0).path()).isEqualTo(folder + "/img/000000391895.jpg");
    assertThatThrownBy(() -> dataset("LVISV05Dataset", json, ""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected the 1230 categories of LVISV05Dataset, got 2");
  }

  @Test
  void ofLvis1ImagesAreFoundByTheirUrls() throws IOException {
    String json =
        file(
            List.of(
                image(
                    1,
                    "\"file_name\": \"other.jpg\", \"coco_url\":"
                        + " \"http://images.cocodataset.org/train2017/000000391895.jpg\""),
                image(2, "\"file_name\": \"without.jpg\"")),
            List.of(object(1, 1, 1, 0)),
            "[{\"id\": 1, \"name\": \"ant\"}]");
    Dataset dataset = dataset("LVISV1Dataset", json, "metainfo=dict(classes=('ant',))");
    assertThat(dataset.record(0).path()).isEqualTo(folder + "/img/train2017/000000391895.jpg");
    assertThatThrownBy(() -> dataset.record(1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("image id 2 lacks 'coco_url'");
  }

  @Test
  void ofObjects365LabelsCountByRisingIdInVersion1() throws IOException {
    String json =
        file(
            List.of(image(1, "\"file_name\": \"a.jpg\"")),
            List.of(object(1, 1, 9, 0), object(2, 1, 3, 0)),
            "[{\"id\": 9, \"name\": \"cup\"}, {\"id\": 4, \"name\": \"x\"}, {\"id\": 3, \"name\":"
                + " \"hat\"}]");
    String classes = "metainfo=dict(classes=('cup', 'hat'))";
    CocoFormatDataset first = (CocoFormatDataset) dataset("Objects365V1Dataset", json, classes);
    assertThat(first.categoryIds()).containsExactly(3, 9);
    assertThat(first.record(0).labels()).containsExactly(1, 0);
    assertThat(dataset("Objects365V2Dataset", json, classes).record(0).labels())
        .containsExactly(0, 1);
  }

  @Test
  void ofObjects365SomeImagesOfVersion2AreLeftOut() throws IOException {
    String json =
        file(
            List.of(
                image(1, "\"file_name\": \"images/v2/patch16/objects365_v2_00908726.jpg\""),
                image(2, "\"file_name\": \"images/v2/patch16/objects365_v2_00908727.jpg\""),
                image(3, "\"file_name\": \"images/v1/patch6/objects365_v1_00320534.jpg\"")),
            List.of(object(1, 1, 1, 0)),
            "[{\"id\": 1, \"name\": \"cup\"}]");
    Dataset dataset =
        dataset("Objects365V2Dataset", json, "metainfo=dict(classes=('cup',)), test_mode=True");
    assertThat(ids(dataset)).containsExactly(2);
    assertThat(dataset.record(0).path())
        .isEqualTo(folder + "/img/patch16/objects365_v2_00908727.jpg");
  }

  @Test
  void ofV3DetTheNamesStandInAFile() throws IOException {
    String json =
        file(
            List.of(image(1, "\"file_name\": \"a.jpg\"")),
            List.of(object(1, 1, 9, 0)),
            "[{\"id\": 8, \"name\": \"ant\"}, {\"id\": 9, \"name\": \"bee\"}]");
    assertThatThrownBy(() -> dataset("V3DetDataset", json, ""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("category_name_13204_v3det_2023_v1.txt: cannot read the names");
    Files.writeString(folder.resolve("names.txt"), "bee\nant\n");
    Dataset dataset = dataset("V3DetDataset", json, "label_file='names.txt'");
    assertThat(dataset.metaInfo().classes()).containsExactly("bee", "ant");
    assertThat(dataset.record(0).labels()).containsExactly(1);
    assertThat(dataset("V3DetDataset", json, "metainfo=dict(classes=('bee',))").record(0).labels())
        .containsExactly(0);
  }

  @Test
  void upstreamsUnsortedSampleIsReadAsUpstreamReadsIt() throws IOException {
    Path sample =
        SharedData.require(
            "data/upstream_samples/tests/data/Objects365/unsorted_obj365_sample.json");
    CocoFormatDataset dataset =
        (CocoFormatDataset)
            dataset(
                "Objects365V1Dataset",
                Files.readString(sample),
                "metainfo=dict(classes=('bus', 'car')), filter_cfg=dict(filter_empty_gt=True, min_size=32)");
    assertThat(dataset.categoryIds()).containsExactly(1, 2);
    assertThat(dataset.record(0).labels()).contains(0, 1);
  }

  @Test
  void theFilterOfSmallBoxesIsForXmlAlone() {
    assertThatThrownBy(
            () -> dataset("DeepFashionDataset", "{}", "filter_cfg=dict(bbox_min_size=3)"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DeepFashionDataset has no such");
  }
}
