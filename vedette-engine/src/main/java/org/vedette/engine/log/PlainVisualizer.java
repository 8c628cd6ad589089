package org.vedette.engine.log;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vedette.base.Detections;
import org.vedette.base.Truth;
import org.vedette.config.DictNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.data.MetaInfo;
import org.vedette.data.image.Image;

/** Writes a run down and draws nothing. Upstream: MMEngine's Visualizer. */
@Component("Visualizer")
public final class PlainVisualizer implements Visualizer {
  private final List<RunWriter> writers;

  /**
   * Settings.
   *
   * @param name accepted for upstream's sake: a run has one visualizer
   * @param image refused: pictures come from the run
   * @param vis_backends where numbers and pictures go
   * @param save_dir accepted for upstream's sake: files go to the run's folder, unless a backend
   *     has a save_dir
   * @param fig_save_cfg accepted for upstream's sake: settings of Matplotlib's figures
   * @param fig_show_cfg accepted for upstream's sake: settings of Matplotlib's figures
   */
  public record Config(
      @Default("'visualizer'") String name,
      @Default("None") String image,
      @Default("None") OneOrMany<Spec<RunWriter>> vis_backends,
      @Default("None") String save_dir,
      @Default("dict(frameon=False)") DictNode fig_save_cfg,
      @Default("dict(frameon=False)") DictNode fig_show_cfg) {
    /** Checks the backends. */
    public Config {
      if (image != null) {
        throw new IllegalArgumentException("'image' must be None: pictures come from the run");
      }
      requireDistinct(vis_backends);
    }
  }

  /** A visualizer with these settings. */
  public PlainVisualizer(Config config) {
    this(build(config.vis_backends()));
  }

  /** A visualizer with these writers. */
  public PlainVisualizer(List<RunWriter> writers) {
    this.writers = List.copyOf(writers);
  }

  /** Builds the backends of a config; None is none. */
  public static List<RunWriter> build(OneOrMany<Spec<RunWriter>> backends) {
    return backends == null ? List.of() : backends.values().stream().map(Spec::build).toList();
  }

  /**
   * Checks that no two backends would write the same files.
   *
   * @throws IllegalArgumentException when two have equal settings
   */
  public static void requireDistinct(OneOrMany<Spec<RunWriter>> backends) {
    Set<Object> seen = new HashSet<>();
    if (backends != null) {
      for (Spec<RunWriter> backend : backends.values()) {
        Object key = List.of(backend.componentClass(), String.valueOf(backend.config()));
        if (!seen.add(key)) {
          throw new IllegalArgumentException(
              "vis_backends has two equal "
                  + backend.componentClass().getSimpleName()
                  + "; hint: give one another 'name' and 'save_dir'");
        }
      }
    }
  }

  @Override
  public List<RunWriter> writers() {
    return writers;
  }

  @Override
  public Image draw(Image picture, MetaInfo meta, Truth truth, Detections found, double minScore) {
    return null;
  }
}
