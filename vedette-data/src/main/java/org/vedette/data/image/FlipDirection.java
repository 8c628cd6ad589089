package org.vedette.data.image;

import java.util.Locale;

/** The axes along which an image is mirrored. */
public enum FlipDirection {
  /** Left and right change places. */
  HORIZONTAL(1),
  /** Top and bottom change places. */
  VERTICAL(0),
  /** Both: a turn by 180 degrees. */
  DIAGONAL(-1);

  private final int flag;

  FlipDirection(int flag) {
    this.flag = flag;
  }

  int flag() {
    return flag;
  }

  /** Whether columns are mirrored. */
  public boolean flipsX() {
    return this != VERTICAL;
  }

  /** Whether rows are mirrored. */
  public boolean flipsY() {
    return this != HORIZONTAL;
  }

  /** The name that configs and metas use. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
