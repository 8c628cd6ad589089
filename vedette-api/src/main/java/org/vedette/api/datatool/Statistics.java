package org.vedette.api.datatool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Figures of a dataset; of objects that are of a class, are no crowd and have a box.
 *
 * @param images how many images there are
 * @param objects how many objects count
 * @param crowds how many crowds and ignored objects there are besides
 * @param perImage mean number of objects of an image
 * @param widths smallest, median and biggest annotated width; empty when none is known
 * @param heights smallest, median and biggest annotated height
 * @param classes objects of each class
 * @param sizes square roots of box areas, in pixels
 * @param aspects widths of boxes divided by their heights
 * @param objectsPerImage images by how many objects they have
 */
public record Statistics(
    int images,
    int objects,
    int crowds,
    double perImage,
    List<Integer> widths,
    List<Integer> heights,
    Histogram classes,
    Histogram sizes,
    Histogram aspects,
    Histogram objectsPerImage) {
  private static final double[] SIZES = {8, 16, 32, 64, 96, 128, 256, 512};
  private static final List<String> SIZE_NAMES =
      List.of("<8", "8-16", "16-32", "32-64", "64-96", "96-128", "128-256", "256-512", "512+");
  private static final double[] ASPECTS = {0.25, 0.5, 2.0 / 3, 1, 1.5, 2, 4};
  private static final List<String> ASPECT_NAMES =
      List.of("<1:4", "1:4-1:2", "1:2-2:3", "2:3-1:1", "1:1-3:2", "3:2-2:1", "2:1-4:1", "4:1+");
  private static final double[] PER_IMAGE = {1, 2, 3, 6, 11, 21, 51};
  private static final List<String> PER_IMAGE_NAMES =
      List.of("0", "1", "2", "3-5", "6-10", "11-20", "21-50", "51+");

  static Statistics of(CheckedData data) {
    List<CheckedPicture.Item> items = new ArrayList<>();
    int[] perImage = new int[data.pictures().size()];
    int crowds = 0;
    for (int i = 0; i < perImage.length; i++) {
      for (CheckedPicture.Item item : data.pictures().get(i).items()) {
        if (data.isClass(item.category()) && item.width() > 0 && item.height() > 0) {
          crowds += item.crowd() ? 1 : 0;
          perImage[i] += item.crowd() ? 0 : 1;
          if (!item.crowd()) {
            items.add(item);
          }
        }
      }
    }
    return new Statistics(
        perImage.length,
        items.size(),
        crowds,
        perImage.length == 0 ? 0 : (double) items.size() / perImage.length,
        range(data.pictures().stream().mapToInt(CheckedPicture::width)),
        range(data.pictures().stream().mapToInt(CheckedPicture::height)),
        classes(data, items),
        Histogram.of(
            "box size (root of its area, pixels)",
            items.stream().mapToDouble(item -> Math.sqrt(item.width() * item.height())),
            SIZES,
            SIZE_NAMES),
        Histogram.of(
            "box aspect (width : height)",
            items.stream().mapToDouble(item -> item.width() / item.height()),
            ASPECTS,
            ASPECT_NAMES),
        Histogram.of(
            "objects of an image",
            Arrays.stream(perImage).asDoubleStream(),
            PER_IMAGE,
            PER_IMAGE_NAMES));
  }

  private static List<Integer> range(IntStream sides) {
    int[] sorted = sides.filter(side -> side > 0).sorted().toArray();
    return sorted.length == 0
        ? List.of()
        : List.of(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
  }

  private static Histogram classes(CheckedData data, List<CheckedPicture.Item> items) {
    int[] counts = new int[data.classes().size()];
    for (CheckedPicture.Item item : items) {
      counts[data.classes().indexOf(data.categories().get(item.category()))]++;
    }
    return new Histogram(
        "objects of a class", data.classes(), IntStream.of(counts).boxed().toList());
  }

  /** How many objects are small, medium and large as COCO calls boxes. */
  List<Integer> byCocoSize() {
    List<Integer> counts = sizes.counts();
    int small = counts.subList(0, 3).stream().mapToInt(Integer::intValue).sum();
    int medium = counts.subList(3, 5).stream().mapToInt(Integer::intValue).sum();
    return List.of(small, medium, objects - small - medium);
  }

  /** The figures in a sentence. */
  String summary() {
    List<Integer> bySize = byCocoSize();
    return String.format(
        Locale.ROOT,
        "%,d images%s, %,d objects (%.1f an image; %,d small, %,d medium, %,d large)%s",
        images,
        widths.isEmpty() ? "" : " of " + range(widths) + " x " + range(heights) + " pixels",
        objects,
        perImage,
        bySize.get(0),
        bySize.get(1),
        bySize.get(2),
        crowds == 0 ? "" : String.format(Locale.ROOT, ", %,d crowds", crowds));
  }

  private static String range(List<Integer> sides) {
    return sides.get(0).equals(sides.get(2))
        ? sides.get(0).toString()
        : sides.get(0) + ".." + sides.get(2);
  }
}
