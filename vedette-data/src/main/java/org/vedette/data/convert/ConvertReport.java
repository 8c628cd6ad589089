package org.vedette.data.convert;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a conversion to COCO wrote.
 *
 * @param imageRoot the folder that file names are below
 * @param classes the classes, in the order of their ids
 * @param splits the files
 * @param notes what the user should know
 */
public record ConvertReport(
    Path imageRoot, List<String> classes, List<Written> splits, List<String> notes) {
  /**
   * One file.
   *
   * @param split its name
   * @param file where it is
   * @param images how many images it lists
   * @param objects how many objects of each class it lists
   */
  public record Written(String split, Path file, int images, Map<String, Integer> objects) {}
}
