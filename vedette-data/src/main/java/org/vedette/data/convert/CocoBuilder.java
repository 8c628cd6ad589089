package org.vedette.data.convert;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.DataException;
import org.vedette.base.coco.CocoFile;
import org.vedette.base.coco.Segmentation;

/**
 * Gathers images and objects for one COCO file. Ids start at 1: evaluators take annotation 0 for
 * none, and would count a detection that finds it as wrong.
 */
final class CocoBuilder {
  private final List<CocoFile.Category> categories;
  private final List<CocoFile.Picture> pictures = new ArrayList<>();
  private final List<CocoFile.Instance> objects = new ArrayList<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Map<Long, String> names = new LinkedHashMap<>();

  CocoBuilder(List<CocoFile.Category> categories) {
    this.categories = categories;
    for (CocoFile.Category category : categories) {
      counts.put(category.name(), 0);
      names.put(category.id(), category.name());
    }
  }

  /**
   * Refuses names that no dataset can tell apart.
   *
   * @throws DataException naming the class that is empty or there twice
   */
  static void requireNames(List<String> classes) {
    for (int i = 0; i < classes.size(); i++) {
      if (classes.get(i).isBlank()) {
        throw new DataException("classes: the name of class " + (i + 1) + " is empty");
      }
      if (classes.indexOf(classes.get(i)) < i) {
        throw new DataException(
            "classes: expected each name once, got '" + classes.get(i) + "' twice");
      }
    }
  }

  /** Categories of these names with the ids 1, 2, and so on. */
  static CocoBuilder ofClasses(List<String> classes) {
    requireNames(classes);
    List<CocoFile.Category> categories = new ArrayList<>();
    classes.forEach(
        name -> categories.add(new CocoFile.Category(categories.size() + 1, name, "none")));
    return new CocoBuilder(categories);
  }

  /** Starts the next image; objects that are added then are on it. */
  void image(String fileName, int height, int width) {
    pictures.add(new CocoFile.Picture(pictures.size() + 1, fileName, height, width));
  }

  /**
   * Adds an object to the last image.
   *
   * @param box x y w h in pixels
   */
  void object(long category, double[] box, double area, boolean crowd, Segmentation segmentation) {
    counts.merge(names.get(category), 1, Integer::sum);
    objects.add(
        new CocoFile.Instance(
            objects.size() + 1,
            pictures.size(),
            category,
            box[0],
            box[1],
            box[2],
            box[3],
            area,
            crowd,
            false,
            segmentation));
  }

  /** Writes the file. */
  ConvertReport.Written write(Path file, String split, String description) {
    new CocoFile(description, pictures, objects, categories).write(file);
    return new ConvertReport.Written(split, file, pictures.size(), counts);
  }
}
