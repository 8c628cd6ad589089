package org.vedette.data;

import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.vedette.base.RandomSource;

/**
 * A request for one sample: which image, with which random numbers, and after which others. What
 * came before is told by place, not remembered: it is the same whatever the threads, and after a
 * resume. Safe for many threads.
 */
public final class Visit {
  private final Trail trail;
  private final long position;
  private final int index;
  private final Supplier<RandomSource> random;
  private final boolean ordered;

  private Visit(
      Trail trail, long position, int index, Supplier<RandomSource> random, boolean ordered) {
    this.trail = trail;
    this.position = position;
    this.index = index;
    this.random = random;
    this.ordered = ordered;
  }

  /**
   * How an epoch looks from a dataset inside wrappers.
   *
   * @param stream the epoch
   * @param route from the loader's index to this dataset's; below 0 for images that lie elsewhere
   * @param part the numbers that the wrappers leave to this dataset
   */
  private record Trail(
      EpochStream stream, IntUnaryOperator route, UnaryOperator<RandomSource> part) {
    Visit at(long position) {
      return new Visit(
          this,
          position,
          route.applyAsInt(stream.index(position)),
          () -> part.apply(stream.random(position)),
          true);
    }
  }

  /** The visit of a place in an epoch. */
  static Visit of(EpochStream stream, long position) {
    return new Trail(stream, IntUnaryOperator.identity(), UnaryOperator.identity()).at(position);
  }

  /** A visit that nothing came before. */
  public static Visit alone(int index, RandomSource random) {
    return new Visit(null, 0, index, () -> random, false);
  }

  /** The image, as an index into the dataset that is visited. */
  public int index() {
    return index;
  }

  /**
   * The visit's own numbers. A visit that a loader asked for has them anew at each call; others
   * once.
   */
  public RandomSource random() {
    return random.get();
  }

  /** How many samples the loader asked for before in this epoch. */
  public long position() {
    return position;
  }

  /** Whether a loader asks for this image, not a step that mixes it into another. */
  public boolean isOrdered() {
    return ordered;
  }

  /** Whether this belongs to an epoch, so that others may have come before. */
  public boolean isInEpoch() {
    return trail != null;
  }

  /**
   * Completes once the loader has the sample of this place, or cannot have it; null when that is so
   * already. Places are asked for in order, so a lower one never waits for a higher one.
   */
  public CompletableFuture<Void> pending() {
    return trail.stream().pending(position);
  }

  /** The lowest place of the epoch whose sample the loader waits for. */
  public long oldestPending() {
    return trail.stream().oldestPending();
  }

  /** What the loader asked for at a place; null when that was another dataset's image. */
  public Visit at(long place) {
    Visit visit = trail.at(place);
    return visit.index < 0 ? null : visit;
  }

  /**
   * The same visit as the dataset inside a wrapper sees it.
   *
   * @param inner the index inside, by the wrapper's; below 0 for images that lie elsewhere
   */
  public Visit map(IntUnaryOperator inner) {
    IntUnaryOperator further = i -> i < 0 ? i : inner.applyAsInt(i);
    Trail inside =
        trail == null
            ? null
            : new Trail(trail.stream(), trail.route().andThen(further), trail.part());
    return new Visit(inside, position, further.applyAsInt(index), random, ordered);
  }

  /** The same visit with the numbers of one of its parts. */
  public Visit child(long number) {
    Trail inside =
        trail == null
            ? null
            : new Trail(
                trail.stream(), trail.route(), all -> trail.part().apply(all).child(number));
    return new Visit(inside, position, index, () -> random.get().child(number), ordered);
  }

  /** Another image at the same place, with numbers of its own. */
  public Visit guest(int otherIndex, RandomSource numbers) {
    return new Visit(trail, position, otherIndex, () -> numbers, false);
  }

  /** The same visit as asked for again, by a step that looks back. */
  public Visit again() {
    return new Visit(trail, position, index, random, false);
  }

  /**
   * What all visits of the epoch share under a key; closed with the epoch.
   *
   * @param make makes it when it is first asked for
   */
  public <T extends AutoCloseable> T shared(Object key, Class<T> type, Supplier<T> make) {
    return trail.stream().shared(key, type, make);
  }
}
