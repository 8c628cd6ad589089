package org.vedette.api.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;
import org.vedette.base.TensorException;
import org.vedette.base.VedetteException;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.component.Spec;
import org.vedette.core.Batch;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.core.Outputs;
import org.vedette.tensor.Device;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.TensorScope;

/** Builds a model and runs a small blank image through it, to see whether its parts fit. */
final class ModelTrial {
  private static final String CHANNELS = "in_channels";

  private final Spec<Detector> spec;
  private final List<Problem> problems;
  private final List<String> facts;

  ModelTrial(Spec<Detector> spec, List<Problem> problems, List<String> facts) {
    this.spec = spec;
    this.problems = problems;
    this.facts = facts;
  }

  void run() {
    try (TensorScope scope = TensorScope.open();
        GradMode off = GradMode.off()) {
      Detector model = Models.build(spec, Device.CPU);
      model.train(false);
      facts.add(
          String.format(Locale.ROOT, "model: %s, %,d parameters", spec.type(), model.numParams()));
      forward(model);
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    } catch (VedetteException e) {
      problems.add(located(e.getMessage()));
    }
  }

  private void forward(Detector model) {
    TrialSize size = TrialSize.of(spec.node());
    Batch batch = Models.blank(model, size.side(), size.side());
    Map<String, Outputs> stages = model.stages(batch);
    Outputs maps = stages.get("neck") == null ? stages.get("backbone") : stages.get("neck");
    if (maps != null && !strides(size, maps)) {
      return;
    }
    ConfigNode testConfig = spec.node().get("test_cfg");
    if (testConfig != null && !testConfig.isNone()) {
      predict(model, batch);
    }
  }

  /** Whether the maps lie as densely as the head takes them to. */
  private boolean strides(TrialSize size, Outputs maps) {
    List<Double> actual = new ArrayList<>();
    for (Tensor map : maps.flatten().values()) {
      actual.add((double) size.side() / map.size(-1));
    }
    if (size.strides().isEmpty() || size.fits(actual)) {
      return true;
    }
    problems.add(
        new Problem(
            size.location(),
            "model." + size.path(),
            "the strides of the head are not those of the maps that it gets",
            actual.stream().map(stride -> String.format(Locale.ROOT, "%.4g", stride)).toList()
                + " (an image of "
                + size.side()
                + "x"
                + size.side()
                + ")",
            size.strides().toString(),
            ""));
    return false;
  }

  /** Decodes and selects boxes, where strides, coders and the test's settings meet. */
  private static void predict(Detector model, Batch batch) {
    try {
      model.predict(batch);
    } catch (RuntimeException e) {
      // What libtorch throws has this very class; anything else is a bug to be seen as one.
      if (e.getClass() != RuntimeException.class) {
        throw e;
      }
      String message = String.valueOf(e.getMessage());
      throw new TensorException("predicting fails: " + message.lines().findFirst().orElse(""), e);
    }
  }

  /** The problem at the part of the model whose layer path the message begins with. */
  private Problem located(String message) {
    String part = message.split("[^\\w]", 2)[0];
    ConfigNode node = spec.node().get(part);
    if (node instanceof DictNode dict) {
      ConfigNode channels = dict.get(CHANNELS);
      if (channels != null && message.contains("channels, but got")) {
        return Problem.of(channels.location(), "model." + part + "." + CHANNELS, message);
      }
      return Problem.of(dict.location(), "model." + part, message);
    }
    Location location = node == null ? spec.location() : node.location();
    return Problem.of(location, node == null ? "model" : "model." + part, message);
  }
}
