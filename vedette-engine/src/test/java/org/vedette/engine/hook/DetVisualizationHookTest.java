package org.vedette.engine.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.Detections;
import org.vedette.base.RandomSource;
import org.vedette.base.Truth;
import org.vedette.base.coco.Segmentation;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;
import org.vedette.engine.RunFixtures;
import org.vedette.engine.log.LocalVisBackend;
import org.vedette.engine.log.PlainVisualizer;
import org.vedette.engine.log.RunWriter;
import org.vedette.engine.log.Visualizer;

class DetVisualizationHookTest {
  private static final Detections FOUND =
      new Detections(new float[4], new float[] {0.5f}, new int[1], null);

  @TempDir private Path folder;

  /** Copies pictures, and notes nothing. */
  private record Copying(List<RunWriter> writers) implements Visualizer {
    @Override
    public Image draw(
        Image picture, MetaInfo meta, Truth truth, Detections found, double minScore) {
      assertThat(truth.size()).isEqualTo(1);
      assertThat(found).isSameAs(FOUND);
      assertThat(minScore).isEqualTo(0.4);
      return picture.copy();
    }
  }

  /** Copies pictures that are to show the truth alone. */
  private record TruthOnly(List<RunWriter> writers) implements Visualizer {
    @Override
    public Image draw(
        Image picture, MetaInfo meta, Truth truth, Detections found, double minScore) {
      assertThat(truth.size()).isEqualTo(1);
      assertThat(found).isNull();
      return picture.copy();
    }
  }

  private record OneImage(ImageRecord record) implements Dataset {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public MetaInfo metaInfo() {
      return MetaInfo.of(List.of("cat"));
    }

    @Override
    public ImageRecord record(int index) {
      return record;
    }

    @Override
    public Sample sample(int index, RandomSource random) {
      return new Sample(record);
    }
  }

  private Run run(boolean drawing) {
    LocalVisBackend writer = new LocalVisBackend();
    Run run = RunFixtures.run(folder, "dict(type='LogProcessor')", writer);
    RunFixtures.drawing(
        run, drawing ? new Copying(List.of(writer)) : new PlainVisualizer(List.of(writer)));
    return RunFixtures.standing(run, new Run.Span(true, 2, 20, 10), 1, 10);
  }

  private EvalStep step(EvalStep.Phase phase, int batch) {
    Path file = folder.resolve("cat.png");
    try (Image image = Image.of(new byte[8 * 8 * 3], 8, 8, 3)) {
      ImageFiles.write(file, image);
    }
    ImageRecord record =
        new ImageRecord(
            1,
            file.toString(),
            null,
            8,
            8,
            new float[] {0, 0, 4, 4},
            new int[1],
            new boolean[1],
            new Segmentation[1]);
    return new EvalStep(
        phase, batch, 4, new OneImage(record), List.of(new Sample(record)), List.of(FOUND), 0, 0);
  }

  private static Hook hook(String keys) {
    return new Binder(Registry.load())
        .spec(Hook.class, "dict(type='DetVisualizationHook', score_thr=0.4" + keys + ")")
        .build();
  }

  private static Path pictures(Run run) {
    return run.folder().visData().resolve("vis_image");
  }

  @Test
  void nothingIsDrawnUnlessItIsAskedFor() {
    Run run = run(true);
    hook(", interval=1").afterEvalIter(run, step(EvalStep.Phase.VAL, 0));
    assertThat(pictures(run)).doesNotExist();
  }

  @Test
  void aValidationShowsTheFirstImageOfSomeBatches() {
    Run run = run(true);
    Hook hook = hook(", draw=True, interval=3");
    for (int batch = 0; batch < 4; batch++) {
      hook.afterEvalIter(run, step(EvalStep.Phase.VAL, batch));
    }
    // 10 steps are done, so the batches stand at 10, 11, 12, 13.
    assertThat(pictures(run)).isDirectoryContaining("glob:**val_img_12.png");
    assertThat(pictures(run).toFile().list()).hasSize(1);
  }

  @Test
  void aTestShowsAllImagesInAFolderOrTheWriters() {
    Run run = run(true);
    Hook writers = hook(", draw=True");
    writers.afterEvalIter(run, step(EvalStep.Phase.TEST, 0));
    writers.afterEvalIter(run, step(EvalStep.Phase.TEST, 1));
    assertThat(pictures(run).resolve("test_img_1.png")).exists();
    assertThat(pictures(run).resolve("test_img_2.png")).exists();
    Hook hook = hook(", draw=True, test_out_dir='drawn'");
    hook.afterEvalIter(run, step(EvalStep.Phase.TEST, 0));
    assertThat(run.folder().logDir().resolve("drawn/cat.png")).exists();
  }

  @Test
  void aVisualizerThatDrawsNothingWritesNothing() {
    Run run = run(false);
    hook(", draw=True, interval=1").afterEvalIter(run, step(EvalStep.Phase.VAL, 0));
    assertThat(pictures(run)).doesNotExist();
  }

  @Test
  void theNaiveHookNamesPicturesOfSomeTestBatchesByTheirFiles() {
    Run run = run(true);
    RunFixtures.drawing(run, new TruthOnly(run.writers()));
    Hook hook =
        new Binder(Registry.load())
            .spec(Hook.class, "dict(type='NaiveVisualizationHook', interval=2, draw_pred=False)")
            .build();

    hook.afterEvalIter(run, step(EvalStep.Phase.TEST, 0));
    hook.afterEvalIter(run, step(EvalStep.Phase.VAL, 1));
    assertThat(pictures(run)).doesNotExist();
    hook.afterEvalIter(run, step(EvalStep.Phase.TEST, 1));

    assertThat(pictures(run).toFile().list()).containsExactly("cat.png_1.png");
  }

  @Test
  void windowsAreRefused() {
    assertThatThrownBy(() -> hook(", show=True")).hasMessageContaining("vis_image");
  }
}
