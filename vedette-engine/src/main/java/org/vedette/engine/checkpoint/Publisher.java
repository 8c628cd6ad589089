package org.vedette.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.vedette.base.AtomicFiles;
import org.vedette.base.CheckpointException;
import org.vedette.base.pickle.PyDict;
import org.vedette.tensor.checkpoint.Checkpoint;
import org.vedette.tensor.checkpoint.CheckpointWriter;
import org.vedette.tensor.checkpoint.WeightFiles;

/**
 * Makes the copy of a checkpoint that is handed out: only what users need, with the first digits of
 * its SHA-256 in the name.
 */
public final class Publisher {
  private Publisher() {}

  /**
   * Publishes a checkpoint beside itself.
   *
   * @param keys the keys to keep, such as {@code meta} and {@code state_dict}
   * @return the copy
   */
  public static Path publish(Path file, List<String> keys) {
    PyDict kept = new PyDict();
    Path draft = file.resolveSibling("." + file.getFileName() + ".publish");
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      if (!(checkpoint.root() instanceof PyDict root)) {
        throw new CheckpointException(file + ": not the checkpoint of a run");
      }
      for (String key : keys) {
        if (root.containsKey(key)) {
          kept.put(key, root.get(key));
        }
      }
      CheckpointWriter.writePth(draft, kept);
    }
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    Path target =
        file.resolveSibling(stem + "-" + WeightFiles.sha256(draft).substring(0, 8) + ".pth");
    try {
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CheckpointException("cannot write " + target + ": " + AtomicFiles.reason(e), e);
    }
    return target;
  }
}
