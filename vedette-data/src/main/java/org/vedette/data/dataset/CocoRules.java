package org.vedette.data.dataset;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.data.MetaInfo;

/**
 * What a dataset of COCO's format does in its own way.
 *
 * @param type its registered name, for errors
 * @param metaInfo its classes and colours unless the config names others
 * @param nameKey the key of an image's record that says where its file is
 * @param fileNames where an image's file is, below the folder of images
 * @param leftOut images by file name that are never used
 * @param categories which categories of the file are classes, and in which order
 * @param emptyWhenCrowded whether {@code filter_empty_gt} takes an image of crowds alone, or of no
 *     usable box, for empty
 */
record CocoRules(
    String type,
    MetaInfo metaInfo,
    NameKey nameKey,
    UnaryOperator<String> fileNames,
    Predicate<String> leftOut,
    Categories categories,
    boolean emptyWhenCrowded) {
  /** The key of an image's record that says where its file is. */
  enum NameKey {
    /** As COCO has it. */
    FILE_NAME,
    /** As LVIS 1 has it. */
    COCO_URL;

    CocoAnnotations read(Path file, boolean outlines) {
      if (this == COCO_URL) {
        return CocoAnnotations.readWithUrls(file, outlines);
      }
      return outlines ? CocoAnnotations.read(file) : CocoAnnotations.readBoxes(file);
    }

    /** The key as the file writes it. */
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which categories of a file are classes, and in which order labels count them. */
  enum Categories {
    /** Those named as classes, in the order of the file. */
    NAMED,
    /** Those named as classes, by rising id. */
    NAMED_BY_ID,
    /** All, whatever their names, in the order of the file. */
    ALL;

    /** The file's categories in the order of labels. */
    int[] order(CocoAnnotations coco) {
      IntStream all = IntStream.range(0, coco.categoryCount());
      return this == NAMED_BY_ID
          ? all.boxed()
              .sorted(Comparator.comparingLong(coco::categoryId))
              .mapToInt(Integer::intValue)
              .toArray()
          : all.toArray();
    }
  }

  /** COCO's own rules for a dataset with these classes. */
  static CocoRules of(String type, MetaInfo metaInfo) {
    return new CocoRules(
        type,
        metaInfo,
        NameKey.FILE_NAME,
        UnaryOperator.identity(),
        name -> false,
        Categories.NAMED,
        false);
  }

  /** The name of an image's file below the folder of images; null when the file does not say. */
  String fileName(CocoAnnotations coco, int image) {
    String name = nameKey == NameKey.COCO_URL ? coco.url(image) : coco.fileName(image);
    return name == null ? null : fileNames.apply(name);
  }

  CocoRules named(NameKey key, UnaryOperator<String> names) {
    return new CocoRules(type, metaInfo, key, names, leftOut, categories, emptyWhenCrowded);
  }

  CocoRules without(List<String> names) {
    return new CocoRules(
        type, metaInfo, nameKey, fileNames, names::contains, categories, emptyWhenCrowded);
  }

  CocoRules with(Categories choice) {
    return new CocoRules(type, metaInfo, nameKey, fileNames, leftOut, choice, emptyWhenCrowded);
  }

  CocoRules crowdsAreEmpty() {
    return new CocoRules(type, metaInfo, nameKey, fileNames, leftOut, categories, true);
  }
}
