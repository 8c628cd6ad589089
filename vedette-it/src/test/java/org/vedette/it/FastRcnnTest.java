package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.api.train.Trainer;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput.Proposals;
import org.vedette.base.proposals.ProposalFile;
import org.vedette.config.ConfigFile;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.data.drawn.DrawnShapes;
import org.vedette.engine.Run;
import org.vedette.tensor.Device;

/** An RPN writes proposals, and a detector without one trains and is judged on them. */
class FastRcnnTest {
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void writeDataAndConfigs() throws IOException {
    data = folder.resolve("data");
    DrawnShapes.write(data, new DrawnShapes.Settings(8, 1, 64, 1, 3, 0.3, 0.6, 5));
    for (String name : new String[] {"overfit", "overfit_faster_rcnn", "rpn", "fast_rcnn"}) {
      try (InputStream in = FastRcnnTest.class.getResourceAsStream("/training/" + name + ".py")) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve(name + ".py"), text.replace("'data/", "'" + data + "/"));
      }
    }
  }

  private Run train(String name) throws IOException {
    Path config = folder.resolve("run_" + name + ".py");
    Files.writeString(
        config,
        "_base_ = '%s.py'\nwork_dir = '%s'\n".formatted(name, folder.resolve("work_" + name)));
    return Trainer.of(new Binder(Registry.load()), ConfigFile.load(config)).train(Device.CPU);
  }

  @Test
  void trainsOnProposalsThatAnRpnWrote() throws IOException {
    train("rpn");
    Map<String, Proposals> proposals = ProposalFile.read(data.resolve("proposals/proposals.pkl"));
    assertThat(proposals).hasSize(8).containsKey("train/000001.jpg");
    assertThat(proposals.values())
        .allSatisfy(one -> assertThat(one.scores()).hasSizeBetween(1, 50));

    Run run = train("fast_rcnn");
    assertThat(run.iteration()).isEqualTo(2);
    assertThat(run.lastValidation().values()).containsKey("coco/bbox_mAP");
    assertThat(Files.readString(logOf("fast_rcnn"))).contains("loss_cls").doesNotContain("rpn");
  }

  @Test
  void anRpnIsTestedOnDataOfManyClasses() throws IOException {
    train("rpn");
    CommandRun run =
        CommandRun.of(
            "test",
            folder.resolve("rpn.py").toString(),
            folder.resolve("work_rpn/iter_2.pth").toString(),
            "--work-dir",
            folder.resolve("t").toString());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(ProposalFile.read(data.resolve("tested/best.pickle")).values())
        .hasSize(8)
        .allSatisfy(one -> assertThat(one.scores()).hasSizeBetween(1, 3));
  }

  private Path logOf(String name) throws IOException {
    try (var files = Files.walk(folder.resolve("work_" + name))) {
      return files.filter(file -> file.endsWith("scalars.json")).findFirst().orElseThrow();
    }
  }

  @Test
  void proposalsThatAreNotThereAreToldBeforeTheFirstStep() {
    assertThatThrownBy(() -> train("fast_rcnn"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("proposals/proposals.pkl: no such file of proposals");
  }
}
