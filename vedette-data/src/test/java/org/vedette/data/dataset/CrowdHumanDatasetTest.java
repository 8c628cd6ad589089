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
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class CrowdHumanDatasetTest {
  private static final String LINES =
      """
      {"ID": "1,a", "gtboxes": [{"tag": "person", "fbox": [-5, 3, 20, 30], "extra": {"box_id": 0}}, \
      {"tag": "mask", "fbox": [1, 1, 2, 2], "hbox": [0, 0, 1, 1]}, \
      {"tag": "person", "fbox": [4, 4, 6, 8], "extra": {"ignore": 1}}]}
      {"ID": "2,b", "gtboxes": []}
      """;

  @TempDir private Path folder;

  private Dataset dataset(String lines, String more) throws IOException {
    Files.writeString(folder.resolve("annotation_train.odgt"), lines);
    String literal =
        ("dict(type='CrowdHumanDataset', data_root='%s', ann_file='annotation_train.odgt',"
                + " data_prefix=dict(img='Images/'), %s)")
            .formatted(folder, more);
    return Nodes.BINDER.spec(Dataset.class, literal).build();
  }

  private void writeImages() throws IOException {
    Files.createDirectories(folder.resolve("Images"));
    for (String name : new String[] {"1,a", "2,b"}) {
      try (Image image = Image.of(new byte[3 * 40 * 50], 40, 50, 3)) {
        ImageFiles.write(folder.resolve("Images/" + name + ".jpg"), image);
      }
    }
  }

  @Test
  void wholeBodiesAreTheBoxesAndOthersAreIgnored() throws IOException {
    writeImages();
    Dataset dataset = dataset(LINES, "test_mode=True");
    assertThat(dataset.metaInfo().classes()).containsExactly("person");
    assertThat(dataset.metaInfo().palette().get(0)).containsExactly(220, 20, 60);
    assertThat(dataset.size()).isEqualTo(2);
    ImageRecord record = dataset.record(0);
    assertThat(record.path()).isEqualTo(folder + "/Images/1,a.jpg");
    assertThat(record.imageId()).isEqualTo(1);
    assertThat(record.height()).isEqualTo(40);
    assertThat(record.width()).isEqualTo(50);
    assertThat(record.boxes()).containsExactly(-5, 3, 15, 33, 1, 1, 3, 3, 4, 4, 10, 12);
    assertThat(record.ignored()).containsExactly(false, true, true);
    assertThat(record.labels()).containsExactly(0, 0, 0);
  }

  @Test
  void sizesAreFoundOutOnceAndKeptWhereUpstreamKeepsThem() throws IOException {
    writeImages();
    dataset(LINES, "");
    Path sizes = folder.resolve("id_hw_train.json");
    assertThat(sizes).hasContent("{\"1,a\":[40,50],\"2,b\":[40,50]}");

    Files.writeString(sizes, "{\"1,a\": [400, 500], \"2,b\": [4, 5]}");
    assertThat(dataset(LINES, "").record(0).width()).isEqualTo(500);
    assertThat(dataset(LINES, "filter_cfg=dict(min_size=32)").size()).isEqualTo(1);

    Path other = Files.writeString(folder.resolve("s.json"), "{\"1,a\": [7, 8], \"2,b\": [4, 5]}");
    assertThat(dataset(LINES, "extra_ann_file='" + other + "'").record(0).height()).isEqualTo(7);
  }

  @Test
  void whatIsWrongIsToldWithItsLine() throws IOException {
    Files.writeString(folder.resolve("id_hw_train.json"), "{\"1,a\": [40, 50]}");
    refuses(LINES, "id_hw_train.json: expected the size of image '2,b', got none");
    refuses("", "the file is empty");
    refuses("{\"ID\": \"1,a\"}", "line 1: lacks 'ID' or 'gtboxes'");
    refuses("{\"ID\": \"1,a\", \"gtboxes\": [{\"tag\": \"x\"}]}", "line 1: gtboxes[0]: lacks");
    refuses(
        "{\"ID\": \"1,a\", \"gtboxes\": []}\n{\"ID\": \"1,a\", \"gtboxes\": []}",
        "line 2: the ID '1,a' was used before");
    refuses("{\"ID\": \"1,a\", \"gtboxes\": [{\"tag\": \"x\", \"fbox\": [1]}]}", "'fbox' must be");
    refuses("{\"ID\": ", "the JSON ends in the middle");
    assertThatThrownBy(() -> dataset(LINES, "filter_cfg=dict(bbox_min_size=3)"))
        .isInstanceOf(ConfigException.class);
  }

  private void refuses(String lines, String message) {
    assertThatThrownBy(() -> dataset(lines, ""))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aMissingImageIsToldWhenItsSizeIsNeeded() {
    refuses(LINES, "no such image file");
  }

  @Test
  void upstreamsSampleIsRead() {
    Path sample = SharedData.require("data/upstream_samples/tests/data/crowdhuman_dataset");
    Dataset dataset =
        Nodes.BINDER
            .spec(
                Dataset.class,
                ("dict(type='CrowdHumanDataset', data_root='%s/', data_prefix=dict(img='Images/'),"
                        + " ann_file='test_annotation_train.odgt')")
                    .formatted(sample))
            .build();
    assertThat(dataset.size()).isEqualTo(1);
    assertThat(dataset.record(0).height()).isEqualTo(1356);
    assertThat(dataset.record(0).boxes()).startsWith(1330, 317, 1748, 1655);
  }
}
