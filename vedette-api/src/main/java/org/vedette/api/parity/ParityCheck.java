package org.vedette.api.parity;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.TensorException;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.core.Batch;
import org.vedette.core.Detector;
import org.vedette.core.Losses;
import org.vedette.core.Outputs;
import org.vedette.core.StepContext;
import org.vedette.core.TakesProposals;
import org.vedette.core.TrainPhaseSwitch;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.Param;
import org.vedette.tensor.TensorScope;

/**
 * Runs a built model on a fixture's formula inputs and compares every section that the record
 * holds.
 */
final class ParityCheck {
  private final ParityFixture fixture;
  private final Detector model;

  /** The section of a second stage that is run for regions which do not depend on the first. */
  private static final String FIXED_REGIONS = "roi_fixed";

  private final Map<String, SectionResult> sections = new LinkedHashMap<>();

  ParityCheck(ParityFixture fixture, Detector model) {
    this.fixture = fixture;
    this.model = model;
  }

  Map<String, SectionResult> run() {
    checkState();
    FormulaWeights.fill(model);
    model.train(false);
    try (GradMode off = GradMode.off()) {
      tensors();
      predictions();
    }
    if (fixture.loss() != null) {
      losses();
    }
    return sections;
  }

  private void checkState() {
    Iterator<Map.Entry<String, long[]>> expected = fixture.state().entrySet().iterator();
    for (Map.Entry<String, Param> entry : model.state().entrySet()) {
      Map.Entry<String, long[]> next = expected.hasNext() ? expected.next() : null;
      if (next == null
          || !next.getKey().equals(entry.getKey())
          || !Arrays.equals(next.getValue(), entry.getValue().shape())) {
        throw new TensorException(
            "parameter "
                + entry.getKey()
                + " "
                + Arrays.toString(entry.getValue().shape())
                + " stands where the reference has "
                + (next == null ? "none" : next.getKey() + " " + Arrays.toString(next.getValue())));
      }
    }
    if (expected.hasNext()) {
      throw new TensorException("parameter " + expected.next().getKey() + " is missing");
    }
  }

  private void tensors() {
    Map<String, Map<String, DictNode>> expected = fixture.tensorSections();
    if (expected.isEmpty()) {
      return;
    }
    DictNode sensitivity = fixture.sensitivity().dict("tensor");
    try (TensorScope scope = TensorScope.open()) {
      Batch batch = FormulaInputs.batch(fixture, fixture.tensorBatch());
      Map<String, Outputs> stages = new LinkedHashMap<>(model.stages(batch));
      if (model instanceof TakesProposals second && expected.containsKey(FIXED_REGIONS)) {
        stages.put(FIXED_REGIONS, second.forward(batch, FormulaInputs.fixedRegions(batch)));
      }
      expected.forEach(
          (name, summaries) -> {
            boolean known =
                sensitivity != null && sensitivity.has(name) && !sensitivity.get(name).isNone();
            double own = known ? Json.number(sensitivity.get(name)) : 0;
            sections.put(
                name,
                stages.containsKey(name)
                    ? TensorSection.compare(stages.get(name), summaries, own)
                    : SectionResult.missing("this build does not give this stage"));
          });
    }
  }

  private void predictions() {
    List<DictNode> expected = fixture.predictions();
    if (expected == null) {
      return;
    }
    try (TensorScope scope = TensorScope.open()) {
      List<Detections> found = model.predict(FormulaInputs.batch(fixture, expected.size()));
      ListNode sensitivity = Json.list(fixture.sensitivity(), "predict");
      sections.put("predict", PredictSection.compare(found, expected, sensitivity));
    }
  }

  private void losses() {
    DictNode expected = fixture.loss();
    DictNode sensitivity = fixture.sensitivity();
    model.train(true);
    model.visit(
        layer -> {
          if (layer instanceof TrainPhaseSwitch head) {
            head.useL1(fixture.isLastPhase());
          }
        });
    try (TensorScope scope = TensorScope.open()) {
      Batch batch = FormulaInputs.batch(fixture, fixture.batch());
      Losses losses = model.loss(batch, StepContext.FIRST);
      Tensor total = losses.total();
      sections.put("loss", LossSections.losses(losses, total, expected, sensitivity.dict("loss")));
      total.backward();
      sections.put("grad", LossSections.gradients(model, expected, sensitivity.dict("grad")));
      if (!expected.dict("buffers_after_l2").keys().isEmpty()) {
        sections.put("buffers", LossSections.buffers(model, expected));
      }
    }
  }
}
