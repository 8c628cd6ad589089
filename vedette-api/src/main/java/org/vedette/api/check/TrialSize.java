package org.vedette.api.check;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.Location;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;

/**
 * How large the image of a trial is: small, but a multiple of all strides and of what the model
 * pads to.
 *
 * @param side rows and columns
 * @param strides the strides that the head says it has; empty when it does not say
 * @param path their key below the model
 * @param location where they were written
 */
record TrialSize(int side, List<Double> strides, String path, Location location) {
  private static final int SMALLEST = 128;
  private static final int LARGEST = 640;
  private static final int USUAL_DIVISOR = 32;

  /** Beyond this a map has another stride than it was said to, and not only odd edges. */
  private static final double TOLERANCE = 1.4;

  private static final String[][] PLACES = {
    {"bbox_head", "strides"},
    {"bbox_head", "prior_generator", "strides"},
    {"bbox_head", "anchor_generator", "strides"},
    {"rpn_head", "anchor_generator", "strides"}
  };

  static TrialSize of(DictNode model) {
    for (String[] place : PLACES) {
      ListNode list = list(model, place);
      List<Double> strides = list == null ? List.of() : numbers(list);
      if (!strides.isEmpty()) {
        return new TrialSize(
            side(model, strides), strides, String.join(".", place), list.location());
      }
    }
    return new TrialSize(side(model, List.of()), List.of(), "", model.location());
  }

  private static ListNode list(DictNode model, String... place) {
    DictNode dict = model;
    for (int i = 0; i + 1 < place.length && dict != null; i++) {
      dict = dict.dict(place[i]);
    }
    return dict != null && dict.get(place[place.length - 1]) instanceof ListNode list ? list : null;
  }

  /** The strides; none when one of them is no single number. */
  private static List<Double> numbers(ListNode list) {
    List<Double> numbers = new ArrayList<>();
    for (ConfigNode item : list.items()) {
      if (!(item instanceof ScalarNode scalar) || !(scalar.value() instanceof Number number)) {
        return List.of();
      }
      numbers.add(number.doubleValue());
    }
    return numbers;
  }

  private static int side(DictNode model, List<Double> strides) {
    long unit = USUAL_DIVISOR;
    DictNode preprocessor = model.dict("data_preprocessor");
    if (preprocessor != null
        && preprocessor.get("pad_size_divisor") instanceof ScalarNode scalar
        && scalar.value() instanceof Long divisor) {
      unit = multiple(unit, divisor);
    }
    for (double stride : strides) {
      unit = multiple(unit, (long) stride);
    }
    return (int) (unit * Math.max(1, (SMALLEST + unit - 1) / unit));
  }

  /** The least common multiple, as long as it stays small. */
  private static long multiple(long a, long b) {
    if (b < 1) {
      return a;
    }
    long product = a * b;
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return product / x > LARGEST ? a : product / x;
  }

  /** Whether maps of these strides, level by level, are what the head takes them for. */
  boolean fits(List<Double> actual) {
    if (actual.size() != strides.size()) {
      return false;
    }
    for (int i = 0; i < actual.size(); i++) {
      double ratio = actual.get(i) / strides.get(i);
      if (ratio > TOLERANCE || ratio < 1 / TOLERANCE) {
        return false;
      }
    }
    return true;
  }
}
