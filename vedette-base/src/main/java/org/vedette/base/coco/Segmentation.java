package org.vedette.base.coco;

import java.util.Arrays;
import java.util.List;
import org.vedette.base.JsonReader;
import org.vedette.base.Polygons;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;

/** An object's outline as COCO files write it: polygons, or run lengths. */
public sealed interface Segmentation {
  /** The mask of an image of this size, as pycocotools' {@code annToRLE} gives it. */
  Rle toRle(int height, int width);

  /**
   * Polygons, whose union is the object.
   *
   * @param rings x0 y0 x1 y1 ... of each, in pixels
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Outline(double[][] rings) implements Segmentation {
    /** pycocotools takes rings of four numbers for boxes x y w h; so does this. */
    @Override
    public Rle toRle(int height, int width) {
      Rle[] parts = new Rle[rings.length];
      boolean boxes = rings[0].length == 4;
      Arrays.setAll(
          parts,
          i ->
              boxes
                  ? Polygons.boxToRle(
                      rings[i][0], rings[i][1], rings[i][2], rings[i][3], height, width)
                  : Polygons.toRle(rings[i], height, width));
      return RleMasks.union(List.of(parts));
    }
  }

  /**
   * Run lengths.
   *
   * @param rle the mask, of the size the file states
   */
  record Bitmap(Rle rle) implements Segmentation {
    @Override
    public Rle toRle(int height, int width) {
      return rle;
    }
  }

  /**
   * Reads a {@code segmentation} value: a list of polygons, or {@code {size, counts}} with counts
   * as a list or as COCO's compressed text.
   *
   * @return null for an empty list or null
   * @throws org.vedette.base.DataException when it is neither, or the counts do not fill the mask
   */
  static Segmentation read(JsonReader json) {
    if (json.isNull()) {
      return null;
    }
    return json.isObject() ? readRle(json) : readRings(json);
  }

  private static Segmentation readRings(JsonReader json) {
    json.array("'segmentation' to be a list of polygons or an RLE object");
    double[][] rings = new double[1][];
    int count = 0;
    while (json.next()) {
      if (count == rings.length) {
        rings = Arrays.copyOf(rings, 2 * count);
      }
      rings[count] = json.doubles("a polygon as a list of numbers in 'segmentation'");
      if (rings[count].length < 4) {
        throw json.error(
            "a polygon of "
                + rings[count].length
                + " numbers in 'segmentation'; 6 make a triangle");
      }
      count++;
    }
    return count == 0 ? null : new Outline(Arrays.copyOf(rings, count));
  }

  private static Segmentation readRle(JsonReader json) {
    int[] size = null;
    int[] counts = null;
    String text = null;
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      switch (key) {
        case "size" -> size = json.ints("'size' to be [height, width]");
        case "counts" -> {
          if (json.isString()) {
            text = json.stringValue("counts");
          } else {
            counts = json.ints("'counts' to be a string or a list of whole numbers");
          }
        }
        default -> json.skip();
      }
    }
    if (size == null || size.length != 2 || (counts == null && text == null)) {
      throw json.error("RLE 'segmentation' needs 'size': [height, width] and 'counts'");
    }
    try {
      if (text != null) {
        return new Bitmap(RleMasks.decompress(size[0], size[1], text));
      }
      Rle rle = new Rle(size[0], size[1], counts);
      RleMasks.requireWhole(rle);
      return new Bitmap(rle);
    } catch (IllegalArgumentException e) {
      throw json.error(e.getMessage());
    }
  }
}
