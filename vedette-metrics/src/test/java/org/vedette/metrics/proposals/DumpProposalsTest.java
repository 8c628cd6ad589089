package org.vedette.metrics.proposals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.Detections;
import org.vedette.base.ImageInput.Proposals;
import org.vedette.base.proposals.ProposalFile;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.metrics.Metric;

class DumpProposalsTest {
  private static final Binder BINDER = new Binder(Registry.load());
  private static final Detections FOUND =
      new Detections(
          new float[] {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5},
          new float[] {0.25f, 0.75f, 0.5f},
          new int[3],
          null);

  private static final Detections NOTHING =
      new Detections(new float[0], new float[0], new int[0], null);

  @TempDir private Path folder;

  private Metric metric(String keys) {
    return BINDER
        .spec(
            Metric.class,
            "dict(type='DumpProposals', output_dir='%s', %s)"
                .formatted(folder.resolve("out"), keys))
        .build();
  }

  @Test
  void theBestOfEachImageAreWritten() {
    Metric metric = metric("proposals_file='p.pkl', num_max_proposals=2");
    metric.start(List.of("object"));
    assertThat(metric.needsTruth()).isFalse();
    metric.add(1, "/data/val/a.jpg", FOUND, null);
    metric.add(2, "/data/val/b.jpg", NOTHING, null);
    assertThat(metric.report().values()).isEmpty();

    Map<String, Proposals> all = ProposalFile.read(folder.resolve("out/p.pkl"));
    assertThat(all.keySet()).containsExactly("val/a.jpg", "val/b.jpg");
    assertThat(all.get("val/a.jpg").boxes()).containsExactly(2, 2, 3, 3, 4, 4, 5, 5);
    assertThat(all.get("val/a.jpg").scores()).containsExactly(0.75f, 0.5f);
    assertThat(all.get("val/b.jpg").scores()).isEmpty();
  }

  @Test
  void allAreWrittenUnlessANumberIsGiven() {
    Metric metric = metric("");
    metric.start(List.of());
    metric.add(1, "a.jpg", FOUND, null);
    assertThat(metric.report().text()).contains("out/proposals.pkl");
    assertThat(ProposalFile.read(folder.resolve("out/proposals.pkl")).get("a.jpg").scores())
        .containsExactly(0.75f, 0.5f, 0.25f);
  }

  @Test
  void imagesThatTheFileCannotTellApartAreAnError() {
    Metric metric = metric("");
    metric.start(List.of());
    metric.add(1, "one/train/a.jpg", FOUND, null);
    assertThatThrownBy(() -> metric.add(2, "two/train/a.jpg", FOUND, null))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("two images of the dataset are 'train/a.jpg'");
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    for (String keys :
        List.of(
            "proposals_file='p.json'",
            "num_max_proposals=-1",
            "backend_args=dict(backend='petrel')",
            "file_client_args=dict(backend='disk')",
            "collect_device='tpu'")) {
      assertThatThrownBy(() -> metric(keys))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(keys.substring(0, keys.indexOf('=')));
    }
  }
}
