package org.vedette.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput.Proposals;
import org.vedette.base.proposals.ProposalFile;

/** The proposals that a dataset's {@code proposal_file} holds for its images. */
final class StoredProposals {
  private final Path file;
  private final Map<String, Proposals> all;

  private StoredProposals(Path file, Map<String, Proposals> all) {
    this.file = file;
    this.all = all;
  }

  /**
   * Reads the file.
   *
   * @param paths of all images of the dataset, before any are left out
   * @return null when the dataset has no such file
   * @throws DataException when the file is wrong, or of other images
   */
  static StoredProposals read(DatasetOptions options, List<String> paths) {
    if (options.proposal_file() == null) {
      return null;
    }
    Path file = Path.of(JoinedPath.of(options.data_root(), options.proposal_file()));
    StoredProposals stored = new StoredProposals(file, ProposalFile.read(file));
    if (stored.all.size() != paths.size()) {
      throw new DataException(
          file
              + ": expected proposals of the dataset's "
              + paths.size()
              + " images, got those of "
              + stored.all.size()
              + "; hint: DumpProposals must run on the same ann_file, with test_mode=True");
    }
    paths.forEach(stored::of);
    return stored;
  }

  /** The proposals of an image. */
  Proposals of(String path) {
    String key = ProposalFile.key(path);
    Proposals found = all.get(key);
    if (found == null) {
      throw new DataException(
          "%s: expected proposals of '%s', got those of other images such as '%s'"
              .formatted(file, key, all.keySet().iterator().next()));
    }
    return found;
  }
}
