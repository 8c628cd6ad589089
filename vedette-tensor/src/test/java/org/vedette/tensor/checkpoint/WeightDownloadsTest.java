package org.vedette.tensor.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.CheckpointException;

class WeightDownloadsTest {
  private static final byte[] CONTENT = "thirty-two bytes of some weights".getBytes(UTF_8);

  @TempDir Path folder;
  private HttpServer server;
  private boolean ranges = true;
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    asked.add(String.valueOf(range));
    if (exchange.getRequestURI().getPath().contains("missing")) {
      exchange.sendResponseHeaders(404, -1);
    } else if (range == null || !ranges) {
      send(exchange, 200, CONTENT);
    } else {
      int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      if (from >= CONTENT.length) {
        exchange.sendResponseHeaders(416, -1);
      } else {
        send(exchange, 206, Arrays.copyOfRange(CONTENT, from, CONTENT.length));
      }
    }
    exchange.close();
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private URI url(String name) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/models/" + name);
  }

  /** A name that tells the content's hash. */
  private String hashed() throws IOException {
    Path file = Files.write(folder.resolve("content"), CONTENT);
    return "resnet50-" + WeightFiles.sha256(file).substring(0, 8) + ".pth";
  }

  @Test
  void fileIsFetchedOnceAndKept() throws IOException {
    WeightDownloads downloads = new WeightDownloads(folder.resolve("cache"));
    Path first = downloads.fetch(url("plain.pth"));
    assertThat(downloads.fetch(url("plain.pth"))).isEqualTo(first);
    assertThat(Files.readAllBytes(first)).isEqualTo(CONTENT);
    assertThat(asked).containsExactly("null");
  }

  @Test
  void brokenDownloadGoesOnWhereItStopped() throws IOException {
    String name = hashed();
    Files.write(folder.resolve(name + ".part"), Arrays.copyOf(CONTENT, 10));
    Path file = new WeightDownloads(folder).fetch(url(name));
    assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
    assertThat(asked).containsExactly("bytes=10-");
    assertThat(folder.resolve(name + ".part")).doesNotExist();
  }

  @Test
  void serverWithoutRangesSendsAllOfItAgain() throws IOException {
    ranges = false;
    String name = hashed();
    Files.write(folder.resolve(name + ".part"), Arrays.copyOf(CONTENT, 10));
    assertThat(Files.readAllBytes(new WeightDownloads(folder).fetch(url(name)))).isEqualTo(CONTENT);
  }

  @Test
  void wholePartIsTakenAsItIs() throws IOException {
    String name = hashed();
    Files.write(folder.resolve(name + ".part"), CONTENT);
    assertThat(Files.readAllBytes(new WeightDownloads(folder).fetch(url(name)))).isEqualTo(CONTENT);
  }

  @Test
  void partWithoutAHashInItsNameStartsAnew() throws IOException {
    Files.write(folder.resolve("plain.pth.part"), Arrays.copyOf(CONTENT, 10));
    new WeightDownloads(folder).fetch(url("plain.pth"));
    assertThat(asked).containsExactly("null");
  }

  @Test
  void damagedFileIsRefusedAndForgotten() {
    WeightDownloads downloads = new WeightDownloads(folder);
    assertThatThrownBy(() -> downloads.fetch(url("resnet50-00000000.pth")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("the name promises SHA-256 00000000...")
        .hasMessageContaining("try again");
    assertThat(folder.resolve("resnet50-00000000.pth")).doesNotExist();
    assertThat(folder.resolve("resnet50-00000000.pth.part")).doesNotExist();
  }

  @Test
  void missingFileAndMissingServerAreToldApart() {
    WeightDownloads downloads = new WeightDownloads(folder);
    assertThatThrownBy(() -> downloads.fetch(url("missing.pth")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("the server answered 404");
    URI gone = url("gone.pth");
    server.stop(0);
    assertThatThrownBy(() -> downloads.fetch(gone))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("cannot be downloaded")
        .hasMessageContaining("hint: without a network")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void namesOfPublishedWeightsStandForUrls() {
    assertThat(PublishedWeights.url("torchvision://resnet50"))
        .isEqualTo("https://download.pytorch.org/models/resnet50-0676ba61.pth");
    assertThat(PublishedWeights.url("open-mmlab://detectron2/resnet50_caffe"))
        .isEqualTo(
            "https://download.openmmlab.com/pretrain/third_party/resnet50_msra-5891d200.pth");
    assertThat(PublishedWeights.url("open-mmlab://resnet50_caffe"))
        .isEqualTo(PublishedWeights.url("open-mmlab://detectron/resnet50_caffe"));
    assertThatThrownBy(() -> PublishedWeights.url("torchvision://resnet51"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("did you mean 'resnet50'?");
    assertThatThrownBy(() -> WeightFiles.locate("s3://bucket/weights.pth"))
        .hasMessageContaining("expected a path, an http(s) URL, or a name of torchvision://");
  }
}
