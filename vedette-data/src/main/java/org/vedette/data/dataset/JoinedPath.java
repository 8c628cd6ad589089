package org.vedette.data.dataset;

/** Joins paths as texts, so that a message shows them as the config wrote them. */
public final class JoinedPath {
  private JoinedPath() {}

  /** {@code path} below {@code folder}; {@code path} itself when it is absolute. */
  public static String of(String folder, String path) {
    if (folder == null || folder.isEmpty() || path.startsWith("/")) {
      return path;
    }
    return folder.endsWith("/") ? folder + path : folder + "/" + path;
  }
}
