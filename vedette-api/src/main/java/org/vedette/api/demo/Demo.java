package org.vedette.api.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vedette.api.train.Trainer;
import org.vedette.base.VedetteException;
import org.vedette.config.Config;
import org.vedette.config.ConfigFile;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.data.drawn.DrawnShapes;
import org.vedette.engine.Run;
import org.vedette.engine.hook.Hook;
import org.vedette.tensor.Device;

/**
 * Draws a small dataset, trains a small detector on it from nothing and evaluates it: the whole
 * path of a user in minutes, with the same code.
 */
public final class Demo {
  private static final String CONFIG = "configs/demo/yolox_shapes.py";

  /**
   * How much of it.
   *
   * @param trainImages pictures to train on
   * @param valImages pictures to evaluate on
   * @param epochs how often they are gone through
   * @param valInterval evaluates every so many epochs
   */
  public record Size(int trainImages, int valImages, int epochs, int valInterval) {
    /** What shows a good detector. */
    public static final Size FULL = new Size(480, 100, 28, 7);

    /** What shows that all is there. */
    public static final Size QUICK = new Size(160, 40, 14, 14);
  }

  private final Path folder;
  private final Size size;
  private final long seed;

  /** A demo that keeps its data and its run in a folder. */
  public Demo(Path folder, Size size, long seed) {
    this.folder = folder;
    this.size = size;
    this.seed = seed;
  }

  /** Draws the pictures; those that are there already are left as they are. */
  public Path draw() {
    Path data = folder.resolve("data");
    DrawnShapes.write(data, DrawnShapes.Settings.of(size.trainImages(), size.valImages(), seed));
    return data;
  }

  /** The config of the run: the one that ships with Vedette, with this demo's folders and size. */
  public Config config() {
    Path file = home().resolve(CONFIG);
    String data = folder.resolve("data") + "/";
    List<String> options = new ArrayList<>();
    for (String loader : new String[] {"train", "val", "test"}) {
      options.add(loader + "_dataloader.dataset.data_root=" + data);
    }
    for (String phase : new String[] {"val", "test"}) {
      options.add(phase + "_evaluator.ann_file=" + data + "annotations/instances_val.json");
    }
    options.add("train_cfg.max_epochs=" + size.epochs());
    options.add("train_cfg.val_interval=" + size.valInterval());
    options.add("param_scheduler.1.end=" + size.epochs());
    options.add("param_scheduler.1.T_max=" + (size.epochs() - 2));
    options.add("randomness.seed=" + seed);
    options.add("work_dir=" + folder.resolve("run"));
    return ConfigFile.load(file).withOptions(options);
  }

  /** Trains and evaluates; call {@link #draw} first. */
  public Run train(Device device, Hook... hooks) {
    Config config = config();
    return Trainer.of(new Binder(Registry.load()), config).train(device, hooks);
  }

  /** Where Vedette's own configs lie: beside the launcher, or in the current folder. */
  private static Path home() {
    Path home = Path.of(System.getProperty("vedette.home", ""));
    if (!Files.isRegularFile(home.resolve(CONFIG))) {
      throw new VedetteException(
          home.toAbsolutePath().resolve(CONFIG)
              + ": not there; hint: start with the launcher ./vedette, or from its folder");
    }
    return home;
  }
}
