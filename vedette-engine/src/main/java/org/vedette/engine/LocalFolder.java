package org.vedette.engine;

import java.util.regex.Pattern;

/** Folders that configs name: they are of this machine. */
public final class LocalFolder {
  /** The beginning of an address; one letter is a drive. One slash, as paths drop the second. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

  private LocalFolder() {}

  /**
   * Checks the folder of a key.
   *
   * @param folder what the config says; null is fine
   * @throws IllegalArgumentException when it is an address, which would become a folder "s3:"
   */
  public static void check(String key, String folder) {
    if (folder != null && ADDRESS.matcher(folder).matches()) {
      throw new IllegalArgumentException(
          "'" + key + "': expected a folder of this machine, got " + folder);
    }
  }
}
