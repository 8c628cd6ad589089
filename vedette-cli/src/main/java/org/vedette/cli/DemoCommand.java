package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.vedette.api.demo.Demo;
import org.vedette.engine.Evaluator;
import org.vedette.engine.Run;
import org.vedette.tensor.Device;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette demo}: from nothing to a detector. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Draws pictures, trains a small detector on them, and shows what it has learned.")
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--quick", description = "A smaller one: under a minute.")
  private boolean quick;

  @Option(
      names = "--dir",
      defaultValue = "work_dirs/demo",
      description = "Where pictures and run go; default: ${DEFAULT-VALUE}.")
  private Path dir;

  @Option(names = "--seed", defaultValue = "0", description = "Other seeds draw other pictures.")
  private long seed;

  @Option(names = "--device", description = "cpu, cuda or cuda:N; default: the best there is.")
  private String device;

  @Override
  public Integer call() {
    Device where = device == null ? Device.best() : Device.parse(device);
    Demo demo =
        new Demo(
            quick ? dir.resolve("quick") : dir, quick ? Demo.Size.QUICK : Demo.Size.FULL, seed);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Drawing pictures ...");
    out.flush();
    out.println("Drawn: " + demo.draw());
    out.flush();
    Run run = demo.train(where, ConsoleHook.of(out));
    Evaluator.Result result = run.lastValidation();
    out.println();
    out.printf(
        Locale.ROOT,
        "AP %.3f, AP50 %.3f on pictures that it has not seen.%n",
        result.values().get("coco/bbox_mAP"),
        result.values().get("coco/bbox_mAP_50"));
    out.println("All about the run: " + run.folder().logDir());
    out.flush();
    return 0;
  }
}
