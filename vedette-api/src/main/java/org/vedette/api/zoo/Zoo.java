package org.vedette.api.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.vedette.api.ModelSummary;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.base.VedetteException;
import org.vedette.config.ConfigFile;
import org.vedette.config.DictNode;
import org.vedette.config.component.Binder;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.tensor.Device;
import org.vedette.tensor.TensorScope;

/** Goes through a folder of configs and says what each model is. */
public final class Zoo {
  /**
   * What the page is made of.
   *
   * @param configs the folder of configs
   * @param published a table that {@link Published#read} reads; null for none
   * @param parity a page that {@code vedette parity --out} wrote; null for none
   * @param flopsSize height and width of the image for which FLOPs are counted, which takes a real
   *     forward of each model; null for none
   */
  public record Settings(Path configs, Path published, Path parity, int[] flopsSize) {}

  private final Binder binder;
  private final Settings settings;
  private final Map<String, Published> published;
  private final Map<String, String> parity;

  private Zoo(Binder binder, Settings settings) {
    this.binder = binder;
    this.settings = settings;
    published = settings.published() == null ? Map.of() : Published.read(settings.published());
    parity = settings.parity() == null ? Map.of() : statuses(settings.parity());
  }

  /**
   * The page of all configs with a model, except those that are there to inherit from.
   *
   * @param progress hears of each config before it is looked at
   */
  public static ZooPage page(Binder binder, Settings settings, Consumer<Path> progress) {
    return new Zoo(binder, settings).page(progress);
  }

  private ZooPage page(Consumer<Path> progress) {
    int[] size = settings.flopsSize();
    ZooPage page = new ZooPage(size == null ? null : size[0] + "x" + size[1]);
    for (Path file : files()) {
      DictNode root = ConfigFile.load(file).root();
      if (root.has("model")) {
        progress.accept(file);
        page.add(entry(file, root));
      }
    }
    return page;
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.walk(settings.configs())) {
      return files
          .filter(file -> file.toString().endsWith(".py") && !file.toString().contains("_base_"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(settings.configs() + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  private ZooPage.Entry entry(Path file, DictNode root) {
    String name = file.toString().replace('\\', '/');
    String stem = file.getFileName().toString().replaceFirst("\\.py$", "");
    String family = String.valueOf(file.getParent().getFileName());
    return new ZooPage.Entry(
        name,
        parameters(root),
        settings.flopsSize() == null ? -1 : flops(root),
        published.getOrDefault(name, Published.NOTHING),
        parity.getOrDefault(family.replace("+", "_") + "__" + stem, ""));
  }

  private long parameters(DictNode root) {
    try {
      return Models.build(Models.bind(binder, root), Device.META).numParams();
    } catch (VedetteException e) {
      return -1;
    }
  }

  private long flops(DictNode root) {
    try (TensorScope scope = TensorScope.open()) {
      Detector model = Models.buildForWeights(Models.bind(binder, root));
      int[] size = settings.flopsSize();
      long flops = ModelSummary.of(model, size[0], size[1]).rows().get(0).flops();
      model.release();
      return flops;
    } catch (VedetteException e) {
      return -1;
    }
  }

  /** The second column of the page's table by its first. */
  private static Map<String, String> statuses(Path page) {
    Map<String, String> statuses = new HashMap<>();
    try {
      for (String line : Files.readAllLines(page)) {
        String[] cells = line.split("\\|", -1);
        if (cells.length > 3) {
          statuses.put(cells[1].strip(), cells[2].strip());
        }
      }
    } catch (IOException e) {
      throw new DataException(page + ": cannot read: " + AtomicFiles.reason(e), e);
    }
    return statuses;
  }
}
