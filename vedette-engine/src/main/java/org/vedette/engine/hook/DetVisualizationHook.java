package org.vedette.engine.hook;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.vedette.base.Detections;
import org.vedette.base.Rle;
import org.vedette.base.Truth;
import org.vedette.base.coco.Segmentation;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.ImageRecord;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;
import org.vedette.engine.log.RunWriter;

/**
 * Draws what a model finds in images of an evaluation beside what is there. Upstream: MMDetection's
 * hook of that name.
 */
@Component("DetVisualizationHook")
public final class DetVisualizationHook implements Hook {
  private final Config config;
  private int tested;

  /**
   * Settings.
   *
   * @param draw whether anything is drawn
   * @param interval in a validation, the first image of every so many batches is drawn; in a test
   *     all are
   * @param score_thr the least score that is drawn
   * @param show refused when True: pictures go to files
   * @param wait_time accepted for upstream's sake: nothing is shown that could be waited for
   * @param test_out_dir where pictures of a test go, below the log folder; None: to the run's
   *     writers
   * @param backend_args refused unless it names the local disk: images are files
   */
  public record Config(
      @Default("False") boolean draw,
      @Default("50") int interval,
      @Default("0.3") double score_thr,
      @Default("False") boolean show,
      @Default("0.0") double wait_time,
      @Default("None") String test_out_dir,
      @Default("None") BackendArgs backend_args) {
    /** Checks the settings. */
    public Config {
      if (show) {
        throw new IllegalArgumentException(
            "show=True needs a window; hint: draw=True writes pictures to vis_data/vis_image");
      }
      if (interval < 1) {
        throw new IllegalArgumentException("'interval' must be above 0");
      }
    }
  }

  /** A hook with these settings. */
  public DetVisualizationHook(Config config) {
    this.config = config;
  }

  @Override
  public void afterEvalIter(Run run, EvalStep step) {
    if (!config.draw()) {
      return;
    }
    if (step.phase() == EvalStep.Phase.VAL) {
      long at = run.iteration() + step.batchIndex();
      if (at % config.interval() == 0) {
        draw(run, step, 0, "val_img", at);
      }
      return;
    }
    for (int i = 0; i < step.samples().size(); i++) {
      draw(run, step, i, "test_img", ++tested);
    }
  }

  private void draw(Run run, EvalStep step, int index, String name, long number) {
    ImageRecord record = step.samples().get(index).record();
    Detections found = step.detections().get(index);
    try (Image picture = ImageFiles.read(Path.of(record.path()));
        Image drawn =
            run.visualizer()
                .draw(
                    picture,
                    step.dataset().metaInfo(),
                    truth(step.samples().get(index)),
                    found,
                    config.score_thr())) {
      if (drawn == null) {
        return;
      }
      if (step.phase() == EvalStep.Phase.TEST && config.test_out_dir() != null) {
        Path folder = run.folder().logDir().resolve(config.test_out_dir());
        ImageFiles.write(folder.resolve(Path.of(record.path()).getFileName()), drawn);
        return;
      }
      for (RunWriter writer : run.writers()) {
        writer.image(name, drawn, number);
      }
    }
  }

  /** What the dataset says is in the image as it was loaded. */
  static Truth truth(Sample sample) {
    ImageRecord record = sample.record();
    Segmentation[] outlines = record.segmentations();
    boolean masked = outlines.length > 0 && Arrays.stream(outlines).allMatch(Objects::nonNull);
    Rle[] masks =
        masked
            ? Arrays.stream(outlines)
                .map(outline -> outline.toRle(sample.oriHeight(), sample.oriWidth()))
                .toArray(Rle[]::new)
            : null;
    return new Truth(record.boxes(), record.labels(), record.ignored(), masks);
  }
}
