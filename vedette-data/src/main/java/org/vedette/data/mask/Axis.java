package org.vedette.data.mask;

/** A direction in which masks are moved or sheared. */
public enum Axis {
  /** Along rows. */
  HORIZONTAL,
  /** Along columns. */
  VERTICAL
}
