package org.vedette.engine.log.mlflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vedette.base.AtomicFiles;
import org.vedette.base.DataException;
import org.vedette.config.DictNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.engine.Run;
import org.vedette.engine.log.RunWriter;
import tools.jackson.core.JsonGenerator;

/**
 * Writes numbers, pictures, the config and, at the end, the files of a run to an MLflow server by
 * its REST API. A server that cannot be reached when the run starts is an error; one that fails
 * later costs what was meant for it, which the log counts, and not the run. Upstream: MMEngine's
 * backend of that name.
 */
@Component("MLflowVisBackend")
public final class MlflowVisBackend implements RunWriter {
  private static final String PROXIED = "mlflow-artifacts:";
  private static final int MOST_PARAMS = 100;

  private final Config config;
  private MlflowClient client;
  private Run run;
  private String runId;
  private String artifacts;
  private int lost;

  /**
   * Settings.
   *
   * @param save_dir not used: nothing is written to this machine
   * @param exp_name the experiment; None: {@code Default}
   * @param run_name the run's name; None: that of the run's experiment and start
   * @param tags tags of the run by their names
   * @param params parameters beside those of the config
   * @param tracking_uri the server's http(s) address; None: {@code MLFLOW_TRACKING_URI} of the
   *     environment
   * @param artifact_suffix the endings of files of the work folder that are stored at the end
   * @param tracked_config_keys the top-level keys of the config that become parameters; None: all
   * @param artifact_location where the server keeps the files of a new experiment; None: as it
   *     likes
   * @param name tells several of a kind apart
   */
  public record Config(
      @Default("None") String save_dir,
      @Default("None") String exp_name,
      @Default("None") String run_name,
      @Default("None") DictNode tags,
      @Default("None") DictNode params,
      @Default("None") String tracking_uri,
      @Default("('.json', '.log', '.py', 'yaml')") OneOrMany<String> artifact_suffix,
      @Default("None") List<String> tracked_config_keys,
      @Default("None") String artifact_location,
      @Default("None") String name) {
    /** Checks the server's address. */
    public Config {
      String address = tracking_uri == null ? System.getenv("MLFLOW_TRACKING_URI") : tracking_uri;
      if (address == null || !address.matches("https?://.+")) {
        throw new IllegalArgumentException(
            "'tracking_uri': expected the http(s) address of an MLflow server, here or in"
                + " MLFLOW_TRACKING_URI, got "
                + address
                + "; hint: 'mlflow server' starts one at http://127.0.0.1:5000");
      }
    }

    String address() {
      return tracking_uri == null ? System.getenv("MLFLOW_TRACKING_URI") : tracking_uri;
    }
  }

  /** A writer with these settings. */
  public MlflowVisBackend(Config config) {
    this.config = config;
  }

  @Override
  public void start(Run started) {
    run = started;
    client = new MlflowClient(config.address());
    String experiment = config.exp_name() == null ? "Default" : config.exp_name();
    String id = client.experiment(experiment, config.artifact_location());
    String name = config.run_name() == null ? run.folder().experimentName() : config.run_name();
    String made =
        client.post(
            "runs/create",
            json -> {
              json.writeStringProperty("experiment_id", id);
              json.writeStringProperty("run_name", name);
              json.writeNumberProperty("start_time", System.currentTimeMillis());
              json.writeName("tags");
              json.writeStartArray();
              if (config.tags() != null) {
                MlflowParams.of(config.tags(), null).forEach((key, tag) -> pair(json, key, tag));
              }
              json.writeEndArray();
            });
    runId = MlflowClient.text(made, "run_id");
    String uri = MlflowClient.text(made, "artifact_uri");
    artifacts = uri.startsWith(PROXIED) ? uri.substring(PROXIED.length()) : null;
    if (artifacts == null) {
      run.log()
          .warn(
              "MLflow keeps files at {}, which only a client that can write there reaches: pictures"
                  + " and files are not stored. Start the server with --serve-artifacts.",
              uri);
    } else if (artifacts.startsWith("//")) {
      artifacts = artifacts.replaceFirst("^//[^/]*", "");
    }
    if (config.params() != null) {
      params(MlflowParams.of(config.params(), null));
    }
  }

  private static void pair(JsonGenerator json, String key, String value) {
    json.writeStartObject();
    json.writeStringProperty("key", key);
    json.writeStringProperty("value", value);
    json.writeEndObject();
  }

  @Override
  public void config(String text) {
    DictNode root = run.settings().config();
    attempt(() -> params(MlflowParams.of(root, config.tracked_config_keys())));
    store("config.py", text.getBytes(StandardCharsets.UTF_8));
  }

  private void params(Map<String, String> params) {
    List<String> keys = new ArrayList<>(params.keySet());
    for (int from = 0; from < keys.size(); from += MOST_PARAMS) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + MOST_PARAMS));
      client.post(
          "runs/log-batch",
          json -> {
            json.writeStringProperty("run_id", runId);
            json.writeName("params");
            json.writeStartArray();
            some.forEach(key -> pair(json, key, params.get(key)));
            json.writeEndArray();
          });
    }
  }

  @Override
  public void scalars(Map<String, ? extends Number> values, long step) {
    long now = System.currentTimeMillis();
    attempt(
        () ->
            client.post(
                "runs/log-batch",
                json -> {
                  json.writeStringProperty("run_id", runId);
                  json.writeName("metrics");
                  json.writeStartArray();
                  values.forEach(
                      (name, value) -> {
                        if (!name.equals("step")) {
                          metric(json, name, value.doubleValue(), now, step);
                        }
                      });
                  json.writeEndArray();
                }));
  }

  private static void metric(JsonGenerator json, String name, double value, long now, long step) {
    json.writeStartObject();
    json.writeStringProperty("key", name);
    json.writeName("value");
    // Protocol Buffers' JSON has words for what JSON has no numbers for.
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
    json.writeNumberProperty("timestamp", now);
    json.writeNumberProperty("step", step);
    json.writeEndObject();
  }

  @Override
  public void image(String name, Image picture, long step) {
    store(name + "_" + step + ".png", ImageFiles.encode(picture, ".png", name));
  }

  private void store(String path, byte[] content) {
    if (artifacts != null) {
      attempt(() -> client.upload((artifacts + "/" + path).replaceFirst("^/+", ""), content));
    }
  }

  private void attempt(Runnable call) {
    try {
      call.run();
    } catch (DataException e) {
      if (lost++ == 0) {
        run.log().warn("{}; the run goes on without it.", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    if (runId == null) {
      return;
    }
    storeFiles();
    attempt(
        () ->
            client.post(
                "runs/update",
                json -> {
                  json.writeStringProperty("run_id", runId);
                  json.writeStringProperty("status", "FINISHED");
                  json.writeNumberProperty("end_time", System.currentTimeMillis());
                }));
    if (lost > 0) {
      run.log().warn("MLflow missed {} of this run's messages.", lost);
    }
    runId = null;
  }

  private void storeFiles() {
    Path folder = run.folder().workDir();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (config.artifact_suffix().values().stream().anyMatch(name::endsWith)) {
          store(name, Files.readAllBytes(file));
        }
      }
    } catch (IOException e) {
      run.log().warn("MLflow: cannot read {}: {}", folder, AtomicFiles.reason(e));
    }
  }
}
