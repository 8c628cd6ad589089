package org.vedette.data.transform;

import java.nio.file.Path;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Backend;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.ColorType;
import org.vedette.data.image.DecodedImages;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;

/** Loads the image of a sample's path. Upstream: mmcv's {@code LoadImageFromFile}. */
@Component("LoadImageFromFile")
public final class LoadImageFromFile implements Transform {
  private final Config config;
  private final DecodedImages images;

  /** Where decoded images are kept. */
  public enum Cache {
    /** In memory, up to a quarter of the machine's. */
    RAM,
    /** As files. */
    DISK
  }

  /**
   * Settings.
   *
   * @param to_float32 whether the pixels become float32
   * @param color_type what to make of channels and orientation
   * @param imdecode_backend the decoder; only cv2
   * @param file_client_args the older name of backend_args
   * @param ignore_empty whether an image that cannot be read is passed over in training instead of
   *     being an error
   * @param backend_args where files are read from; only local
   * @param cache where decoded images are kept, so that they are decoded once: 'ram', 'disk', or
   *     None for nowhere; a key of Vedette's own
   * @param cache_dir the folder of cache='disk'; None for images below VEDETTE_CACHE, or
   *     ~/.cache/vedette; a key of Vedette's own
   */
  public record Config(
      @Default("False") boolean to_float32,
      @Default("'color'") ColorType color_type,
      @Default("'cv2'") String imdecode_backend,
      @Default("None") Backend file_client_args,
      @Default("False") boolean ignore_empty,
      @Default("None") Backend backend_args,
      @Default("None") Cache cache,
      @Default("None") String cache_dir) {
    /** Checks the decoder and the cache. */
    public Config {
      Backend.requireCv2(imdecode_backend);
      if (cache_dir != null && cache != Cache.DISK) {
        throw new IllegalArgumentException("'cache_dir' needs cache='disk'");
      }
    }

    /** Upstream's defaults. */
    public static Config defaults() {
      return new Config(false, ColorType.COLOR, "cv2", null, false, null, null, null);
    }
  }

  /** A step with these settings. */
  public LoadImageFromFile(Config config) {
    this.config = config;
    if (config.cache() == null) {
      images = DecodedImages.FILES;
    } else if (config.cache() == Cache.RAM) {
      images = DecodedImages.ram();
    } else {
      images = DecodedImages.disk(config.cache_dir() == null ? null : Path.of(config.cache_dir()));
    }
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    Image image;
    try {
      image = images.read(Path.of(sample.path()), config.color_type());
    } catch (DataException e) {
      if (config.ignore_empty()) {
        return null;
      }
      throw e;
    }
    sample.loadImage(image, sample.path());
    if (config.to_float32()) {
      sample.replaceImage(ImageOps.toFloat(sample.image()));
    }
    return sample;
  }
}
