package org.vedette.data.dataset;

import org.vedette.data.Recent;
import org.vedette.data.Sample;

/** A sample that several may hold; closed when the last of them lets go. */
final class SharedSample implements Recent.Loan {
  private final Sample sample;
  private int holders = 1;

  /** A sample that its maker holds. */
  SharedSample(Sample sample) {
    this.sample = sample;
  }

  /** Holds it once more; false when it is closed already. */
  synchronized boolean hold() {
    if (holders == 0) {
      return false;
    }
    holders++;
    return true;
  }

  @Override
  public Sample sample() {
    return sample;
  }

  @Override
  public synchronized void close() {
    if (--holders == 0) {
      sample.close();
    }
  }
}
