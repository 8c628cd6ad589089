package org.vedette.data;

/**
 * An order of images without an end, for training that counts iterations. Any place of it can be
 * asked for without those before, so that a run goes on exactly where it stopped. Safe for many
 * threads.
 */
@FunctionalInterface
public interface EndlessOrder {
  /** The image at a place, counted from 0: its index in the dataset. */
  int at(long position);
}
