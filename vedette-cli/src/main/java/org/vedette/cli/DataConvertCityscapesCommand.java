package org.vedette.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.vedette.data.convert.CityscapesToCoco;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette data convert cityscapes}: upstream's tools/dataset_converters/cityscapes.py. */
@Command(
    name = "cityscapes",
    description = {
      "Write Cityscapes' instance maps as COCO files,"
          + " OUT/instancesonly_filtered_gtFine_SPLIT.json."
    },
    mixinStandardHelpOptions = true)
final class DataConvertCityscapesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "Holds leftImg8bit and gtFine.")
  private Path folder;

  @Option(
      names = "--img-dir",
      paramLabel = "DIR",
      defaultValue = "leftImg8bit",
      description = "The folder of images below FOLDER; default: ${DEFAULT-VALUE}.")
  private Path imageFolder;

  @Option(
      names = "--gt-dir",
      paramLabel = "DIR",
      defaultValue = "gtFine",
      description = "The folder of maps below FOLDER; default: ${DEFAULT-VALUE}.")
  private Path truthFolder;

  @Option(
      names = {"-o", "--out", "--out-dir"},
      paramLabel = "DIR",
      description = "Where files are written; default: FOLDER.")
  private Path out;

  @Option(
      names = {"--split", "--splits"},
      split = ",",
      paramLabel = "NAME",
      description = "Default: train, val and test as far as they are there.")
  private List<String> splits = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ConvertOutput.print(
        CityscapesToCoco.run(
            new CityscapesToCoco.Settings(
                folder.resolve(imageFolder),
                folder.resolve(truthFolder),
                splits,
                out == null ? folder : out)),
        spec);
    return 0;
  }
}
