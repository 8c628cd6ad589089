package org.vedette.metrics.coco;

/** What overlap is measured on. */
public enum IouType {
  /** Boxes. */
  BBOX,
  /** Masks. */
  SEGM
}
