package org.vedette.metrics.proposals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.base.Detections;
import org.vedette.base.ImageInput.Proposals;
import org.vedette.base.proposals.ProposalFile;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.metrics.ImageTruth;
import org.vedette.metrics.Metric;
import org.vedette.metrics.MetricReport;

/**
 * Judges nothing: writes what a detector finds, an RPN as a rule, as proposals for the {@code
 * proposal_file} of a dataset. Boxes are in pixels of the original image, best first. Upstream:
 * mmdet's {@code DumpProposals}.
 */
@Component("DumpProposals")
public final class DumpProposals implements Metric {
  private final Config config;
  private final Map<String, Proposals> all = new LinkedHashMap<>();

  /**
   * The settings.
   *
   * @param outputDir the folder of the file; empty for the working directory
   * @param proposalsFile the file, a pickle: its name ends in .pkl or .pickle
   * @param numMaxProposals how many of an image are kept, the best; None for all
   * @param fileClientArgs the older name of backend_args; only None, as upstream
   * @param backendArgs where the file is written to; only local: None or dict(backend='local')
   * @param collectDevice {@code cpu} or {@code gpu}: detections are plain arrays in one process, so
   *     both mean the same
   * @param prefix stands before the names of figures, of which there are none
   */
  public record Config(
      @Default("''") String outputDir,
      @Default("'proposals.pkl'") String proposalsFile,
      @Default("None") Integer numMaxProposals,
      @Default("None") Map<String, String> fileClientArgs,
      @Default("None") Map<String, String> backendArgs,
      @Default("'cpu'") String collectDevice,
      @Default("None") String prefix) {
    /** Checks the settings. */
    public Config {
      require(
          proposalsFile.endsWith(".pkl") || proposalsFile.endsWith(".pickle"),
          "proposals_file must end in .pkl or .pickle, got '" + proposalsFile + "'");
      require(
          numMaxProposals == null || numMaxProposals >= 0,
          "num_max_proposals must not be below 0, got " + numMaxProposals);
      require(
          fileClientArgs == null, "file_client_args is the older name of backend_args: use that");
      require(
          backendArgs == null || backendArgs.equals(Map.of("backend", "local")),
          "backend_args must be None or dict(backend='local'), got " + backendArgs);
      require(
          collectDevice.equals("cpu") || collectDevice.equals("gpu"),
          "collect_device must be 'cpu' or 'gpu', got '" + collectDevice + "'");
    }

    private static void require(boolean right, String message) {
      if (!right) {
        throw new IllegalArgumentException(message);
      }
    }

    private Path file() {
      return Path.of(outputDir, proposalsFile);
    }
  }

  /** A metric with these settings. */
  public DumpProposals(Config config) {
    this.config = config;
  }

  /** Makes the folder, so that hours of work do not end in a folder that cannot be written to. */
  @Override
  public void start(List<String> classNames) {
    all.clear();
    Path folder = config.file().toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataException("cannot make " + folder + ": " + AtomicFiles.reason(e), e);
    }
  }

  @Override
  public boolean needsTruth() {
    return false;
  }

  @Override
  public void add(long imageId, Detections found, ImageTruth truth) {
    throw new DataException(
        "image id " + imageId + ": DumpProposals names images by their files, and got none");
  }

  @Override
  public void add(long imageId, String path, Detections found, ImageTruth truth) {
    String key = ProposalFile.key(path);
    if (all.put(key, best(found)) != null) {
      throw new DataException(
          "two images of the dataset are '"
              + key
              + "': proposals are told apart by the names of folder and file alone; hint: rename one"
              + " of the folders");
    }
  }

  private Proposals best(Detections found) {
    float[] scores = found.scores();
    int most = config.numMaxProposals == null ? scores.length : config.numMaxProposals;
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .limit(most)
            .mapToInt(Integer::intValue)
            .toArray();
    float[] boxes = new float[4 * order.length];
    float[] sorted = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(found.boxes(), 4 * order[i], boxes, 4 * i, 4);
      sorted[i] = scores[order[i]];
    }
    return new Proposals(boxes, sorted);
  }

  /** Writes the file; there are no figures. */
  @Override
  public MetricReport report() {
    ProposalFile.write(config.file(), all);
    return new MetricReport(Map.of(), "Results are saved at " + config.file() + "\n");
  }
}
