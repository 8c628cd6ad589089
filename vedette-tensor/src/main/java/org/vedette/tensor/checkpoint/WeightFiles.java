package org.vedette.tensor.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.base.AtomicFiles;
import org.vedette.base.CheckpointException;

/**
 * Finds the file that {@code load_from} or {@code Pretrained} names: a path, or an http(s) URL,
 * which is fetched once and kept in {@code VEDETTE_CACHE}, else {@code ~/.cache/vedette}.
 */
public final class WeightFiles {
  /** Upstream's published files end in the first digits of their SHA-256. */
  private static final Pattern HASH = Pattern.compile("-([0-9a-f]{8,64})\\.[^.]+$");

  private WeightFiles() {}

  /**
   * The file on this machine.
   *
   * @throws CheckpointException when it cannot be had, or is not what its name promises
   */
  public static Path locate(String name) {
    if (name.startsWith("http://") || name.startsWith("https://")) {
      return fetch(URI.create(name));
    }
    if (name.contains("://")) {
      throw new CheckpointException(
          name + ": expected a path or an http(s) URL; hint: download the file and name its path");
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

  private static Path fetch(URI url) {
    Path folder = cache();
    Path name = Path.of(url.getPath()).getFileName();
    if (name == null) {
      throw new CheckpointException(url + ": names no file");
    }
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      AtomicFiles.write(file, temporary -> download(url, temporary));
    }
    return file;
  }

  private static Path cache() {
    String named = System.getenv("VEDETTE_CACHE");
    Path root =
        named == null
            ? Path.of(System.getProperty("user.home"), ".cache", "vedette")
            : Path.of(named);
    return root.resolve("checkpoints");
  }

  private static void download(URI url, Path target) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new CheckpointException(url + ": the server answered " + response.statusCode());
        }
        Files.copy(body, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckpointException(url + ": the download was interrupted", e);
    } catch (IOException e) {
      throw new CheckpointException(
          url
              + ": cannot be downloaded ("
              + AtomicFiles.reason(e)
              + "); hint: without a network, download the file elsewhere and name its path",
          e);
    }
    checkHash(url, target);
  }

  private static void checkHash(URI url, Path file) throws IOException {
    Matcher promised = HASH.matcher(url.getPath());
    if (!promised.find()) {
      return;
    }
    String actual = sha256(file);
    if (!actual.startsWith(promised.group(1))) {
      throw new CheckpointException(
          url
              + ": the name promises SHA-256 "
              + promised.group(1)
              + "..., the file has "
              + actual.substring(0, promised.group(1).length())
              + "...; hint: the download is damaged, try again");
    }
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
