package org.vedette.api.train.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.engine.checkpoint.LastCheckpoint;

/** The checkpoints of a work folder. */
final class CheckpointFiles {
  private CheckpointFiles() {}

  /**
   * The files of a folder, the oldest first.
   *
   * @throws DataException when it cannot be listed
   */
  static List<RunReport.CheckpointFile> in(Path folder) {
    Optional<Path> last = LastCheckpoint.find(folder);
    List<RunReport.CheckpointFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file :
          all.filter(path -> path.toString().endsWith(".pth"))
              .sorted(Comparator.comparing(CheckpointFiles::modified))
              .toList()) {
        String name = file.getFileName().toString();
        boolean isLast = last.isPresent() && last.get().getFileName().toString().equals(name);
        files.add(
            new RunReport.CheckpointFile(
                name,
                Files.size(file),
                Times.shown(modified(file).toInstant()),
                name.startsWith("best_") ? "best" : isLast ? "last" : ""));
      }
    } catch (IOException e) {
      throw new DataException(folder + ": cannot list: " + AtomicFiles.reason(e), e);
    }
    return files;
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      // It was deleted since it was listed; the next page will not show it.
      return FileTime.fromMillis(0);
    }
  }
}
