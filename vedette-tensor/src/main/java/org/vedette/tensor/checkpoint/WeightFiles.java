package org.vedette.tensor.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vedette.base.CheckpointException;

/**
 * Finds the file that {@code load_from} or {@code Pretrained} names: a path; an http(s) URL, which
 * is fetched once and kept in {@code VEDETTE_CACHE}, else {@code ~/.cache/vedette}; or a name such
 * as {@code torchvision://resnet50} or {@code open-mmlab://detectron2/resnet50_caffe}.
 */
public final class WeightFiles {
  private WeightFiles() {}

  /**
   * The file on this machine.
   *
   * @throws CheckpointException when it cannot be had, or is not what its name promises
   */
  public static Path locate(String name) {
    if (name.startsWith("http://") || name.startsWith("https://")) {
      return new WeightDownloads(cache()).fetch(URI.create(name));
    }
    if (PublishedWeights.handles(name)) {
      return locate(PublishedWeights.url(name));
    }
    if (name.contains("://")) {
      throw new CheckpointException(
          name
              + ": expected a path, an http(s) URL, or a name of torchvision:// or open-mmlab://;"
              + " hint: download the file and name its path");
    }
    return Path.of(
        name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name);
  }

  /**
   * The weights whose names begin with {@code prefix} and a dot, without that.
   *
   * @param prefix null for all weights as they are
   */
  public static Map<String, HostTensor> below(String prefix, Map<String, HostTensor> weights) {
    if (prefix == null || prefix.isEmpty()) {
      return weights;
    }
    String start = prefix.endsWith(".") ? prefix : prefix + ".";
    Map<String, HostTensor> below = new LinkedHashMap<>();
    weights.forEach(
        (name, tensor) -> {
          if (name.startsWith(start)) {
            below.put(name.substring(start.length()), tensor);
          }
        });
    if (below.isEmpty()) {
      throw new CheckpointException("no weight's name begins with the prefix '" + prefix + "'");
    }
    return below;
  }

  private static Path cache() {
    String named = System.getenv("VEDETTE_CACHE");
    Path root =
        named == null
            ? Path.of(System.getProperty("user.home"), ".cache", "vedette")
            : Path.of(named);
    return root.resolve("checkpoints");
  }

  /** The SHA-256 of a file, in hex. */
  public static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
