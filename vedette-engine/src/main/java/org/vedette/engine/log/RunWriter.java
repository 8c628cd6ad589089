package org.vedette.engine.log;

import java.util.Map;
import org.vedette.config.component.ComponentKind;
import org.vedette.data.image.Image;
import org.vedette.engine.Run;

/**
 * Writes down a run for other tools: upstream's visualisation backends. Used by one thread at a
 * time.
 */
@ComponentKind("vis_backend")
public interface RunWriter {
  /** The run starts, or goes on after a resume. */
  void start(Run run);

  /** The whole resolved config as Python text. */
  default void config(String text) {}

  /**
   * Numbers of one step, in order. Among them may be {@code epoch}, {@code iter} and {@code step}
   * themselves.
   */
  default void scalars(Map<String, ? extends Number> values, long step) {}

  /** A picture, uint8 HWC BGR; it belongs to the caller. */
  default void image(String name, Image picture, long step) {}

  /** The run ends; everything is to be on disk. */
  default void close() {}
}
