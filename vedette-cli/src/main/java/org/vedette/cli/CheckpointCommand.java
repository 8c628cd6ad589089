package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vedette.tensor.checkpoint.Checkpoint;
import org.vedette.tensor.checkpoint.CheckpointConverter;
import org.vedette.tensor.checkpoint.CheckpointDiff;
import org.vedette.tensor.checkpoint.CheckpointInfo;
import org.vedette.tensor.checkpoint.ForeignNames;
import org.vedette.tensor.checkpoint.Rename;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at, converts and compares checkpoints, without loading libtorch. */
@Command(
    name = "checkpoint",
    description = "Look at, convert and compare checkpoints (.pth, .pkl, .safetensors).",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class CheckpointCommand {
  @Spec private CommandSpec spec;

  private enum Format {
    TEXT,
    JSON
  }

  @Command(description = "Show what a checkpoint holds.", mixinStandardHelpOptions = true)
  int info(
      @Parameters(paramLabel = "FILE", description = "The checkpoint.") Path file,
      @Option(names = "--tensors", description = "List every tensor with its type and shape.")
          boolean tensors,
      @Option(
              names = "--format",
              defaultValue = "text",
              description = "text or json (default: ${DEFAULT-VALUE}).")
          Format format) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      CheckpointInfo info = CheckpointInfo.of(checkpoint);
      print(format == Format.JSON ? info.json(tensors) : info.text(tensors).stripTrailing());
    }
    return 0;
  }

  @Command(
      description = "Write a checkpoint in another format, or a part of it.",
      mixinStandardHelpOptions = true)
  int convert(
      @Parameters(paramLabel = "IN", description = "The checkpoint.") Path from,
      @Parameters(paramLabel = "OUT", description = "A .pth or .safetensors file to write.")
          Path to,
      @Option(names = "--half", description = "Turn floating-point weights into float16.")
          boolean half,
      @Option(
              names = "--strip-optimizer",
              description = "Leave out optimizer, schedules and log history.")
          boolean stripOptimizer,
      @Option(
              names = "--state-dict-only",
              description = "Write the state dict alone, without the dict around it.")
          boolean stateDictOnly,
      @Option(
              names = "--strip-prefix",
              paramLabel = "PREFIX",
              description = "Take a prefix away from the weights' names.")
          String stripPrefix,
      @Option(
              names = "--from",
              paramLabel = "PROJECT",
              description =
                  "Change the weights' names from another project's: yolox (Megvii's own).")
          String project,
      @Option(
              names = "--rename",
              paramLabel = "REGEX=NEW",
              description = "Change the weights' names; may be repeated. Groups are \\1, \\2, ...")
          List<String> renames,
      @Option(
              names = "--add-prefix",
              paramLabel = "PREFIX",
              description = "Put a prefix before the weights' names.")
          String addPrefix) {
    List<Rename> all = new ArrayList<>();
    if (stripPrefix != null) {
      all.add(Rename.stripPrefix(stripPrefix));
    }
    if (project != null) {
      all.addAll(ForeignNames.of(project));
    }
    if (renames != null) {
      renames.forEach(text -> all.add(Rename.parse(text)));
    }
    if (addPrefix != null) {
      all.add(Rename.addPrefix(addPrefix));
    }
    CheckpointConverter.Summary summary =
        CheckpointConverter.convert(
            from, to, new CheckpointConverter.Options(half, stripOptimizer, stateDictOnly, all));
    print("wrote " + summary.tensors() + " tensors to " + to);
    if (!summary.leftOut().isEmpty()) {
      print("left out: " + String.join(", ", summary.leftOut()));
    }
    return 0;
  }

  @Command(
      description = "Compare the weights of two checkpoints; exit code 1 when they differ.",
      mixinStandardHelpOptions = true)
  int diff(
      @Parameters(paramLabel = "A", description = "The first checkpoint.") Path first,
      @Parameters(paramLabel = "B", description = "The second checkpoint.") Path second,
      @Option(
              names = "--tolerance",
              defaultValue = "0",
              description = "Differences up to here count as equal (default: ${DEFAULT-VALUE}).")
          double tolerance) {
    try (Checkpoint a = Checkpoint.open(first);
        Checkpoint b = Checkpoint.open(second)) {
      CheckpointDiff diff = CheckpointDiff.compare(a, b, tolerance);
      print(diff.toString());
      return diff.isEmpty() ? 0 : 1;
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
