package org.vedette.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput.Proposals;
import org.vedette.base.RandomSource;
import org.vedette.base.proposals.ProposalFile;
import org.vedette.data.Dataset;
import org.vedette.data.Sample;
import org.vedette.data.TinyCoco;

/** What {@code proposal_file} of a dataset brings to its samples. */
class StoredProposalsTest {
  private static final String STEPS =
      "dict(type='LoadImageFromFile'), dict(type='LoadProposals', num_max_proposals=2),"
          + " dict(type='LoadAnnotations'),"
          + " dict(type='ProposalBroadcaster', transforms=[dict(type='Resize', scale_factor=2.0),"
          + " dict(type='RandomFlip', prob=1.0)]), dict(type='PackDetInputs')";

  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    TinyCoco.write(folder, 3);
    ProposalFile.write(folder.resolve("p.pkl"), proposals(3));
  }

  /** Three of each image; the image's number is their x. */
  private Map<String, Proposals> proposals(int images) {
    Map<String, Proposals> all = new LinkedHashMap<>();
    for (int i = 0; i < images; i++) {
      float[] boxes = {i, 1, i + 4, 5, i, 2, i + 4, 6, i, 3, i + 4, 7};
      all.put(
          folder.getFileName() + "/" + i + ".png",
          new Proposals(boxes, new float[] {0.9f, 0.8f, 0.7f}));
    }
    return all;
  }

  private Dataset coco(String more) {
    String literal = TinyCoco.literal(folder, STEPS);
    return TinyCoco.build(literal.replace("pipeline=", more + ", pipeline="));
  }

  @Test
  void theBestAreMovedWithTheImage() {
    Dataset dataset = coco("proposal_file='p.pkl'");
    try (Sample sample = dataset.sample(1, RandomSource.at(1))) {
      assertThat(sample.image().width()).isEqualTo(48);
      assertThat(sample.toInput().proposals().boxes())
          .containsExactly(38, 2, 46, 10, 38, 4, 46, 12);
      assertThat(sample.toInput().proposals().scores()).containsExactly(0.9f, 0.8f);
    }
    assertThat(dataset.record(2).proposals().boxes()).startsWith(2, 1, 6, 5);
  }

  @Test
  void listsOfMmengineTakeThemToo() throws IOException {
    Files.writeString(
        folder.resolve("list.json"),
        """
        {"metainfo": {"classes": ["a"]}, "data_list": [
          {"img_path": "2.png", "height": 24, "width": 16, "instances": []},
          {"img_path": "0.png", "height": 16, "width": 24, "instances": []},
          {"img_path": "1.png", "height": 16, "width": 24, "instances": []}]}
        """);
    Dataset dataset =
        TinyCoco.build(
            ("dict(type='BaseDetDataset', data_root='%s', ann_file='list.json', indices=2,"
                    + " proposal_file='p.pkl', data_prefix=dict(img_path=''))")
                .formatted(folder));
    assertThat(dataset.record(0).proposals().boxes()).startsWith(2, 1);
    assertThat(dataset.record(1).proposals().boxes()).startsWith(0, 1);
  }

  @Test
  void proposalsOfOtherImagesAreRefused() {
    ProposalFile.write(folder.resolve("p.pkl"), proposals(2));
    assertThatThrownBy(() -> coco("proposal_file='p.pkl'"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "p.pkl: expected proposals of the dataset's 3 images, got those of 2");

    Map<String, Proposals> others = proposals(3);
    others.put("other/2.png", others.remove(folder.getFileName() + "/2.png"));
    ProposalFile.write(folder.resolve("p.pkl"), others);
    assertThatThrownBy(() -> coco("proposal_file='p.pkl'"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("/2.png', got those of other images");
  }

  @Test
  void aPipelineThatWantsProposalsSaysWhereTheyComeFrom() {
    Dataset dataset = coco("test_mode=True");
    assertThatThrownBy(() -> dataset.sample(0, RandomSource.at(1)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("0.png")
        .hasMessageContaining("proposal_file");
  }
}
