package org.vedette.data.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.base.ErrorList;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

/**
 * Lists the images of a folder and those below it as a COCO file without annotations, to predict
 * on. Upstream: {@code tools/dataset_converters/images2coco.py}, of which this differs in that file
 * names are below the folder, so that they fit {@code data_prefix}, and ids start at 1.
 */
public final class ImagesToCoco {
  private ImagesToCoco() {}

  /**
   * Converts; nothing is written unless all files are images.
   *
   * @param folder the images; files and folders whose name starts with a point are passed over
   * @param classes the classes in the order of their ids
   * @param excluded ends of file names to leave out, such as {@code png}, in any case
   * @param out the file to write
   * @throws DataException naming the files that are no images
   */
  public static ConvertReport run(
      Path folder, List<String> classes, List<String> excluded, Path out) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder + ": no such folder");
    }
    if (classes.isEmpty()) {
      throw new DataException("classes: expected a name or more, got none");
    }
    CocoBuilder coco = CocoBuilder.ofClasses(classes);
    ErrorList errors = new ErrorList();
    List<Path> files = files(folder, excluded);
    for (Path file : files) {
      errors.collect(() -> add(coco, folder, file));
    }
    errors.throwIfAny();
    if (files.isEmpty()) {
      throw new DataException(folder + ": holds no images");
    }
    ConvertReport.Written written = coco.write(out, "", "Images without annotations");
    return new ConvertReport(folder, classes, List.of(written), List.of());
  }

  private static Path add(CocoBuilder coco, Path folder, Path file) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    try (Image image = ImageFiles.read(file)) {
      coco.image(name, image.height(), image.width());
    }
    return file;
  }

  private static List<Path> files(Path folder, List<String> excluded) {
    List<String> ends = excluded.stream().map(end -> end.toLowerCase(Locale.ROOT)).toList();
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !isHidden(folder.relativize(file)))
          .filter(
              file -> ends.stream().noneMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(folder + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  private static boolean isHidden(Path below) {
    for (Path part : below) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
