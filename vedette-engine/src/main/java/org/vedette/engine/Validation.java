package org.vedette.engine;

import java.util.List;
import org.vedette.base.Detections;
import org.vedette.base.ImageInput;
import org.vedette.core.StepContext;
import org.vedette.engine.hook.Hook;
import org.vedette.tensor.Autocast;
import org.vedette.tensor.DType;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.TensorScope;

/** Evaluates a run's model as it is. */
final class Validation {
  private static final String DONE_AT = "vedette_validated_at";

  private final Run run;
  private final Evaluator evaluator;
  private final EvalStep.Phase phase;
  private final boolean halfPrecision;

  /**
   * An evaluation.
   *
   * @param halfPrecision whether the forward pass runs in half precision
   */
  Validation(Run run, Evaluator evaluator, EvalStep.Phase phase, boolean halfPrecision) {
    this.run = run;
    this.evaluator = evaluator;
    this.phase = phase;
    this.halfPrecision = halfPrecision;
  }

  /** Notes in a new run that nothing was validated yet. */
  static void begin(Run run) {
    run.scalars().info().put(DONE_AT, -1L);
  }

  /**
   * Whether the run was not validated where it stands. A run that does not tell, as MMEngine's do
   * not, goes on without.
   */
  static boolean isOwed(Run run) {
    Object done = run.scalars().info().get(DONE_AT);
    return done instanceof Number at && at.longValue() != run.iteration();
  }

  /** One evaluation over all data, with its hooks. */
  Evaluator.Result run() {
    run.model().train(false);
    for (Hook hook : run.hooks()) {
      hook.beforeEval(run, phase);
    }
    Evaluator.Result result =
        evaluator.run(
            this::predict,
            step -> {
              for (Hook hook : run.hooks()) {
                hook.afterEvalIter(run, step);
              }
            });
    run.evaluated(evaluator, result);
    run.scalars().info().put(DONE_AT, run.iteration());
    for (Hook hook : run.hooks()) {
      hook.afterEvalEpoch(run, phase, result.values());
    }
    for (Hook hook : run.hooks()) {
      hook.afterEval(run, phase);
    }
    return result;
  }

  private List<Detections> predict(List<ImageInput> images) {
    boolean cuda = run.device().isCuda();
    try (TensorScope scope = TensorScope.open();
        GradMode off = GradMode.off();
        Autocast half =
            halfPrecision ? Autocast.open(cuda, cuda ? DType.FLOAT16 : DType.BFLOAT16) : null) {
      return run.model()
          .predict(
              run.model().preprocessor().prepare(images, run.device(), false, StepContext.FIRST));
    }
  }
}
