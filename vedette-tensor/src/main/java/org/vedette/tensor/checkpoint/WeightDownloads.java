package org.vedette.tensor.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vedette.base.AtomicFiles;
import org.vedette.base.CheckpointException;

/**
 * Fetches files once into a folder. A download that broke off goes on where it stopped, if the
 * file's name tells a hash by which the whole can be checked.
 */
final class WeightDownloads {
  /** Upstream's published files end in the first digits of their SHA-256. */
  private static final Pattern HASH = Pattern.compile("-([0-9a-f]{8,64})\\.[^.]+$");

  private static final String LOCK = "downloads.lock";
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Path folder;

  /** Downloads into a folder, which is made where it is missing. */
  WeightDownloads(Path folder) {
    this.folder = folder;
  }

  /**
   * The file of a URL.
   *
   * @throws CheckpointException when it cannot be had, or is not what its name promises
   */
  Path fetch(URI url) {
    Path name = url.getPath() == null ? null : Path.of(url.getPath()).getFileName();
    if (name == null) {
      throw new CheckpointException(url + ": names no file");
    }
    Path file = folder.resolve(name);
    if (Files.isRegularFile(file)) {
      return file;
    }
    try {
      Files.createDirectories(folder);
      fetchLocked(url, file);
      return file;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckpointException(url + ": the download was interrupted", e);
    } catch (IOException e) {
      throw new CheckpointException(
          url
              + ": cannot be downloaded ("
              + AtomicFiles.reason(e)
              + "); hint: without a network, download the file elsewhere and put it into "
              + folder
              + ", or name its path",
          e);
    }
  }

  /** Lets one process at a time download; those that waited find the file there. */
  private void fetchLocked(URI url, Path file) throws IOException, InterruptedException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    synchronized (WeightDownloads.class) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!Files.isRegularFile(file)) {
          if (hash(url) == null) {
            Files.deleteIfExists(part);
          }
          download(url, part);
          checkHash(url, part);
          Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
  }

  private static void download(URI url, Path part) throws IOException, InterruptedException {
    long there = Files.isRegularFile(part) ? Files.size(part) : 0;
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    if (there > 0) {
      request.header("Range", "bytes=" + there + "-");
    }
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      int status = response.statusCode();
      if (there > 0 && status == RANGE_NOT_SATISFIABLE) {
        // All of it may be there; the hash tells.
        return;
      }
      if (status != OK && status != PARTIAL) {
        throw new CheckpointException(url + ": the server answered " + status);
      }
      write(body, part, status == PARTIAL);
    }
  }

  private static void write(InputStream body, Path part, boolean append) throws IOException {
    StandardOpenOption how =
        append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try (var out =
        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      body.transferTo(out);
    }
  }

  private static String hash(URI url) {
    Matcher promised = HASH.matcher(url.getPath());
    return promised.find() ? promised.group(1) : null;
  }

  private static void checkHash(URI url, Path file) throws IOException {
    String promised = hash(url);
    if (promised == null) {
      return;
    }
    String actual = WeightFiles.sha256(file);
    if (!actual.startsWith(promised)) {
      Files.delete(file);
      throw new CheckpointException(
          url
              + ": the name promises SHA-256 "
              + promised
              + "..., the file has "
              + actual.substring(0, promised.length())
              + "...; hint: the download is damaged, try again");
    }
  }
}
