package org.vedette.engine.log;

import java.util.List;
import org.vedette.base.Detections;
import org.vedette.base.Truth;
import org.vedette.config.component.ComponentKind;
import org.vedette.data.MetaInfo;
import org.vedette.data.image.Image;

/** Where a run is written down, and how objects are drawn: a config's {@code visualizer}. */
@ComponentKind("visualizer")
public interface Visualizer {
  /** Where numbers and pictures go; the same ones at each call. */
  List<RunWriter> writers();

  /**
   * Draws objects on a copy of a picture.
   *
   * @param picture uint8 HWC BGR; it stays the caller's
   * @param truth what is there; null to leave it out
   * @param found what was found; null to leave it out
   * @param minScore the least score that is drawn
   * @return a picture that belongs to the caller; null when this draws nothing
   */
  Image draw(Image picture, MetaInfo meta, Truth truth, Detections found, double minScore);
}
