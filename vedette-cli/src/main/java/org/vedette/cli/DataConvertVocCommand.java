package org.vedette.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.vedette.base.VedetteException;
import org.vedette.data.convert.ConvertReport;
import org.vedette.data.convert.VocToCoco;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette data convert voc}: upstream's tools/dataset_converters/pascal_voc.py. */
@Command(
    name = "voc",
    description = {
      "Write annotations of Pascal VOC's layout as COCO files, OUT/instances_SPLIT.json.",
      "Boxes are those of MMDetection: 1 is subtracted from all four coordinates, and the width is"
          + " xmax - xmin."
    },
    mixinStandardHelpOptions = true)
final class DataConvertVocCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FOLDER",
      arity = "1..*",
      description =
          "Holds Annotations, JPEGImages and ImageSets/Main, or folders that do, such as VOC2007.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = {"--split", "--splits"},
      split = ",",
      paramLabel = "NAME",
      description =
          "Files of ImageSets/Main, such as train,val; default: train, val, trainval and test as"
              + " far as they are there, else all annotations.")
  private List<String> splits = new ArrayList<>();

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "NAME",
      description =
          "The classes in the order of their ids, or a .txt file of one a line; others are left"
              + " out. Default: all that are found, by name.")
  private List<String> classes = new ArrayList<>();

  @Option(
      names = {"-o", "--out", "--out-dir"},
      paramLabel = "DIR",
      description = "Where files are written; default: FOLDER/annotations.")
  private Path out;

  @Option(
      names = "--difficult",
      defaultValue = "crowd",
      description =
          "What becomes of difficult objects: crowd (iscrowd, as MMDetection), ignore (not used at"
              + " all), keep or drop; default: ${DEFAULT-VALUE}.")
  private VocToCoco.Difficult difficult;

  @Option(
      names = "--origin",
      defaultValue = "1",
      description =
          "The number of the first pixel, which is subtracted: 1 as VOC, or 0 as some tools;"
              + " default: ${DEFAULT-VALUE}.")
  private int origin;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (origin != 0 && origin != 1) {
      throw new VedetteException("--origin " + origin + ": expected 0 or 1");
    }
    if (out == null && folders.size() > 1) {
      throw new VedetteException("--out DIR is needed where more than one folder is converted");
    }
    ConvertReport report =
        VocToCoco.run(
            new VocToCoco.Settings(
                folders,
                splits,
                ConvertOutput.classNames(classes),
                out == null ? VocToCoco.usualOut(folders) : out,
                difficult,
                origin));
    ConvertOutput.print(report, spec);
    return 0;
  }
}
