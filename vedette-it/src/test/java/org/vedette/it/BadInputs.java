package org.vedette.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vedette.base.SharedData;
import org.vedette.data.dataset.Palettes;

/**
 * A folder of configs, checkpoints, pictures and annotation files that are no good, each in one
 * way.
 */
final class BadInputs {
  private static final Map<String, String> CONFIGS = new LinkedHashMap<>();

  static {
    CONFIGS.put("unknown_key", "model = dict(backbone=dict(depen_factor=1))");
    CONFIGS.put("wrong_type", "model = dict(backbone=dict(deepen_factor='big'))");
    CONFIGS.put("unknown_type", "model = dict(backbone=dict(type='CSPDarknett'))");
    CONFIGS.put("no_channels", "model = dict(backbone=dict(widen_factor=0.0))");
    CONFIGS.put("negative_channels", "model = dict(neck=dict(out_channels=-4))");
    CONFIGS.put("few_strides", "model = dict(bbox_head=dict(strides=[8, 16]))");
    CONFIGS.put("classes_20", "model = dict(bbox_head=dict(num_classes=20))");
    CONFIGS.put("no_test_data", "test_dataloader = None");
    CONFIGS.put("no_evaluator", "test_evaluator = None");
    CONFIGS.put(
        "bad_palette",
        "test_dataloader = dict(dataset=dict(metainfo=dict(classes=('a',), palette=['red'])))");
    CONFIGS.put(
        "bad_classes", "test_dataloader = dict(dataset=dict(metainfo=dict(classes=[dict()])))");
    CONFIGS.put("bad_metainfo", "test_dataloader = dict(dataset=dict(metainfo=5))");
  }

  private static final String ANNOTATIONS =
      "{'images':[{'id':1,'file_name':'demo.jpg','height':427,'width':640}],"
          + "'annotations':[{'id':1,'image_id':1,'category_id':%d,'bbox':%s,'area':4,'iscrowd':0}],"
          + "'categories':[%s]}";

  private final Path folder;

  /** Fills a folder. */
  BadInputs(Path folder) throws IOException {
    this.folder = folder;
    writeConfigs();
    writeCheckpoints();
    writePictures();
    writeAnnotations();
    Files.createDirectory(folder.resolve("directory"));
    for (String suffix : new String[] {"py", "pth", "jpg", "json"}) {
      Files.createDirectory(folder.resolve("directory." + suffix));
    }
    Files.createSymbolicLink(folder.resolve("loop.jpg"), Path.of("loop.jpg"));
  }

  /** The config of YOLOX-nano. */
  static Path config() {
    return Path.of(
        System.getProperty("vedette.root"), "configs/yolox/yolox_nano_8xb8-300e_coco.py");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private void writeConfigs() throws IOException {
    CONFIGS.forEach(
        (name, text) -> {
          try {
            write(name + ".py", "_base_ = '" + config() + "'\n" + text + "\n");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    write("missing_key.py", "model = dict(type='YOLOX')\n");
    write("missing_base.py", "_base_ = './nowhere.py'\n");
    write("cycle_a.py", "_base_ = './cycle_b.py'\n");
    write("cycle_b.py", "_base_ = './cycle_a.py'\n");
    write("syntax.py", "model = dict(\n");
    write("import.py", "import os\nx = os.system('true')\n");
    write("no_model.py", "x = 1\n");
    write("number_model.py", "model = 5\n");
    write("truncated_config.json", "{\"model\": {\"type\":");
    write("broken.yaml", "a: [1\n  b: }");
    write("latin.py", new byte[] {'x', '=', '\'', (byte) 0xff, '\''});
  }

  private void writeCheckpoints() throws IOException {
    byte[] weights = Files.readAllBytes(SharedData.require("data/weights/yolox_nano_coco.pth"));
    write("truncated.pth", Arrays.copyOf(weights, weights.length / 2));
    write("text.pth", "hello");
    write("empty.pth", "");
  }

  private void writePictures() throws IOException {
    byte[] demo = Files.readAllBytes(SharedData.require("data/upstream_samples/demo/demo.jpg"));
    write("demo.jpg", demo);
    Files.createDirectory(folder.resolve("twin"));
    write("twin/demo.jpg", demo);
    write("truncated.jpg", Arrays.copyOf(demo, 20_000));
    write("text.jpg", "hello");
    write("empty.jpg", "");
    write("thin.ppm", Pictures.ppm(5000, 1));
    write("huge.ppm", "P6\n99999999 99999999\n255\n");
  }

  private void writeAnnotations() throws IOException {
    write("good.json", annotations(1, "[0,0,2,2]"));
    write("stray_category.json", annotations(9999, "[0,0,2,2]"));
    write("short_box.json", annotations(1, "[0,0,2]"));
    write("nan_box.json", annotations(1, "[NaN,0,2,2]"));
    write("truncated.json", "{\"images\": [{\"id\": 1, ");
    write("empty.json", "");
    write("empty_object.json", "{}");
    write("empty_list.json", "[]");
    write(
        "no_images.json",
        annotations(1, "[0,0,2,2]").replaceAll("(images|annotations)\":\\[.*?}]", "$1\":[]"));
    String result = "[{'image_id':%d,'category_id':1,'bbox':[0,0,2,2],'score':%s}]";
    write("stray_result.json", result.formatted(77, "0.5").replace('\'', '"'));
    write("text_score.json", result.formatted(1, "'high'").replace('\'', '"'));
    write("nan_score.json", result.formatted(1, "NaN").replace('\'', '"'));
  }

  /** One object in one photograph, and the categories of COCO. */
  private static String annotations(int category, String box) {
    List<String> names = Palettes.COCO.classes();
    String categories =
        IntStream.range(0, names.size())
            .mapToObj(i -> "{'id':%d,'name':'%s'}".formatted(i + 1, names.get(i)))
            .collect(Collectors.joining(","));
    return ANNOTATIONS.formatted(category, box, categories).replace('\'', '"');
  }
}
