package org.vedette.engine.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.engine.Run;

/**
 * Writes numbers, pictures and the config to files of the run's folder. Upstream: MMEngine's
 * backend of that name.
 */
@Component("LocalVisBackend")
public final class LocalVisBackend implements RunWriter {
  private final Config config;
  private Path folder;
  private String timestamp;

  /**
   * Settings.
   *
   * @param save_dir the folder of the files; None: {@code TIMESTAMP/vis_data} in the work folder
   * @param img_save_dir the folder of pictures below it
   * @param config_save_file the config's file below it
   * @param scalar_save_file the file of numbers below it, a JSON object a line; the same lines go
   *     to {@code TIMESTAMP.json} beside it
   * @param name tells several of a kind apart
   */
  public record Config(
      @Default("None") String save_dir,
      @Default("'vis_image'") String img_save_dir,
      @Default("'config.py'") String config_save_file,
      @Default("'scalars.json'") String scalar_save_file,
      @Default("None") String name) {
    /** Checks the names. */
    public Config {
      if (!config_save_file.endsWith(".py") || !scalar_save_file.endsWith(".json")) {
        throw new IllegalArgumentException(
            "'config_save_file' must end with .py and 'scalar_save_file' with .json");
      }
    }
  }

  /** A writer with these settings. */
  public LocalVisBackend(Config config) {
    this.config = config;
  }

  /** A writer to the usual files. */
  public LocalVisBackend() {
    this(new Config(null, "vis_image", "config.py", "scalars.json", null));
  }

  @Override
  public void start(Run run) {
    folder = config.save_dir() == null ? run.folder().visData() : Path.of(config.save_dir());
    timestamp = run.folder().timestamp();
  }

  @Override
  public void config(String text) {
    AtomicFiles.writeString(folder.resolve(config.config_save_file()), text);
  }

  @Override
  public void scalars(Map<String, ? extends Number> values, long step) {
    Map<String, Number> line = new LinkedHashMap<>(values);
    line.putIfAbsent("step", step);
    byte[] bytes = (LogFiles.json(line) + "\n").getBytes(StandardCharsets.UTF_8);
    for (String name : List.of(timestamp + ".json", config.scalar_save_file())) {
      Path file = folder.resolve(name);
      try {
        Files.createDirectories(folder);
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new DataException("cannot write " + file + ": " + AtomicFiles.reason(e), e);
      }
    }
  }

  @Override
  public void image(String name, Image picture, long step) {
    ImageFiles.write(
        folder.resolve(config.img_save_dir()).resolve(name + "_" + step + ".png"), picture);
  }
}
