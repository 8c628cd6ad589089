package org.vedette.data.drawn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vedette.base.Polygons;
import org.vedette.base.RandomSource;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import org.vedette.base.coco.Segmentation;
import org.vedette.data.image.Image;

/**
 * One picture: shapes on a background, each over those before it. What is drawn is annotated: a
 * shape that would hide too much of another, or of itself beyond the border, goes somewhere else.
 */
final class Drawing {
  /** The least share of a shape that stays to be seen. */
  private static final double LEAST_VISIBLE = 0.45;

  /** The least visible pixels of a shape: below, not even people tell what it is. */
  private static final int LEAST_AREA = 20;

  private static final double LEAST_CONTRAST = 75;
  private static final int ATTEMPTS = 30;

  /** The share of shapes that are put beside another one. */
  private static final double NEIGHBOURS = 0.3;

  private static final int NOBODY = -1;

  private static final double COLOUR_SPREAD = 55;

  private final DrawnShapes.Settings settings;
  private final RandomSource random;
  private final int size;
  private final double[] pixels;
  private final int[] owner;
  private final List<Placed> shapes = new ArrayList<>();

  /** A shape in its place; area is the mask's were nothing in front of it. */
  private record Placed(Shape shape, double[][] rings, int area) {}

  /**
   * An annotated object.
   *
   * @param label the class
   * @param segmentation what is seen of it
   * @param area the pixels of the segmentation
   * @param box x y w h in pixels
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Item(int label, Segmentation segmentation, double area, double[] box) {}

  /** Draws a picture; the same random source gives the same one. */
  Drawing(DrawnShapes.Settings settings, RandomSource random) {
    this.settings = settings;
    this.random = random;
    this.size = settings.imageSize();
    this.pixels = Background.draw(size, size, random.child(0));
    this.owner = new int[size * size];
    Arrays.fill(owner, NOBODY);
    int count = random.nextInt(settings.minObjects(), settings.maxObjects() + 1);
    for (int i = 0; i < count; i++) {
      place(Shape.ALL.get(random.nextInt(Shape.ALL.size())));
    }
  }

