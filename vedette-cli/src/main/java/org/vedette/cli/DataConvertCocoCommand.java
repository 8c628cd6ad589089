package org.vedette.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vedette.base.VedetteException;
import org.vedette.data.convert.CocoToVoc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette data convert coco --to voc}: the inverse of {@code data convert voc}. */
@Command(
    name = "coco",
    description = {
      "Write the boxes of COCO files in another layout.",
      "voc: OUT/Annotations/*.xml and OUT/ImageSets/Main/SPLIT.txt; 1 is added to all four"
          + " coordinates, and xmax is xmin + width."
    },
    mixinStandardHelpOptions = true)
final class DataConvertCocoCommand implements Callable<Integer> {
  private static final String PREFIX = "instances_";
  private static final String END = ".json";

  /** The layouts that can be written. */
  enum Layout {
    /** Pascal VOC. */
    VOC
  }

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "COCO files; that of instances_SPLIT.json becomes SPLIT.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--to", required = true, description = "The layout: ${COMPLETION-CANDIDATES}.")
  private Layout layout;

  @Option(
      names = {"-o", "--out", "--out-dir"},
      required = true,
      paramLabel = "DIR",
      description = "Where files are written.")
  private Path out;

  @Option(
      names = {"--split", "--splits"},
      split = ",",
      paramLabel = "NAME",
      description = "The splits of the files, in their order; default: by the files' names.")
  private List<String> splits = new ArrayList<>();

  @Option(
      names = "--img-dir",
      paramLabel = "DIR",
      description = "The folder of the images: they are copied to OUT/JPEGImages.")
  private Path imageFolder;

  @Option(
      names = "--origin",
      defaultValue = "1",
      description = "The number of the first pixel: 1 as VOC, or 0; default: ${DEFAULT-VALUE}.")
  private int origin;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (origin != 0 && origin != 1) {
      throw new VedetteException("--origin " + origin + ": expected 0 or 1");
    }
    switch (layout) {
      case VOC -> print(CocoToVoc.run(new CocoToVoc.Settings(bySplit(), imageFolder, out, origin)));
    }
    return 0;
  }

  private void print(CocoToVoc.Report report) {
    ConvertOutput.notes(report.notes(), spec);
    PrintWriter stdout = spec.commandLine().getOut();
    report
        .splits()
        .forEach(
            (split, count) ->
                stdout.println(
                    out.resolve("ImageSets/Main/" + split + ".txt") + ": " + count + " images"));
    stdout.println("classes: " + String.join(", ", report.classes()));
    stdout.flush();
  }

  private Map<String, Path> bySplit() {
    if (!splits.isEmpty() && splits.size() != files.size()) {
      throw new VedetteException(
          "--split names " + splits.size() + " splits, but there are " + files.size() + " files");
    }
    Map<String, Path> named = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      String split = splits.isEmpty() ? splitOf(files.get(i)) : splits.get(i);
      if (named.put(split, files.get(i)) != null) {
        throw new VedetteException("two files for the split '" + split + "'; --split names others");
      }
    }
    return named;
  }

  private static String splitOf(Path file) {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(END) ? name.substring(0, name.length() - END.length()) : name;
    return stem.startsWith(PREFIX) ? stem.substring(PREFIX.length()) : stem;
  }
}
