package org.vedette.data.transform.albu;

import java.util.List;
import java.util.Set;
import org.vedette.config.component.Default;

/**
 * How {@link Albu} treats boxes: the library's {@code BboxParams}.
 *
 * @param type the library's class; only BboxParams
 * @param format what boxes are; only pascal_voc, x1 y1 x2 y2 in pixels, as samples have them
 * @param label_fields what belongs to the boxes. All that a sample knows of an object follows its
 *     box anyway, so only the names are checked
 * @param min_area boxes of which fewer pixels are left are dropped
 * @param min_visibility boxes of which a smaller share is left are dropped
 * @param min_width boxes that are left narrower, in pixels, are dropped
 * @param min_height boxes that are left lower, in pixels, are dropped
 * @param check_each_transform whether boxes are cut and dropped after each operation, not only
 *     after the last
 * @param filter_lost_elements whether images without objects may be passed over; see {@code
 *     skip_img_without_anno}
 */
public record BoxRules(
    @Default("'BboxParams'") String type,
    String format,
    @Default("None") List<String> label_fields,
    @Default("0.0") double min_area,
    @Default("0.0") double min_visibility,
    @Default("0.0") double min_width,
    @Default("0.0") double min_height,
    @Default("True") boolean check_each_transform,
    @Default("False") boolean filter_lost_elements) {
  private static final Set<String> FIELDS =
      Set.of("gt_bboxes_labels", "gt_ignore_flags", "gt_labels");

  /** Refuses other formats and unknown fields. */
  public BoxRules {
    if (!"BboxParams".equals(type)) {
      throw new IllegalArgumentException("type='" + type + "': only 'BboxParams'");
    }
    if (!"pascal_voc".equals(format)) {
      throw new IllegalArgumentException(
          "format='" + format + "': boxes of a sample are 'pascal_voc', x1 y1 x2 y2 in pixels");
    }
    if (label_fields != null && !FIELDS.containsAll(label_fields)) {
      throw new IllegalArgumentException(
          "'label_fields' may name gt_bboxes_labels and gt_ignore_flags, got " + label_fields);
    }
  }

  /** Whether enough of a box is left; both are in pixels. */
  boolean keep(double[] whole, double[] cut) {
    double width = cut[2] - cut[0];
    double height = cut[3] - cut[1];
    double area = width * height;
    double wholeArea = (whole[2] - whole[0]) * (whole[3] - whole[1]);
    return area != 0
        && area >= min_area
        && area / wholeArea >= min_visibility
        && width >= min_width
        && height >= min_height;
  }
}
