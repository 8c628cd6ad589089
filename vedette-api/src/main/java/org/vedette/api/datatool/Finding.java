package org.vedette.api.datatool;

import java.util.List;

/**
 * Everything that one check found in one dataset.
 *
 * @param check what it is
 * @param count how many times it was found
 * @param examples the first places
 */
public record Finding(Check check, int count, List<Example> examples) {
  /**
   * A place where something was found.
   *
   * @param text names it, and says what it is
   * @param picture the picture to show; null for none
   * @param item the object in it; null for none
   */
  public record Example(String text, CheckedPicture picture, CheckedPicture.Item item) {}

  /** What was found, and how many times. */
  public String headline() {
    return check.isCounted() ? check.text() + ": " + count : check.text();
  }
}
