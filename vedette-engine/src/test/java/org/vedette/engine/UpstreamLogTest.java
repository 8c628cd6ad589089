package org.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.base.SharedData;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;
import org.vedette.engine.hook.Hook;

/** The numbers behind MMEngine's logs, put through the hooks, give MMEngine's lines. */
class UpstreamLogTest {
  private static final Pattern NUMBER = Pattern.compile("\"([^\"]+)\": ([^,}]+)");
  private static final Pattern PLACE = Pattern.compile("\\[(\\d+)]\\[ *(\\d+)/(\\d+)]");
  private static final Pattern ETA = Pattern.compile("eta: (\\d+):(\\d+):(\\d+)");
  private static final String MARK = " - mmengine - INFO - ";

  @TempDir private Path folder;
  private int number;

  private static Map<String, Double> numbers(String json) {
    Map<String, Double> values = new LinkedHashMap<>();
    Matcher matcher = NUMBER.matcher(json);
    while (matcher.find()) {
      values.put(matcher.group(1), Double.valueOf(matcher.group(2)));
    }
    return values;
  }

  private static List<String> lines(Path log) throws IOException {
    try (var names = Files.list(log)) {
      Path file = names.filter(name -> name.toString().endsWith(".log")).findFirst().orElseThrow();
      return Files.readAllLines(file).stream()
          .filter(line -> line.contains(MARK))
          .map(line -> line.substring(line.indexOf(MARK) + MARK.length()))
          .filter(line -> line.matches("(Epoch\\(|Exp name|bbox_mAP_copypaste).*"))
          .toList();
    }
  }

  private static Hook logger() {
    return new Binder(Registry.load())
        .spec(Hook.class, "dict(type='LoggerHook', interval=1)")
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yolox_train", "retinanet_train"})
  void trainingGivesMmenginesLines(String name) throws IOException {
    Path log = SharedData.require("reference/components/logs/" + name);
    List<String> json = Files.readAllLines(log.resolve("vis_data/scalars.json"));
    int maxEpochs = name.equals("yolox_train") ? 2 : 3;
    int at = 0;
    List<String> expected = lines(log);
    for (int i = 0; i < expected.size(); i++) {
      String line = expected.get(i);
      if (line.startsWith("Epoch(train)")) {
        boolean named = i > 0 && expected.get(i - 1).startsWith("Exp name");
        assertThat(train(line, json.get(at), maxEpochs)).isEqualTo(named ? "name " + line : line);
        at++;
      } else if (line.startsWith("Epoch(val)") && line.contains("eta")) {
        evalBatch(line, maxEpochs);
      } else if (line.startsWith("Epoch(val)")) {
        evaluation(line, json.get(at), maxEpochs);
        at++;
      }
    }
    assertThat(at).isEqualTo(json.size());
  }

  private Run runAt(Matcher place, int maxEpochs, boolean training) throws IOException {
    Run run = RunFixtures.run(folder.resolve("run" + number++));
    int epoch = Integer.parseInt(place.group(1));
    int batch = Integer.parseInt(place.group(2));
    int batches = Integer.parseInt(place.group(3));
    int length = training ? batches : 1;
    Run.Span span = new Run.Span(true, maxEpochs, (long) maxEpochs * length, length);
    return training
        ? RunFixtures.standing(run, span, epoch - 1, (epoch - 1L) * length + batch - 1)
        : RunFixtures.standing(run, span, epoch, (long) epoch * length);
  }

  private static Matcher place(String line) {
    Matcher place = PLACE.matcher(line);
    assertThat(place.find()).isTrue();
    return place;
  }

  private static void eta(Run run, String line) {
    Matcher eta = ETA.matcher(line);
    if (eta.find()) {
      int[] parts = new int[3];
      for (int i = 0; i < 3; i++) {
        parts[i] = Integer.parseInt(eta.group(i + 1));
      }
      run.scalars().info().put("eta", 3600.0 * parts[0] + 60 * parts[1] + parts[2] + 0.9);
    }
  }

  private String train(String line, String json, int maxEpochs) throws IOException {
    Matcher place = place(line);
    Run run = runAt(place, maxEpochs, true);
    eta(run, line);
    numbers(json)
        .forEach(
            (name, value) -> {
              if (!List.of("epoch", "iter", "step").contains(name)) {
                run.scalars().add("train/" + name, value);
              }
            });
    logger().afterTrainIter(run, RunFixtures.step(Integer.parseInt(place.group(2)) - 1));
    assertJson(run, json);
    List<String> logged = logged(run);
    if (logged.size() == 2) {
      assertThat(logged.get(0)).isEqualTo("Exp name: tiny_20260131_093000");
    }
    return (logged.size() == 2 ? "name " : "") + logged.get(logged.size() - 1);
  }

  private void evalBatch(String line, int maxEpochs) throws IOException {
    Matcher place = place(line);
    Run run = runAt(place, maxEpochs, false);
    eta(run, line);
    for (String name : List.of("data_time", "time")) {
      Matcher value = Pattern.compile(" " + name + ": ([0-9.]+)").matcher(line);
      assertThat(value.find()).isTrue();
      run.scalars().add("val/" + name, Double.parseDouble(value.group(1)));
    }
    int batch = Integer.parseInt(place.group(2)) - 1;
    logger()
        .afterEvalIter(
            run, RunFixtures.eval(EvalStep.Phase.VAL, batch, Integer.parseInt(place.group(3))));
    assertThat(logged(run)).containsExactly(line);
  }

  private void evaluation(String line, String json, int maxEpochs) throws IOException {
    Matcher place = place(line);
    Run run = runAt(place, maxEpochs, false);
    Map<String, Double> values = numbers(json);
    values.remove("step");
    run.scalars().add("val/data_time", values.remove("data_time"));
    run.scalars().add("val/time", values.remove("time"));
    values.forEach((name, value) -> run.scalars().add("val/" + name, value));
    RunFixtures.evaluated(run, values, "a table\nbbox_mAP_copypaste: 0.320 0.492\n");
    Hook logger = logger();
    int batches = Integer.parseInt(place.group(3));
    logger.afterEvalIter(run, RunFixtures.eval(EvalStep.Phase.VAL, batches - 1, batches));
    logger.afterEvalEpoch(run, EvalStep.Phase.VAL, values);
    assertJson(run, json);
    List<String> logged = logged(run);
    assertThat(logged.get(logged.size() - 1)).isEqualTo(line);
    assertThat(logged).contains("bbox_mAP_copypaste: 0.320 0.492");
  }

  private static void assertJson(Run run, String json) throws IOException {
    for (String name : List.of("scalars.json", run.folder().timestamp() + ".json")) {
      assertThat(Files.readAllLines(run.folder().visData().resolve(name))).containsExactly(json);
    }
  }

  private static List<String> logged(Run run) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.folder().logFile())) {
      int mark = line.indexOf(MARK);
      if (mark >= 0) {
        assertThat(line.substring(0, mark)).matches("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d");
        lines.add(line.substring(mark + MARK.length()));
      }
    }
    run.log().close();
    return lines;
  }
}
