package org.vedette.metrics.coco;

import java.util.Locale;

/** What CocoMetric can evaluate. */
public enum EvalTarget {
  /** Average precision of boxes. */
  BBOX,
  /** Average precision of masks. */
  SEGM,
  /** Average recall of boxes, all categories taken as one. */
  PROPOSAL,
  /** Average recall of boxes in the order given, with one greedy assignment for all thresholds. */
  PROPOSAL_FAST;

  /** The name in configs and in the names of figures. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What overlap is measured on. */
  public IouType iouType() {
    return this == SEGM ? IouType.SEGM : IouType.BBOX;
  }
}
