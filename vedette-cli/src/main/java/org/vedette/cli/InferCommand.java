package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.vedette.api.ImageInputs;
import org.vedette.api.Inferencer;
import org.vedette.api.PredictionJson;
import org.vedette.base.AtomicFiles;
import org.vedette.base.Detections;
import org.vedette.base.VedetteException;
import org.vedette.config.Config;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.tensor.Device;
import org.vedette.visual.DetectionPainter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette infer}. */
@Command(
    name = "infer",
    mixinStandardHelpOptions = true,
    description = "Detects objects in pictures: draws them, and writes them as JSON.")
final class InferCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions settings;
  @Mixin private PluginOptions plugins;

  @Parameters(index = "0", paramLabel = "CONFIG", description = "The model's config.")
  private Path config;

  @Parameters(
      index = "1",
      paramLabel = "CHECKPOINT",
      description = "Its weights: .pth, .pkl or .safetensors.")
  private Path checkpoint;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "INPUT",
      description = "Pictures, folders, or globs such as 'in/*.jpg'.")
  private List<String> inputs;

  @Option(
      names = "--out-dir",
      defaultValue = "outputs",
      description = "Where vis/ and preds/ are written; default: outputs.")
  private Path outDir;

  @Option(
      names = {"--score-thr", "--pred-score-thr"},
      defaultValue = "0.3",
      description = "The least score that is drawn; the JSON holds all. Default: 0.3.")
  private double scoreThreshold;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu, cuda or cuda:N; default: cpu.")
  private String device;

  @Option(
      names = "--batch-size",
      defaultValue = "1",
      description = "Pictures in one forward pass; default: 1.")
  private int batchSize;

  @Option(names = "--no-save-vis", description = "Draw nothing.")
  private boolean noVis;

  @Option(names = "--no-save-pred", description = "Write no JSON.")
  private boolean noPred;

  @Option(names = "--print-result", description = "Print the JSON of each picture.")
  private boolean printResult;

  @Option(
      names = "--palette",
      defaultValue = "none",
      description = "coco, voc, citys, random, or none: the dataset's own; default: none.")
  private String palette;

  @Override
  public Integer call() {
    check();
    List<ImageInputs.Input> pictures = ImageInputs.find(inputs);
    Config resolved = settings.load(config, spec);
    try (Inferencer inferencer =
        Inferencer.of(resolved, plugins.registry(), checkpoint, Device.parse(device))) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(inferencer.loadReport());
      err.flush();
      DetectionPainter painter = inferencer.painter(palette);
      try (Progress progress = Progress.start("infer", pictures.size(), err)) {
        for (int start = 0; start < pictures.size(); start += batchSize) {
          List<ImageInputs.Input> batch =
              pictures.subList(start, Math.min(start + batchSize, pictures.size()));
          predict(inferencer, painter, batch);
          progress.step(batch.size());
        }
      }
      report(err, pictures.size());
    }
    return 0;
  }

  private void check() {
    if (batchSize < 1) {
      throw new VedetteException("--batch-size " + batchSize + ": expected 1 or more");
    }
    if (Double.isNaN(scoreThreshold)) {
      throw new VedetteException("--score-thr NaN: expected a number");
    }
    if (!List.of("coco", "voc", "citys", "random", "none").contains(palette)) {
      throw new VedetteException(
          "--palette " + palette + ": expected coco, voc, citys, random or none");
    }
  }

  private void predict(
      Inferencer inferencer, DetectionPainter painter, List<ImageInputs.Input> batch) {
    List<Path> files = new ArrayList<>();
    batch.forEach(input -> files.add(input.file()));
    List<Detections> found = inferencer.predict(files);
    for (int i = 0; i < batch.size(); i++) {
      save(painter, batch.get(i), found.get(i));
    }
  }

  private void save(DetectionPainter painter, ImageInputs.Input input, Detections found) {
    if (!noVis) {
      try (Image image = ImageFiles.read(input.file())) {
        painter.draw(image.mat(), found, scoreThreshold);
        ImageFiles.write(outDir.resolve("vis").resolve(input.name()), image);
      }
    }
    if (!noPred || printResult) {
      String json = PredictionJson.of(found);
      if (!noPred) {
        AtomicFiles.writeString(outDir.resolve("preds").resolve(input.stem() + ".json"), json);
      }
      if (printResult) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json);
        out.flush();
      }
    }
  }

  private void report(PrintWriter err, int count) {
    if (!noVis || !noPred) {
      err.printf("%d pictures done; see %s%n", count, outDir);
      err.flush();
    }
  }
}
