package org.vedette.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;

/**
 * The file {@code last_checkpoint} of a work folder: the path of the newest checkpoint. It is
 * written after the checkpoint is on disk, so it never names one that is not whole.
 */
public final class LastCheckpoint {
  private static final String NAME = "last_checkpoint";

  private LastCheckpoint() {}

  /** Says which checkpoint is the newest. */
  public static void write(Path workDir, Path checkpoint) {
    AtomicFiles.writeString(workDir.resolve(NAME), checkpoint.toString());
  }

  /**
   * The newest checkpoint of a folder, when there is one: the file as it is named. A folder that
   * was moved since is understood: where nothing is at that path, the checkpoint is looked for
   * beside.
   *
   * @throws DataException when the file names a checkpoint that is not there
   */
  public static Optional<Path> find(Path workDir) {
    Path file = workDir.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new DataException(
            file
                + ": expected the path of a checkpoint, got an empty file; hint: resume from one with"
                + " --resume FILE");
      }
      Path named = Path.of(text);
      if (Files.isRegularFile(named)) {
        return Optional.of(named);
      }
      Path beside = workDir.resolve(named.getFileName());
      if (Files.isRegularFile(beside)) {
        return Optional.of(beside);
      }
      throw new DataException(
          file
              + ": names "
              + named
              + ", which is not there; hint: resume from another with --resume FILE");
    } catch (IOException e) {
      throw new DataException("cannot read " + file + ": " + AtomicFiles.reason(e), e);
    }
  }
}
