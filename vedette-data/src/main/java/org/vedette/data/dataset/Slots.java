package org.vedette.data.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.vedette.data.CachedTransform;
import org.vedette.data.Visit;

/**
 * Which samples the list of a {@link CachedTransform} holds at a place of an epoch, and the same
 * for those whose pixels are kept. Not safe for many threads but for {@link #content}.
 */
final class Slots {
  /** The sample stays for now. */
  static final long STAYS = -1;

  /**
   * How far back the list is searched: a slot of more turns than this without a sample is empty.
   */
  private static final int TURNS = 16;

  private static final int FARTHEST = 1 << 16;
  private static final long SALT = 0x510C;

  private final int capacity;
  private final boolean randomPop;
  private final long salt;
  private final Map<Integer, Long> latest = new HashMap<>();
  private final TreeSet<Long> queue = new TreeSet<>();
  private final Map<Long, Long> left = new HashMap<>();

  /**
   * Slots.
   *
   * @param number of the step, so that steps of one pipeline draw differently
   */
  Slots(CachedTransform step, int number) {
    capacity = step.maxCachedImages();
    randomPop = step.randomPop();
    salt = SALT + number;
  }

  private int slot(Visit visit) {
    return visit.random().child(salt).nextInt(capacity);
  }

  /** The visits whose samples a visit can meet, the latest first. */
  List<Visit> content(Visit now) {
    List<Visit> content = new ArrayList<>();
    boolean[] taken = new boolean[capacity];
    Visit self = randomPop ? now.at(now.position()) : null;
    if (self != null) {
      taken[slot(self)] = true;
    }
    int passed = 0;
    long first = Math.max(0, now.position() - FARTHEST);
    for (long place = now.position() - 1; place >= first; place--) {
      Visit visit = now.at(place);
      if (visit == null) {
        continue;
      }
      int slot = randomPop ? slot(visit) : content.size();
      if (!taken[slot]) {
        taken[slot] = true;
        content.add(visit);
      }
      if (content.size() == capacity - 1 || ++passed == TURNS * capacity) {
        break;
      }
    }
    return content;
  }

  /** Whether a sample would stay if it came now. */
  boolean isNews(Visit visit) {
    if (!randomPop) {
      return queue.size() < capacity || queue.first() < visit.position();
    }
    Long there = latest.get(slot(visit));
    return there == null || there < visit.position();
  }

  /**
   * Takes a sample in; {@link #left} then tells which ones had to go for it.
   *
   * @return {@link #STAYS}, or the place up to which samples meet it when it comes too late to stay
   */
  long enter(Visit visit) {
    long place = visit.position();
    if (!randomPop) {
      queue.add(place);
      if (queue.size() > capacity) {
        left.put(queue.pollFirst(), queue.last());
      }
      return STAYS;
    }
    int slot = slot(visit);
    Long there = latest.get(slot);
    if (there != null && there > place) {
      return there;
    }
    latest.put(slot, place);
    if (there != null) {
      left.put(there, place);
    }
    return STAYS;
  }

  /** The samples that have gone, with the place up to which samples meet them; to be cleared. */
  Map<Long, Long> left() {
    return left;
  }
}
