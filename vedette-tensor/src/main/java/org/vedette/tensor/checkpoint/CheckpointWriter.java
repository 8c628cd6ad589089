package org.vedette.tensor.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import org.vedette.base.AtomicFiles;
import org.vedette.base.CheckpointException;

/**
 * Writes checkpoints. The same content gives the same bytes, and a reader sees the old file or the
 * new one, never a part.
 */
public final class CheckpointWriter {
  private CheckpointWriter() {}

  /**
   * Writes a PyTorch zip file that {@code torch.load} opens.
   *
   * @param root what {@link Checkpoint#root} gives, or Java maps, lists, numbers, texts and {@link
   *     HostTensor}s; maps keep their order. For MMEngine's layout, a map of {@code meta}, {@code
   *     state_dict} (a {@code PyDict.ordered()}), {@code optimizer}, ...
   * @throws CheckpointException when something in it has no Python form
   */
  public static void writePth(Path file, Object root) {
    AtomicFiles.write(file, temporary -> new TorchZipWriter(root).write(temporary));
  }

  /**
   * Writes a safetensors file. Tensors that share memory are written once each.
   *
   * @param metadata free texts beside the weights
   * @throws CheckpointException when the format has no name for an element type
   */
  public static void writeSafetensors(
      Path file, Map<String, HostTensor> stateDict, Map<String, String> metadata) {
    SafetensorsWriter writer = new SafetensorsWriter(stateDict, metadata);
    AtomicFiles.write(file, writer::write);
  }
}
