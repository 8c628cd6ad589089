package org.vedette.engine.hook;

import java.nio.file.Path;
import org.vedette.base.Detections;
import org.vedette.base.Truth;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.ImageRecord;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.engine.EvalStep;
import org.vedette.engine.Run;

/**
 * Draws all images of some batches of a test, and hands them to the run's writers by the names of
 * their files. Upstream: MMEngine's hook of that name.
 */
@Component("NaiveVisualizationHook")
public final class NaiveVisualizationHook implements Hook {
  private final Config config;

  /**
   * Settings.
   *
   * @param interval of so many batches the last one is drawn
   * @param draw_gt whether what is there is drawn
   * @param draw_pred whether what was found is drawn
   */
  public record Config(
      @Default("1") int interval,
      @Default("True") boolean draw_gt,
      @Default("True") boolean draw_pred) {
    /** Checks the interval. */
    public Config {
      if (interval < 1) {
        throw new IllegalArgumentException("'interval': expected 1 or more, got " + interval);
      }
    }
  }

  /** A hook with these settings. */
  public NaiveVisualizationHook(Config config) {
    this.config = config;
  }

  @Override
  public void afterEvalIter(Run run, EvalStep step) {
    boolean due = (step.batchIndex() + 1) % config.interval() == 0;
    if (step.phase() != EvalStep.Phase.TEST || !due) {
      return;
    }
    for (int i = 0; i < step.samples().size(); i++) {
      draw(run, step, i);
    }
  }

  private void draw(Run run, EvalStep step, int index) {
    Sample sample = step.samples().get(index);
    ImageRecord record = sample.record();
    Truth truth = config.draw_gt() ? DetVisualizationHook.truth(sample) : null;
    Detections found = config.draw_pred() ? step.detections().get(index) : null;
    Path file = Path.of(record.path());
    try (Image picture = ImageFiles.read(file);
        Image drawn = run.visualizer().draw(picture, step.dataset().metaInfo(), truth, found, 0)) {
      if (drawn != null) {
        String name = String.valueOf(file.getFileName());
        run.writers().forEach(writer -> writer.image(name, drawn, step.batchIndex()));
      }
    }
  }
}
