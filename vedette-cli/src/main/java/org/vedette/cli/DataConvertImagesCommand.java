package org.vedette.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.vedette.base.VedetteException;
import org.vedette.data.convert.ImagesToCoco;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette data convert images}: upstream's tools/dataset_converters/images2coco.py. */
@Command(
    name = "images",
    description = "List the images of a folder as a COCO file without annotations.",
    mixinStandardHelpOptions = true)
final class DataConvertImagesCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "IMG_PATH",
      description = "The folder of the images; folders in it are searched too.")
  private Path folder;

  @Parameters(
      index = "1",
      paramLabel = "CLASSES",
      description = "A text file of the classes, one a line.")
  private Path classes;

  @Parameters(
      index = "2",
      paramLabel = "OUT",
      description =
          "The .json file to write; unless it is absolute it goes to IMG_PATH/../annotations, as"
              + " upstream.")
  private Path out;

  @Option(
      names = {"-e", "--exclude-extensions"},
      arity = "1..*",
      split = ",",
      paramLabel = "END",
      description = "Ends of file names to leave out, such as png bmp.")
  private List<String> excluded = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!out.toString().endsWith(".json")) {
      throw new VedetteException("OUT: expected a .json file, got " + out);
    }
    Path beside = folder.toAbsolutePath().normalize().resolveSibling("annotations");
    ConvertOutput.print(
        ImagesToCoco.run(folder, ConvertOutput.lines(classes), excluded, beside.resolve(out)),
        spec);
    return 0;
  }
}
