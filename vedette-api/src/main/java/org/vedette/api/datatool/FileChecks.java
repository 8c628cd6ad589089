package org.vedette.api.datatool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.data.image.ColorType;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

/** Reads all image files of a dataset, with all cores. */
final class FileChecks {
  private FileChecks() {}

  /** What a file is; a digest of its content, or what is wrong with it. */
  private record Outcome(String digest, Check problem, String text) {}

  /**
   * Reads the files.
   *
   * @param step is told of each file that is done, by several threads
   * @return the pictures by a digest of their file's content
   */
  static Map<String, CheckedPicture> run(
      List<CheckedPicture> pictures, Findings findings, Runnable step) {
    List<Outcome> outcomes =
        IntStream.range(0, pictures.size())
            .parallel()
            .mapToObj(
                i -> {
                  Outcome outcome = read(pictures.get(i));
                  step.run();
                  return outcome;
                })
            .toList();
    Map<String, CheckedPicture> contents = new HashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Outcome outcome = outcomes.get(i);
      CheckedPicture picture = pictures.get(i);
      if (outcome.problem() != null) {
        boolean readable = outcome.digest() != null;
        findings.add(outcome.problem(), outcome.text(), readable ? picture : null, null);
      }
      if (outcome.digest() != null) {
        CheckedPicture before = contents.putIfAbsent(outcome.digest(), picture);
        if (before != null && !before.path().equals(picture.path())) {
          String text = picture.name() + ": as " + before.name();
          findings.add(Check.FILE_COPY, text, picture, null);
        }
      }
    }
    return contents;
  }

  private static Outcome read(CheckedPicture picture) {
    String path = picture.path();
    try {
      Path file = Path.of(path);
      if (!Files.exists(file)) {
        return new Outcome(null, Check.FILE_MISSING, path);
      }
      if (Files.isDirectory(file)) {
        return new Outcome(null, Check.FILE_UNREADABLE, path + ": is a directory");
      }
      byte[] content = Files.readAllBytes(file);
      try (Image image = ImageFiles.decode(content, ColorType.COLOR, path)) {
        String digest = HexFormat.of().formatHex(sha256().digest(content));
        return compare(picture, image, digest);
      }
    } catch (IOException e) {
      return new Outcome(null, Check.FILE_UNREADABLE, path + ": " + AtomicFiles.reason(e));
    } catch (DataException | InvalidPathException e) {
      return new Outcome(null, Check.FILE_UNREADABLE, e.getMessage());
    }
  }

  private static Outcome compare(CheckedPicture picture, Image image, String digest) {
    if (picture.width() < 0
        || picture.height() < 0
        || (image.width() == picture.width() && image.height() == picture.height())) {
      return new Outcome(digest, null, "");
    }
    boolean turned = image.width() == picture.height() && image.height() == picture.width();
    return new Outcome(
        digest,
        Check.FILE_SIZE,
        picture.name()
            + ": the file is of "
            + image.width()
            + "x"
            + image.height()
            + " pixels, the annotation says "
            + picture.width()
            + "x"
            + picture.height()
            + (turned ? "; the file may say that it is to be turned (Exif)" : ""));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
