package org.vedette.data.sampler;

import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;

/**
 * Tells images that are higher than wide from others; looks each up once. Safe for many threads.
 */
final class AspectGroups {
  private static final byte UNKNOWN = 0;
  private static final byte PORTRAIT = 1;
  private static final byte OTHER = 2;

  private final Dataset dataset;
  private final byte[] known;

  AspectGroups(Dataset dataset) {
    this.dataset = dataset;
    this.known = new byte[dataset.size()];
  }

  static boolean isPortrait(ImageRecord record) {
    return record.width() < record.height();
  }

  /** 0 for images higher than wide, 1 for others. */
  int group(int index) {
    // Two threads may both look an image up; they find the same.
    if (known[index] == UNKNOWN) {
      known[index] = isPortrait(dataset.record(index)) ? PORTRAIT : OTHER;
    }
    return known[index] == PORTRAIT ? 0 : 1;
  }
}
