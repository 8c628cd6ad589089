package org.vedette.base.pickle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;

/**
 * Checks that a value is a tree of bounded depth (parts may be shared), so that whoever walks it
 * later may recurse.
 */
public final class TreeCheck {
  /** Deepest nesting that is read or written; real checkpoints have about 10. */
  public static final int MAX_DEPTH = 200;

  private static final Integer UNFINISHED = -1;

  private final IdentityHashMap<Object, Integer> heights = new IdentityHashMap<>();
  private final Deque<Frame> path = new ArrayDeque<>();

  private TreeCheck() {}

  /** Throws {@link PickleException} for a value that contains itself or is nested too deep. */
  public static void check(Object root) {
    new TreeCheck().walk(root);
  }

  private void walk(Object root) {
    enter(root);
    while (!path.isEmpty()) {
      Frame top = path.peek();
      if (top.rest.hasNext()) {
        visit(top, top.rest.next());
      } else {
        path.pop();
        heights.put(top.node, top.height);
        if (!path.isEmpty()) {
          path.peek().grow(top.height);
        }
      }
    }
  }

  private void visit(Frame parent, Object child) {
    Integer known = child instanceof PyNode ? heights.get(child) : null;
    if (known == null) {
      enter(child);
    } else if (known.equals(UNFINISHED)) {
      throw PickleException.refused("an object that contains itself");
    } else {
      parent.grow(known);
    }
  }

  private void enter(Object value) {
    if (value instanceof PyNode node) {
      if (path.size() == MAX_DEPTH) {
        throw tooDeep();
      }
      heights.put(node, UNFINISHED);
      path.push(new Frame(node));
    }
  }

  private static final class Frame {
    final PyNode node;
    final Iterator<?> rest;
    int height = 1;

    Frame(PyNode node) {
      this.node = node;
      this.rest = node.children().iterator();
    }

    void grow(int childHeight) {
      height = Math.max(height, childHeight + 1);
      if (height > MAX_DEPTH) {
        throw tooDeep();
      }
    }
  }

  private static PickleException tooDeep() {
    return PickleException.refused("objects nested deeper than " + MAX_DEPTH);
  }
}
