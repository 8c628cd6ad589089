package org.vedette.base.coco;

import java.util.Arrays;
import org.vedette.base.JsonReader;

/** Collects the records under {@code images}, column by column. */
final class ImageColumns {
  private long[] ids = new long[256];
  private String[] names = new String[256];
  private String[] urls;
  private int[] heights = new int[256];
  private int[] widths = new int[256];
  private int size;

  /**
   * No records yet.
   *
   * @param urls whether {@code coco_url} is kept; most files have one for each image, and it is
   *     long
   */
  ImageColumns(boolean urls) {
    this.urls = urls ? new String[ids.length] : null;
  }

  void read(JsonReader json) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
      names = Arrays.copyOf(names, 2 * size);
      heights = Arrays.copyOf(heights, 2 * size);
      widths = Arrays.copyOf(widths, 2 * size);
      urls = urls == null ? null : Arrays.copyOf(urls, 2 * size);
    }
    heights[size] = -1;
    widths[size] = -1;
    boolean hasId = false;
    for (String key = json.nextKey(); key != null; key = json.nextKey()) {
      switch (key) {
        case "id" -> {
          ids[size] = json.longValue("'id' to be a whole number");
          hasId = true;
        }
        case "file_name" -> names[size] = json.stringValue("'file_name' to be a string");
        case "coco_url" -> {
          if (urls == null) {
            json.skip();
          } else {
            urls[size] = json.stringValue("'coco_url' to be a string");
          }
        }
        case "height" -> heights[size] = json.intValue("'height' to be a whole number");
        case "width" -> widths[size] = json.intValue("'width' to be a whole number");
        default -> json.skip();
      }
    }
    if (!hasId) {
      throw json.error("missing 'id'");
    }
    size++;
  }

  CocoAnnotations.Images toColumns() {
    return new CocoAnnotations.Images(
        Arrays.copyOf(ids, size),
        Arrays.copyOf(names, size),
        urls == null ? null : Arrays.copyOf(urls, size),
        Arrays.copyOf(heights, size),
        Arrays.copyOf(widths, size));
  }
}
