package org.vedette.metrics.coco;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.vedette.base.VedetteException;
import org.vedette.base.coco.CocoAnnotations;

/**
 * An annotation file and a results file, read at the same time.
 *
 * @param annotations the annotation file
 * @param results the results file, ids not yet looked up
 */
public record CocoFiles(CocoAnnotations annotations, ResultColumns results) {
  /**
   * Reads both files.
   *
   * @param iouType what is to be evaluated; without masks, outlines are skipped
   * @throws org.vedette.base.DataException as {@link CocoAnnotations#read} and {@link
   *     ResultColumns#read} do
   */
  public static CocoFiles read(Path truth, Path results, IouType iouType) {
    CompletableFuture<ResultColumns> other =
        CompletableFuture.supplyAsync(() -> ResultColumns.read(results, iouType));
    CocoAnnotations annotations =
        iouType == IouType.SEGM ? CocoAnnotations.read(truth) : CocoAnnotations.readBoxes(truth);
    try {
      return new CocoFiles(annotations, other.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof VedetteException known ? known : e;
    }
  }
}
