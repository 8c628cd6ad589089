package org.vedette.data.voc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;

/** A file of {@code ImageSets/Main}: the images of a split. */
public final class VocList {
  private VocList() {}

  /**
   * The names of the images, in the file's order.
   *
   * @throws DataException naming the file and the line that is not one name
   */
  public static List<String> read(Path file) {
    List<String> names = new ArrayList<>();
    try {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        String name = line.strip();
        if (name.chars().anyMatch(Character::isWhitespace)) {
          throw new DataException(
              file
                  + ":"
                  + number
                  + ": expected the name of one image, got '"
                  + name
                  + "'; lists of one class, with 1 or -1 behind each name, are not splits");
        }
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
    } catch (IOException e) {
      throw new DataException(file + ": cannot read: " + AtomicFiles.reason(e), e);
    }
    return names;
  }
}
