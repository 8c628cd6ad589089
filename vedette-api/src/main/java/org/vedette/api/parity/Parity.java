package org.vedette.api.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.base.VedetteException;
import org.vedette.config.DictNode;
import org.vedette.config.JsonConfigs;
import org.vedette.config.component.Binder;
import org.vedette.core.Detector;
import org.vedette.core.Models;
import org.vedette.tensor.TorchInfo;

/**
 * Proof that this build on this machine computes what MMDetection computes: builds the model of a
 * fixture, fills it with formula weights, and compares every section that the fixture holds with
 * the numbers of the reference.
 */
public final class Parity {
  /** Type names that stand in dicts which no registry builds. */
  private static final Set<String> NOT_COMPONENTS = Set.of("nms", "soft_nms");

  private final Binder binder;

  /** A check with the components that a binder knows. */
  public Parity(Binder binder) {
    this.binder = binder;
  }

  /** The fixture files among some files and folders, sorted within a folder. */
  public static List<Path> fixtures(List<String> arguments) {
    List<Path> fixtures = new ArrayList<>();
    for (String argument : arguments) {
      Path path = Path.of(argument);
      if (Files.isDirectory(path)) {
        fixtures.addAll(inFolder(path));
      } else if (Files.isRegularFile(path)) {
        fixtures.add(path);
      } else {
        throw new DataException(path + ": no such file or directory");
      }
    }
    if (fixtures.isEmpty()) {
      throw new DataException(arguments + ": no fixture (*.json.gz) found");
    }
    return fixtures;
  }

  private static List<Path> inFolder(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json.gz") || file.toString().endsWith(".json"))
          .filter(file -> !file.getFileName().toString().equals("index.json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(folder + ": " + AtomicFiles.reason(e), e);
    }
  }

  /** Compares one fixture; what goes wrong is part of the result. */
  public FixtureResult check(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.json(\\.gz)?$", "");
    try {
      ParityFixture fixture = read(file);
      return check(fixture);
    } catch (VedetteException e) {
      return new FixtureResult(name, List.of(), Map.of(), e.getMessage());
    } catch (RuntimeException e) {
      // A fixture that breaks the build's code is a result as well; the next one shall still be
      // checked.
      return new FixtureResult(name, List.of(), Map.of(), e.toString());
    }
  }

  private static ParityFixture read(Path file) {
    try (Stream<DictNode> records = JsonConfigs.records(file)) {
      DictNode root = records.findFirst().orElseThrow(() -> new DataException(file + ": empty"));
      if (root.string("name") == null || root.dict("model") == null || root.get("H") == null) {
        throw new DataException(file + ": not a model fixture; expected name, model, H, W, ...");
      }
      return new ParityFixture(root);
    }
  }

  private FixtureResult check(ParityFixture fixture) {
    Detector model;
    try {
      DictNode config = new DictNode(fixture.model().location());
      config.put("model", fixture.model());
      model = Models.buildForWeights(Models.bind(binder, config));
    } catch (ConfigException e) {
      List<String> missing = missingTypes(fixture);
      return new FixtureResult(fixture.name(), missing, Map.of(), e.getMessage());
    }
    // As the reference ran: how sums are split among threads decides how they round.
    Map<String, SectionResult> sections =
        TorchInfo.withThreads(1, () -> new ParityCheck(fixture, model).run());
    model.release();
    return new FixtureResult(fixture.name(), List.of(), sections, "");
  }

  private List<String> missingTypes(ParityFixture fixture) {
    return fixture.types().stream()
        .filter(type -> !NOT_COMPONENTS.contains(type))
        .filter(type -> binder.registry().findInAnyKind(type).isEmpty())
        .toList();
  }
}
