package org.vedette.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.vedette.base.VedetteException;
import org.vedette.data.convert.ViaToCoco;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette data convert via}: the balloon dataset of upstream's guide, and its like. */
@Command(
    name = "via",
    description = "Write polygons of the VGG Image Annotator (VIA) as a COCO file.",
    mixinStandardHelpOptions = true)
final class DataConvertViaCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "VIA's JSON, such as via_region_data.json.")
  private Path file;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "The file to write; default: annotation_coco.json beside FILE.")
  private Path out;

  @Option(
      names = "--img-dir",
      paramLabel = "DIR",
      description = "The folder of the images, which tell their sizes; default: FILE's own.")
  private Path imageFolder;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "The class of all objects; default: " + ViaToCoco.USUAL_CLASS + ".")
  private String className;

  @Option(
      names = "--class-key",
      paramLabel = "KEY",
      description = "The key of region_attributes that names an object's class.")
  private String classKey;

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "NAME",
      description =
          "The classes in the order of their ids, or a .txt file of one a line; others are left"
              + " out. Default: all that are found, by name.")
  private List<String> classes = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (className != null && classKey != null) {
      throw new VedetteException("--class and --class-key: expected one of them");
    }
    ConvertOutput.print(
        ViaToCoco.run(
            new ViaToCoco.Settings(
                file,
                imageFolder,
                className,
                classKey,
                ConvertOutput.classNames(classes),
                out == null ? file.resolveSibling("annotation_coco.json") : out)),
        spec);
    return 0;
  }
}
