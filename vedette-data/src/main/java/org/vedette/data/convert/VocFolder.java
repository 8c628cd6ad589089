package org.vedette.data.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.data.voc.VocList;

/**
 * A folder of Pascal VOC's layout: {@code Annotations}, {@code JPEGImages}, {@code ImageSets/Main}.
 */
final class VocFolder {
  private static final List<String> EXTENSIONS =
      List.of(".jpg", ".jpeg", ".png", ".JPG", ".JPEG", ".PNG", ".bmp");

  private final Path root;

  private VocFolder(Path root) {
    this.root = root;
  }

  /**
   * The folder itself when it is of that layout, else those directly below it that are, by name.
   *
   * @throws DataException when there is none
   */
  static List<VocFolder> find(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder + ": no such folder");
    }
    if (isVoc(folder)) {
      return List.of(new VocFolder(folder));
    }
    List<VocFolder> below =
        list(folder).stream().filter(VocFolder::isVoc).map(VocFolder::new).toList();
    if (below.isEmpty()) {
      throw new DataException(
          folder + ": neither it nor a folder in it has 'Annotations' and 'JPEGImages'");
    }
    return below;
  }

  private static boolean isVoc(Path folder) {
    return Files.isDirectory(folder.resolve("Annotations"))
        && Files.isDirectory(folder.resolve("JPEGImages"));
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new DataException(folder + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  Path root() {
    return root;
  }

  Path splitFile(String split) {
    return root.resolve("ImageSets").resolve("Main").resolve(split + ".txt");
  }

  boolean hasSplit(String split) {
    return Files.isRegularFile(splitFile(split));
  }

  /**
   * The images of a split, in the order of its file.
   *
   * @throws DataException naming the file and the line that is not one name
   */
  List<String> names(String split) {
    return VocList.read(splitFile(split));
  }

  /** The images of all files below {@code Annotations}, by name. */
  List<String> allNames() {
    return list(root.resolve("Annotations")).stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(".xml"))
        .map(name -> name.substring(0, name.length() - ".xml".length()))
        .toList();
  }

  Path annotation(String name) {
    return root.resolve("Annotations").resolve(name + ".xml");
  }

  /**
   * The picture of a name.
   *
   * @throws DataException when there is none
   */
  Path picture(String name) {
    Path folder = root.resolve("JPEGImages");
    for (String extension : EXTENSIONS) {
      Path file = folder.resolve(name + extension);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new DataException(
        folder.resolve(name + ".jpg") + ": no such picture, nor one of another extension");
  }
}
