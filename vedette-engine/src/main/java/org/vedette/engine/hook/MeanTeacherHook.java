package org.vedette.engine.hook;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.VedetteException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.core.TeacherStudent;
import org.vedette.engine.Run;
import org.vedette.engine.TrainStep;
import org.vedette.tensor.DType;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.InPlace;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;

/**
 * Lets a teacher be the moving average of its student (Tarvainen and Valpola 2017): after a step,
 * teacher = (1 - momentum) * teacher + momentum * student. A run starts with both equal. Upstream:
 * MMDetection's hook of that name.
 */
@Component("MeanTeacherHook")
public final class MeanTeacherHook implements Hook {
  private final Config config;

  /**
   * Settings.
   *
   * @param momentum the weight of the student, between 0 and 1
   * @param interval the teacher follows after every so many steps
   * @param skip_buffer whether only parameters follow; else running statistics do, too
   */
  public record Config(
      @Default("0.001") double momentum,
      @Default("1") int interval,
      @Default("True") boolean skip_buffer) {
    /** Checks the settings. */
    public Config {
      if (!(momentum > 0 && momentum < 1)) {
        throw new IllegalArgumentException(
            "'momentum': expected a number between 0 and 1, got " + momentum);
      }
      if (interval < 1) {
        throw new IllegalArgumentException("'interval': expected 1 or more, got " + interval);
      }
    }
  }

  /** A hook with these settings. */
  public MeanTeacherHook(Config config) {
    this.config = config;
  }

  @Override
  public void beforeTrain(Run run) {
    TeacherStudent pair = pair(run);
    if (run.iteration() == 0) {
      follow(pair, 1);
    }
  }

  @Override
  public void afterTrainIter(Run run, TrainStep step) {
    if ((run.iteration() + 1) % config.interval() == 0) {
      follow(pair(run), config.momentum());
    }
  }

  private static TeacherStudent pair(Run run) {
    if (run.model() instanceof TeacherStudent pair) {
      return pair;
    }
    throw new VedetteException(
        "MeanTeacherHook: expected a model with a teacher and a student, got "
            + run.model().getClass().getSimpleName()
            + "; hint: semi-supervised detectors such as SoftTeacher have both");
  }

  private void follow(TeacherStudent pair, double momentum) {
    Map<String, Param> teacher = pair.teacher().state();
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      pair.student()
          .state()
          .forEach(
              (name, source) -> {
                boolean skipped = config.skip_buffer() && source.isBuffer();
                if (!skipped && DType.of(source.get()).isFloat()) {
                  Tensor target = InPlace.mul(teacher.get(name).get().detach(), 1 - momentum);
                  InPlace.add(target, source.get().detach(), momentum);
                }
              });
    }
  }
}
