package org.vedette.data.transform;

import java.nio.file.Path;
import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.Backend;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.image.ColorType;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.data.image.ImageOps;

/**
 * Loads an image of which each channel is a file of its own. A dataset names the files by {@link
 * Sample#channelPaths}; none of upstream's does. Upstream: mmdet's {@code
 * LoadMultiChannelImageFromFiles}.
 */
@Component("LoadMultiChannelImageFromFiles")
public final class LoadMultiChannelImageFromFiles implements Transform {
  private final Config config;

  /**
   * Settings.
   *
   * @param to_float32 whether the pixels become float32
   * @param color_type what to make of each file's channels, of which one must be left
   * @param imdecode_backend the decoder; only cv2
   * @param file_client_args the older name of backend_args
   * @param backend_args where files are read from; only local
   */
  public record Config(
      @Default("False") boolean to_float32,
      @Default("'unchanged'") ColorType color_type,
      @Default("'cv2'") String imdecode_backend,
      @Default("None") Backend file_client_args,
      @Default("None") Backend backend_args) {
    /** Checks the decoder. */
    public Config {
      Backend.requireCv2(imdecode_backend);
    }
  }

  /** A step with these settings. */
  public LoadMultiChannelImageFromFiles(Config config) {
    this.config = config;
  }

  @Override
  public Sample apply(Sample sample, RandomSource random) {
    List<String> paths = sample.channelPaths();
    if (paths.isEmpty()) {
      throw new DataException(
          sample.record()
              + ": LoadMultiChannelImageFromFiles needs a dataset that names a file for each"
              + " channel; for one file use LoadImageFromFile");
    }
    sample.loadImage(stack(paths), paths.get(0));
    if (config.to_float32()) {
      sample.replaceImage(ImageOps.toFloat(sample.image()));
    }
    return sample;
  }

  private Image stack(List<String> paths) {
    byte[] pixels = null;
    int height = 0;
    int width = 0;
    for (int c = 0; c < paths.size(); c++) {
      try (Image plane = ImageFiles.read(Path.of(paths.get(c)), config.color_type())) {
        if (plane.channels() != 1) {
          throw new DataException(
              paths.get(c) + ": expected a file of one channel, got " + plane.channels());
        }
        if (pixels == null) {
          height = plane.height();
          width = plane.width();
          pixels = new byte[height * width * paths.size()];
        }
        if (plane.height() != height || plane.width() != width) {
          throw new DataException(
              "%s: a channel of %d x %d pixels, but the first one has %d x %d"
                  .formatted(paths.get(c), plane.width(), plane.height(), width, height));
        }
        byte[] values = plane.toBytes();
        for (int i = 0; i < values.length; i++) {
          pixels[i * paths.size() + c] = values[i];
        }
      }
    }
    return Image.of(pixels, height, width, paths.size());
  }
}
