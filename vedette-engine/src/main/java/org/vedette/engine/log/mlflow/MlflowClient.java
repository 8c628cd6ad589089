package org.vedette.engine.log.mlflow;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.vedette.base.DataException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Speaks MLflow's REST API, version 2.0. */
final class MlflowClient {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int NOT_FOUND = 404;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String root;

  /** A client of the server at an http(s) address. */
  MlflowClient(String address) {
    root = address.replaceAll("/+$", "");
  }

  /** The id of the experiment of that name, which is made where there is none. */
  String experiment(String name, String artifactLocation) {
    String query = "experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    HttpResponse<String> found =
        send(request("/api/2.0/mlflow/experiments/get-by-name?" + query).GET().build());
    if (found.statusCode() != NOT_FOUND) {
      return text(checked(found), "experiment_id");
    }
    String made =
        post(
            "experiments/create",
            json -> {
              json.writeStringProperty("name", name);
              if (artifactLocation != null) {
                json.writeStringProperty("artifact_location", artifactLocation);
              }
            });
    return text(made, "experiment_id");
  }

  /** Posts an object to a method of the API and gives the answer. */
  String post(String method, Consumer<JsonGenerator> members) {
    StringWriter body = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
    }
    HttpRequest request =
        request("/api/2.0/mlflow/" + method)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return checked(send(request));
  }

  /**
   * Stores a file.
   *
   * @param path below the server's root of artifacts
   */
  void upload(String path, byte[] content) {
    StringBuilder encoded = new StringBuilder();
    for (String part : path.split("/", -1)) {
      encoded.append('/');
      encoded.append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    HttpRequest request =
        request("/api/2.0/mlflow-artifacts/artifacts" + encoded)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(content))
            .build();
    checked(send(request));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder;
    try {
      builder = HttpRequest.newBuilder(URI.create(root + path)).timeout(PATIENCE);
    } catch (IllegalArgumentException e) {
      throw new DataException("MLflow: '" + root + "' is no address of a server", e);
    }
    String token = System.getenv("MLFLOW_TRACKING_TOKEN");
    String user = System.getenv("MLFLOW_TRACKING_USERNAME");
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    } else if (user != null) {
      String pair = user + ":" + String.valueOf(System.getenv("MLFLOW_TRACKING_PASSWORD"));
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      builder.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    return builder;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new DataException(
          "MLflow: no answer from "
              + root
              + " ("
              + e.getClass().getSimpleName()
              + "); hint: is 'mlflow server' running there?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("MLflow: interrupted while " + root + " answered", e);
    }
  }

  private static String checked(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      String body = response.body();
      throw new DataException(
          "MLflow: "
              + response.uri()
              + " answered "
              + response.statusCode()
              + ": "
              + body.substring(0, Math.min(body.length(), 300)));
    }
    return response.body();
  }

  /** The first string of that key, however deep. */
  static String text(String answer, String key) {
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), new StringReader(answer))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && key.equals(parser.currentName())) {
          return parser.getString();
        }
      }
    } catch (JacksonException e) {
      throw new DataException("MLflow: the answer is no JSON: " + e.getOriginalMessage(), e);
    }
    throw new DataException("MLflow: the answer has no '" + key + "': " + answer);
  }
}
