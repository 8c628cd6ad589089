package org.vedette.core.box;

/**
 * Sorts values in falling order, with their positions, and leaves equal values in the order in
 * which PyTorch's {@code sort} leaves them on a processor: that of {@code std::sort} in GNU's
 * library, which is not stable. It matters where scores are saturated: which of many scores of
 * exactly 0 or 1 are among the first thousand, and whose box suppresses whose, hangs on it.
 */
final class IntroSort {
  private static final int SHORT = 16;

  private final float[] values;
  private final int[] positions;
  private final int limit;

  /** What lies from here on belongs after all that lies before, and is left unsorted. */
  private int sortedEnd;

  private IntroSort(float[] values, int[] positions, int limit) {
    this.values = values;
    this.positions = positions;
    this.limit = limit;
    sortedEnd = values.length;
  }

  /**
   * Sorts both arrays by the first until the first {@code limit} stand as if all were sorted; NaN
   * comes first.
   */
  static void falling(float[] values, int[] positions, int limit) {
    IntroSort sort = new IntroSort(values, positions, limit);
    int count = values.length;
    if (count > 1 && limit > 0) {
      sort.partitions(0, count, 2 * (31 - Integer.numberOfLeadingZeros(count)));
      sort.insertions(0, Math.min(sort.sortedEnd, SHORT));
      for (int i = SHORT; i < sort.sortedEnd; i++) {
        sort.insertBackwards(i);
      }
    }
  }

  private static boolean before(float a, float b) {
    return a > b || (Float.isNaN(a) && !Float.isNaN(b));
  }

  private boolean before(int a, int b) {
    return before(values[a], values[b]);
  }

  private void swap(int a, int b) {
    float value = values[a];
    values[a] = values[b];
    values[b] = value;
    int position = positions[a];
    positions[a] = positions[b];
    positions[b] = position;
  }

  /**
   * Quicksort of all that is longer than a few; too deep a recursion ends in a heap sort. Parts
   * never exchange values again once they are parted, so that one that begins behind the limit can
   * be left alone.
   */
  private void partitions(int first, int end, int depth) {
    int last = end;
    int left = depth;
    while (last - first > SHORT) {
      if (left == 0) {
        heapSort(first, last);
        return;
      }
      left--;
      int middle = first + (last - first) / 2;
      medianTo(first, first + 1, middle, last - 1);
      int cut = partition(first + 1, last, first);
      if (cut >= limit) {
        sortedEnd = cut;
      } else {
        partitions(cut, last, left);
      }
      last = cut;
    }
  }

  private void medianTo(int target, int a, int b, int c) {
    if (before(a, b)) {
      swap(target, before(b, c) ? b : before(a, c) ? c : a);
    } else {
      swap(target, before(a, c) ? a : before(b, c) ? c : b);
    }
  }

  private int partition(int from, int end, int pivot) {
    int first = from;
    int last = end;
    while (true) {
      while (before(first, pivot)) {
        first++;
      }
      last--;
      while (before(pivot, last)) {
        last--;
      }
      if (first >= last) {
        return first;
      }
      swap(first, last);
      first++;
    }
  }

  private void insertions(int first, int end) {
    for (int i = first + 1; i < end; i++) {
      if (before(i, first)) {
        float value = values[i];
        int position = positions[i];
        System.arraycopy(values, first, values, first + 1, i - first);
        System.arraycopy(positions, first, positions, first + 1, i - first);
        values[first] = value;
        positions[first] = position;
      } else {
        insertBackwards(i);
      }
    }
  }

  /** Moves one value back to where it belongs; something before it is not after it. */
  private void insertBackwards(int from) {
    float value = values[from];
    int position = positions[from];
    int at = from;
    while (before(value, values[at - 1])) {
      values[at] = values[at - 1];
      positions[at] = positions[at - 1];
      at--;
    }
    values[at] = value;
    positions[at] = position;
  }

  private void heapSort(int first, int end) {
    int count = end - first;
    for (int parent = (count - 2) / 2; parent >= 0; parent--) {
      sift(first, parent, count, values[first + parent], positions[first + parent]);
    }
    for (int last = count - 1; last > 0; last--) {
      float value = values[first + last];
      int position = positions[first + last];
      values[first + last] = values[first];
      positions[first + last] = positions[first];
      sift(first, 0, last, value, position);
    }
  }

  /** Lets the hole sink to the bottom along the later children, then the value rise from there. */
  private void sift(int first, int hole, int count, float value, int position) {
    int top = hole;
    int at = hole;
    int child = hole;
    while (child < (count - 1) / 2) {
      child = 2 * (child + 1);
      if (before(first + child, first + child - 1)) {
        child--;
      }
      move(first + child, first + at);
      at = child;
    }
    if (count % 2 == 0 && child == (count - 2) / 2) {
      child = 2 * (child + 1);
      move(first + child - 1, first + at);
      at = child - 1;
    }
    int parent = (at - 1) / 2;
    while (at > top && before(values[first + parent], value)) {
      move(first + parent, first + at);
      at = parent;
      parent = (at - 1) / 2;
    }
    values[first + at] = value;
    positions[first + at] = position;
  }

  private void move(int from, int to) {
    values[to] = values[from];
    positions[to] = positions[from];
  }
}