  private void place(Shape shape) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double[][] rings = pose(shape);
      Coverage coverage = Coverage.of(rings, size, size);
      if (fits(rings, coverage)) {
        paint(shape, coverage);
        shapes.add(new Placed(shape, rings, coverage.area()));
        return;
      }
    }
    // The picture is full: it has one object less.
  }

  /** A random size (small ones more often), aspect, turn and place; rounded as it is written. */
  private double[][] pose(Shape shape) {
    double ratio = settings.maxDiameter() / settings.minDiameter();
    double diameter = size * settings.minDiameter() * StrictMath.pow(ratio, random.nextDouble());
    double stretch = StrictMath.pow(1.25, random.uniform(-1, 1));
    double angle = random.uniform(0, 2 * Math.PI);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double[] centre = centre();
    double[][] rings = shape.rings();
    for (double[] ring : rings) {
      for (int i = 0; i < ring.length; i += 2) {
        double x = ring[i] * diameter / 2 * stretch;
        double y = ring[i + 1] * diameter / 2 / stretch;
        ring[i] = Math.rint(100 * (centre[0] + cos * x - sin * y)) / 100;
        ring[i + 1] = Math.rint(100 * (centre[1] + sin * x + cos * y)) / 100;
      }
    }
    return rings;
  }

  /** Anywhere, or beside another shape, so that shapes do cover each other. */
  private double[] centre() {
    if (shapes.isEmpty() || random.nextDouble() >= NEIGHBOURS) {
      return new double[] {random.uniform(0.04, 0.96) * size, random.uniform(0.04, 0.96) * size};
    }
    double[] outline = shapes.get(random.nextInt(shapes.size())).rings()[0];
    int point = 2 * random.nextInt(outline.length / 2);
    double spread = 0.08 * size;
    return new double[] {
      outline[point] + random.uniform(-spread, spread),
      outline[point + 1] + random.uniform(-spread, spread)
    };
  }

  private boolean fits(double[][] rings, Coverage coverage) {
    int area = coverage.area();
    double whole = Polygons.area(rings[0]) - (rings.length > 1 ? Polygons.area(rings[1]) : 0);
    if (area < LEAST_AREA || area < LEAST_VISIBLE * whole) {
      return false;
    }
    int[] visible = visible(coverage);
    for (int i = 0; i < shapes.size(); i++) {
      if (visible[i] < Math.max(LEAST_AREA, LEAST_VISIBLE * shapes.get(i).area())) {
        return false;
      }
    }
    return true;
  }

  /** How many pixels of each shape are seen with another one in front. */
  private int[] visible(Coverage front) {
    int[] visible = new int[shapes.size()];
    for (int p = 0; p < owner.length; p++) {
      if (owner[p] != NOBODY && !front.isSet(p)) {
        visible[owner[p]]++;
      }
    }
    return visible;
  }

  /** Paints a shape in a colour that is told from what is behind it, a little shaded. */
  private void paint(Shape shape, Coverage coverage) {
    double[] color = contrasting(shape, coverage);
    double shadeX = random.uniform(-40, 40) / size;
    double shadeY = random.uniform(-40, 40) / size;
    for (int p = 0; p < owner.length; p++) {
      double alpha = (double) coverage.at(p) / Coverage.FULL;
      int row = p / size;
      double shade = shadeX * (p % size - size / 2.0) + shadeY * (row - size / 2.0);
      for (int c = 0; alpha > 0 && c < 3; c++) {
        pixels[3 * p + c] += alpha * (color[c] + shade - pixels[3 * p + c]);
      }
      if (coverage.isSet(p)) {
        owner[p] = shapes.size();
      }
    }
  }

  private double[] contrasting(Shape shape, Coverage coverage) {
    double[] behind = mean(coverage);
    double[] best = null;
    double bestContrast = -1;
    for (int i = 0; i < ATTEMPTS && bestContrast < LEAST_CONTRAST; i++) {
      double[] color = shape.colour();
      for (int c = 0; c < 3; c++) {
        color[c] += random.uniform(-COLOUR_SPREAD, COLOUR_SPREAD);
      }
      double contrast = 0;
      for (int c = 0; c < 3; c++) {
        contrast = Math.max(contrast, Math.abs(color[c] - behind[c]));
      }
      if (contrast > bestContrast) {
        best = color;
        bestContrast = contrast;
      }
    }
    return best;
  }

  private double[] mean(Coverage coverage) {
    double[] mean = new double[3];
    int area = coverage.area();
    for (int p = 0; p < owner.length; p++) {
      for (int c = 0; coverage.isSet(p) && c < 3; c++) {
        mean[c] += pixels[3 * p + c] / area;
      }
    }
    return mean;
  }

  /** The picture, uint8 BGR; the caller closes it. */
  Image image() {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.rint(pixels[i])));
    }
    return Image.of(bytes, size, size, 3);
  }

  /** The objects, the hindmost first. */
  List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      items.add(item(i));
    }
    return items;
  }

  /** An outline where a shape is whole, else the pixels that are seen. */
  private Item item(int index) {
    Placed placed = shapes.get(index);
    byte[] visible = new byte[owner.length];
    for (int p = 0; p < owner.length; p++) {
      visible[p] = (byte) (owner[p] == index ? 1 : 0);
    }
    Rle seen = RleMasks.encode(visible, size, size);
    double[] outline = placed.rings()[0];
    boolean whole =
        RleMasks.area(seen) == placed.area()
            && Arrays.stream(outline).allMatch(v -> v >= 0 && v <= size);
    if (!whole || placed.rings().length > 1) {
      return new Item(
          placed.shape().label(),
          new Segmentation.Bitmap(seen),
          RleMasks.area(seen),
          RleMasks.toBbox(seen));
    }
    Segmentation segmentation = new Segmentation.Outline(placed.rings());
    return new Item(
        placed.shape().label(),
        segmentation,
        RleMasks.area(segmentation.toRle(size, size)),
        around(outline));
  }

  private static double[] around(double[] ring) {
    double[] box = {ring[0], ring[1], ring[0], ring[1]};
    for (int i = 0; i < ring.length; i += 2) {
      box[0] = Math.min(box[0], ring[i]);
      box[1] = Math.min(box[1], ring[i + 1]);
      box[2] = Math.max(box[2], ring[i]);
      box[3] = Math.max(box[3], ring[i + 1]);
    }
    return new double[] {box[0], box[1], hundredths(box[2] - box[0]), hundredths(box[3] - box[1])};
  }

  private static double hundredths(double value) {
    return Math.rint(100 * value) / 100;
  }
}
