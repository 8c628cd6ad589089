package org.vedette.data.dataset;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.data.MetaInfo;

/**
 * What a dataset of COCO's format does in its own way.
 *
 * @param type its registered name, for errors
 * @param metaInfo its classes and colours unless the config names others
 * @param fileNames where an image's file is said
 * @param leftOut images by file name that are never used
 * @param categories which categories of the file are classes, and in which order
 * @param emptyWhenCrowded whether {@code filter_empty_gt} takes an image of crowds alone, or of no
 *     usable box, for empty
 */
record CocoRules(
    String type,
    MetaInfo metaInfo,
    FileNames fileNames,
    Predicate<String> leftOut,
    Categories categories,
    boolean emptyWhenCrowded) {
  /** Where an image's file is said. */
  interface FileNames {
    /** The name, below the folder of images; null when the file does not say. */
    String of(CocoAnnotations coco, int image);
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
        type, metaInfo, CocoAnnotations::fileName, name -> false, Categories.NAMED, false);
  }

  CocoRules withFileNames(FileNames names) {
    return new CocoRules(type, metaInfo, names, leftOut, categories, emptyWhenCrowded);
  }

  CocoRules without(List<String> names) {
    return new CocoRules(type, metaInfo, fileNames, names::contains, categories, emptyWhenCrowded);
  }

  CocoRules with(Categories choice) {
    return new CocoRules(type, metaInfo, fileNames, leftOut, choice, emptyWhenCrowded);
  }

  CocoRules crowdsAreEmpty() {
    return new CocoRules(type, metaInfo, fileNames, leftOut, categories, true);
  }
}
