package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.vedette.base.SharedData;
import org.vedette.base.SharedJson;
import org.vedette.data.ImageRecord;
import org.vedette.data.MixTransform;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.ScriptedRandom;
import org.vedette.data.Transform;
import org.vedette.data.image.ImageFiles;
import org.vedette.data.image.ImageOps;
import org.vedette.data.transform.auto.GradedTransform;

/**
 * Every recorded run of a transform, its random numbers replayed: pixels, boxes and masks must be
 * the same. Transforms that are not built are counted, not passed.
 */
class TransformReferenceTest {
  private static final String FOLDER = "reference/components/transforms";
  private static final AtomicIntegerArray COUNTS = new AtomicIntegerArray(3);

  @AfterAll
  static void report() {
    System.out.printf(
        "transform fixtures: %d pass, %d fail, %d unbuilt%n",
        COUNTS.get(0), COUNTS.get(1), COUNTS.get(2));
  }

  @TestFactory
  Stream<DynamicNode> transformsEqualTheReference() throws Exception {
    Path folder = SharedData.require(FOLDER);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(p -> p.getFileName().toString().matches("\\d+\\.json\\.gz")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    return files.stream()
        .map(
            file -> {
              Map<String, Object> image = SharedJson.map(SharedJson.read(file));
              return DynamicContainer.dynamicContainer(
                  file.getFileName().toString(),
                  SharedJson.list(image.get("cases")).stream()
                      .map(SharedJson::map)
                      .map(
                          c ->
                              DynamicTest.dynamicTest(
                                  (String) c.get("name"), () -> count(image, c))));
            });
  }

  private static void count(Map<String, Object> image, Map<String, Object> c) {
    try {
      check(image, c);
      COUNTS.incrementAndGet(0);
    } catch (TestAbortedException e) {
      COUNTS.incrementAndGet(2);
      throw e;
    } catch (RuntimeException | AssertionError e) {
      COUNTS.incrementAndGet(1);
      throw e;
    }
  }

  private static void check(Map<String, Object> image, Map<String, Object> c) {
    Transform transform = ReferenceCase.transform(c);
    if (transform == null) {
      throw new TestAbortedException("not built: " + c.get("transform"));
    }
    ScriptedRandom random = new ScriptedRandom(ReferenceCase.draws(c));
    Map<String, Object> out = SharedJson.map(c.get("out"));
    try (Sample before = load(image, out);
        Sample sample =
            transform instanceof MixTransform mixing
                ? mix(mixing, before, image, c, random)
                : apply(transform, before, c, random)) {
      random.assertExhausted();
      assertThat(sample == null).as("of no use").isEqualTo(out == null);
      if (out != null) {
        ReferenceCase.check(sample, out);
      }
    }
  }

  private static Sample mix(
      MixTransform transform,
      Sample sample,
      Map<String, Object> image,
      Map<String, Object> c,
      ScriptedRandom random) {
    Path json = SharedData.require((String) image.get("coco_json"));
    List<Sample> others = new ArrayList<>();
    try {
      for (String file : ReferenceCase.others(c)) {
        ImageRecord record = Datasets.record(json, file);
        Sample other = new Sample(record);
        Path jpeg = SharedData.require("data/coco_tiny/val2017/" + file);
        other.loadImage(ImageFiles.read(jpeg), file);
        others.add(annotated(other, SharedJson.map(c.get("out"))));
      }
      if (!(transform instanceof CopyPaste pasting)) {
        return transform.mix(sample, others, random);
      }
      Transform resize = Nodes.transform("dict(type='Resize', scale=(400, 300), keep_ratio=False)");
      resize.apply(sample, random);
      resize.apply(others.get(0), random);
      return pasting.paste(sample, others.get(0), ReferenceCase.selected(c));
    } finally {
      others.forEach(Sample::close);
    }
  }

  private static Sample apply(
      Transform transform, Sample sample, Map<String, Object> c, ScriptedRandom random) {
    if (transform instanceof RandomErasing erasing) {
      return erasing.erase(sample, ReferenceCase.patches(c));
    }
    if (transform instanceof GradedTransform graded) {
      return graded.apply(sample, SharedJson.number(c.get("magnitude")));
    }
    if (transform instanceof RandomCenterCropPad) {
      sample.replaceImage(ImageOps.toFloat(sample.image()));
    }
    return transform.apply(sample, random);
  }

  private static Sample load(Map<String, Object> image, Map<String, Object> out) {
    Path json = SharedData.require((String) image.get("coco_json"));
    Sample sample = new Sample(Datasets.record(json, (Long) image.get("img_id")));
    Path png = SharedData.require(FOLDER + "/" + image.get("png"));
    sample.loadImage(ImageFiles.read(png), sample.path());
    return annotated(sample, out);
  }

  private static Sample annotated(Sample sample, Map<String, Object> out) {
    String masks = out == null ? "BitmapMasks" : (String) out.get("mask_type");
    boolean polygons = "PolygonMasks".equals(masks);
    List<String> options = new ArrayList<>();
    options.add(masks == null ? "with_mask=False" : "with_mask=True");
    options.add(polygons ? "poly2mask=False" : "poly2mask=True");
    return Nodes.transform("dict(type='LoadAnnotations', " + String.join(", ", options) + ")")
        .apply(sample, new ScriptedRandom(List.of()));
  }
}
