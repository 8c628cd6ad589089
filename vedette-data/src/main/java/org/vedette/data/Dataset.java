package org.vedette.data;

import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.ComponentKind;

/** A list of images with annotations and the pipeline that loads them. Safe for many threads. */
@ComponentKind("dataset")
public interface Dataset {
  /** How many images there are. */
  int size();

  /** What the labels mean. */
  MetaInfo metaInfo();

  /** What is known of an image before its pipeline. */
  ImageRecord record(int index);

  /**
   * An image after its pipeline, on its own; the caller closes it.
   *
   * @param random the sample's own numbers
   * @throws org.vedette.base.DataException naming the image when it cannot be loaded
   */
  Sample sample(int index, RandomSource random);

  /**
   * An image after its pipeline, as one of an epoch; the caller closes it. Datasets whose steps mix
   * in what came before, and those that wrap others, override this.
   *
   * @throws org.vedette.base.DataException naming the image when it cannot be loaded
   */
  default Sample sample(Visit visit) {
    return sample(visit.index(), visit.random());
  }

  /**
   * Replaces the steps that load images, as {@code PipelineSwitchHook} does; a wrapper without
   * steps hands this on. Only between epochs, while no loader is at work.
   *
   * @throws DataException when there are no steps to replace
   */
  default void replacePipeline(Pipeline pipeline) {
    throw new DataException(getClass().getSimpleName() + " has no pipeline that can be replaced");
  }

  /**
   * Names the types of steps that are passed over from now on, as {@code YOLOXModeSwitchHook} does;
   * a wrapper without steps hands this on. Only between epochs, while no loader is at work.
   *
   * @throws DataException when there is no {@code MultiImageMixDataset}
   */
  default void skipTypes(List<String> types) {
    throw new DataException(
        getClass().getSimpleName()
            + " passes over no steps; only MultiImageMixDataset does, which is needed for "
            + String.join(", ", types));
  }
}
