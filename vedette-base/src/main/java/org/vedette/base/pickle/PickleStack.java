package org.vedette.base.pickle;

import java.util.ArrayList;
import java.util.List;

/** The stack of a pickle with its marks; nothing can be taken from below the topmost mark. */
final class PickleStack {
  private final List<Object> values = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();

  void push(Object value) {
    values.add(value);
  }

  Object pop() {
    need(1);
    return values.remove(values.size() - 1);
  }

  Object peek() {
    need(1);
    return values.get(values.size() - 1);
  }

  void mark() {
    marks.add(values.size());
  }

  /** The values since the topmost mark, which goes with them. */
  List<Object> popMark() {
    if (marks.isEmpty()) {
      throw new PickleException("a group ends that never began");
    }
    return take(marks.remove(marks.size() - 1));
  }

  List<Object> popLast(int count) {
    need(count);
    return take(values.size() - count);
  }

  /** Drops the topmost value, or the topmost mark when nothing was pushed since. */
  void discard() {
    if (!marks.isEmpty() && values.size() == floor()) {
      marks.remove(marks.size() - 1);
    } else {
      pop();
    }
  }

  private List<Object> take(int from) {
    List<Object> tail = values.subList(from, values.size());
    List<Object> copy = new ArrayList<>(tail);
    tail.clear();
    return copy;
  }

  private int floor() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
  }

  private void need(int count) {
    if (values.size() - floor() < count) {
      throw new PickleException("it takes a value from an empty stack");
    }
  }
}
