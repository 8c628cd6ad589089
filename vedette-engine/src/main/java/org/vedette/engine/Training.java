package org.vedette.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput;
import org.vedette.base.RandomSource;
import org.vedette.core.Batch;
import org.vedette.core.Losses;
import org.vedette.core.StepContext;
import org.vedette.data.Sample;
import org.vedette.engine.hook.Hook;
import org.vedette.engine.loop.TrainLoop;
import org.vedette.engine.optim.OptimWrapper;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

/** Takes the steps of a run from where it stands to its end. */
final class Training {
  private final Run run;
  private final TrainLoop loop;
  private final TrainBatches batches;
  private final Validation validation;
  private final StageClock clock;

  /**
   * Training of a run that is ready.
   *
   * @param validation null when the run does not validate
   */
  Training(Run run, TrainLoop loop, TrainBatches batches, Validation validation, StageClock clock) {
    this.run = run;
    this.loop = loop;
    this.batches = batches;
    this.validation = validation;
    this.clock = clock;
  }

  void go() {
    run.optim().begin(run.iteration(), run.span().maxIterations());
    each(hook -> hook.beforeTrain(run));
    catchUp();
    if (run.span().byEpoch()) {
      while (run.epoch() < run.span().maxEpochs() && run.stopReason() == null) {
        epoch();
      }
    } else {
      iterations();
    }
    each(hook -> hook.afterTrain(run));
  }

  /** A checkpoint is written before the validation that follows it: a resumed run owes it. */
  private void catchUp() {
    boolean byEpoch = run.span().byEpoch();
    long epochEnd = (long) run.epoch() * run.span().epochLength();
    boolean between = run.iteration() > 0 && (!byEpoch || run.iteration() == epochEnd);
    if (between && Validation.isOwed(run)) {
      validate(byEpoch ? run.epoch() : run.iteration());
    }
  }

  private void epoch() {
    each(hook -> hook.beforeTrainEpoch(run));
    int length = run.span().epochLength();
    run.model().train(true);
    long end = (run.epoch() + 1L) * length;
    while (run.iteration() < end) {
      step((int) (run.iteration() - (long) run.epoch() * length));
    }
    batches.stop();
    each(hook -> hook.afterTrainEpoch(run));
    run.standAt(run.epoch() + 1, run.iteration());
    validate(run.epoch());
  }

  private void iterations() {
    each(hook -> hook.beforeTrainEpoch(run));
    while (run.iteration() < run.span().maxIterations() && run.stopReason() == null) {
      run.model().train(true);
      step(Math.toIntExact(run.iteration()));
      validate(run.iteration());
    }
    batches.stop();
    each(hook -> hook.afterTrainEpoch(run));
  }

  private void validate(long done) {
    if (validation != null && loop.validatesAfter(done)) {
      validation.run();
    }
  }

  private void step(int batchIndex) {
    clock.start();
    List<Sample> samples = batches.at(run.iteration());
    clock.mark("data");
    try {
      TrainStep before = new TrainStep(batchIndex, samples, Map.of());
      each(hook -> hook.beforeTrainIter(run, before));
      clock.start();
      Map<String, Double> losses = learn(samples);
      TrainStep after = new TrainStep(batchIndex, samples, losses);
      each(hook -> hook.afterTrainIter(run, after));
    } finally {
      samples.forEach(Sample::close);
    }
    run.advance();
  }

  private Map<String, Double> learn(List<Sample> samples) {
    StepContext at = run.step();
    OptimWrapper optim = run.optim();
    // What layers draw from libtorch's own generator hangs on the step alone, too.
    Ops.manualSeed(RandomSource.at(at.seed(), at.iteration(), at.rank()).nextLong());
    try (TensorScope scope = TensorScope.open()) {
      List<ImageInput> inputs = samples.stream().map(Sample::toInput).toList();
      Losses losses;
      Tensor total;
      try (OptimWrapper.Scope precision = optim.forwardScope()) {
        Batch batch = run.model().preprocessor().prepare(inputs, run.device(), true, at);
        if (batch.truths() == null || samples.stream().anyMatch(Training::isUnboxed)) {
          throw new DataException(withoutObjects(samples));
        }
        clock.mark("preprocess");
        losses = run.model().loss(batch, at);
        total = losses.total();
      }
      clock.mark("forward+loss");
      Map<String, Double> values = values(losses, total);
      optim.backward(total);
      clock.mark("backward");
      if (optim.step()) {
        OptionalDouble norm = optim.gradNorm();
        norm.ifPresent(value -> run.scalars().add("train/grad_norm", value));
      }
      clock.mark("step");
      return values;
    }
  }

  private static boolean isUnboxed(Sample sample) {
    return sample.truths() != null && !sample.truths().boxed();
  }

  private static String withoutObjects(List<Sample> samples) {
    Optional<Sample> first =
        samples.stream().filter(sample -> sample.truths() == null || isUnboxed(sample)).findFirst();
    return first.map(Sample::path).orElse("the batch")
        + ": comes without "
        + (first.filter(Training::isUnboxed).isPresent() ? "boxes" : "objects")
        + " to learn from; hint: the pipeline of train_dataloader needs"
        + " dict(type='LoadAnnotations', with_bbox=True)";
  }

  /** The total and each loss, parts of a loss added up, in one copy from the device. */
  private static Map<String, Double> values(Losses losses, Tensor total) {
    Map<String, Double> values = new LinkedHashMap<>();
    List<Tensor> sums = new ArrayList<>(List.of(total.detach()));
    for (List<Tensor> parts : losses.parts().values()) {
      Tensor sum = parts.get(0).detach().mean();
      for (Tensor part : parts.subList(1, parts.size())) {
        sum = sum.add(part.detach().mean());
      }
      sums.add(sum);
    }
    float[] numbers = Tensors.toFloats(Ops.stack(sums, 0));
    values.put("loss", (double) numbers[0]);
    int at = 1;
    for (String name : losses.parts().keySet()) {
      values.put(name, (double) numbers[at++]);
    }
    return values;
  }

  private void each(Consumer<Hook> call) {
    run.hooks().forEach(call);
  }
}
