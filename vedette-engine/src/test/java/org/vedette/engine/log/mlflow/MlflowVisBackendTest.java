package org.vedette.engine.log.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.ConfigException;
import org.vedette.base.DataException;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.data.image.Image;
import org.vedette.engine.Run;
import org.vedette.engine.RunFixtures;
import org.vedette.engine.log.RunWriter;

/** Against a server that answers as MLflow's documentation of its REST API 2.0 says. */
class MlflowVisBackendTest {
  @TempDir private Path folder;
  private final List<String> calls = new ArrayList<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private HttpServer server;
  private boolean broken;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String text = "{}";
    int status = broken ? 500 : 200;
    if (path.endsWith("experiments/get-by-name")) {
      status = 404;
      text = "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\"}";
    } else if (path.endsWith("experiments/create")) {
      text = "{\"experiment_id\": \"5\"}";
    } else if (path.endsWith("runs/create")) {
      text =
          "{\"run\": {\"info\": {\"run_id\": \"r1\","
              + " \"artifact_uri\": \"mlflow-artifacts:/5/r1/artifacts\"}}}";
    }
    if (path.contains("mlflow-artifacts")) {
      files.put(path.replace("/api/2.0/mlflow-artifacts/artifacts/", ""), body);
    } else {
      String method = path.replace("/api/2.0/mlflow/", "");
      calls.add(method + " " + new String(body, StandardCharsets.UTF_8));
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static RunWriter writer(String settings) {
    return new Binder(Registry.load())
        .spec(RunWriter.class, "dict(type='MLflowVisBackend', " + settings + ")")
        .build();
  }

  @Test
  void aRunIsMadeWithItsExperimentTagsAndParameters() {
    RunWriter writer =
        writer("tracking_uri='" + address() + "', exp_name='shapes', tags=dict(team='a')");

    Run run = RunFixtures.run(folder, "dict(type='LogProcessor')", writer);
    writer.config(run.settings().configText());

    assertThat(calls.get(1)).isEqualTo("experiments/create {\"name\":\"shapes\"}");
    assertThat(calls.get(2))
        .startsWith("runs/create {\"experiment_id\":\"5\",\"run_name\":\"tiny_20260131_093000\"")
        .endsWith("\"tags\":[{\"key\":\"team\",\"value\":\"a\"}]}");
    assertThat(calls.get(3))
        .isEqualTo(
            "runs/log-batch {\"run_id\":\"r1\",\"params\":[{\"key\":\"a\",\"value\":\"1\"}]}");
    assertThat(files).containsOnlyKeys("5/r1/artifacts/config.py");
  }

  @Test
  void numbersPicturesAndFilesArriveAndTheRunIsFinished() throws IOException {
    RunWriter writer = writer("tracking_uri='" + address() + "'");
    RunFixtures.run(folder, "dict(type='LogProcessor')", writer);
    Files.writeString(folder.resolve("notes.yaml"), "x");
    Files.writeString(folder.resolve("weights.pth"), "x");

    writer.scalars(Map.of("loss", Double.NaN), 7);
    try (Image picture = Image.of(new byte[12], 2, 2, 3)) {
      writer.image("train", picture, 7);
    }
    writer.close();

    assertThat(calls.get(3))
        .contains("\"key\":\"loss\",\"value\":\"NaN\",\"timestamp\":")
        .endsWith("\"step\":7}]}");
    assertThat(files.keySet()).contains("5/r1/artifacts/train_7.png", "5/r1/artifacts/notes.yaml");
    assertThat(files.keySet()).noneMatch(name -> name.endsWith(".pth"));
    assertThat(calls.get(calls.size() - 1)).contains("runs/update").contains("FINISHED");
  }

  @Test
  void aServerThatFailsLaterDoesNotEndTheRun() throws IOException {
    RunWriter writer = writer("tracking_uri='" + address() + "'");
    Run run = RunFixtures.run(folder, "dict(type='LogProcessor')", writer);
    broken = true;

    writer.scalars(Map.of("loss", 1.0), 1);
    writer.close();
    run.log().close();

    assertThat(Files.readString(run.folder().logFile()))
        .contains("answered 500")
        .contains("MLflow missed");
  }

  @Test
  void aServerThatIsNotThereAndAnAddressThatIsNoneAreRefused() {
    RunWriter writer = writer("tracking_uri='" + address() + "'");
    server.stop(0);

    assertThatThrownBy(() -> RunFixtures.run(folder, "dict(type='LogProcessor')", writer))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is 'mlflow server' running there?");
    assertThatThrownBy(() -> writer("tracking_uri='file:///tmp/mlruns'"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("http(s) address of an MLflow server");
  }
}
