package org.vedette.api.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.Detections;
import org.vedette.base.RandomSource;
import org.vedette.base.Truth;
import org.vedette.base.coco.Segmentation;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.Sample;
import org.vedette.data.Truths;
import org.vedette.data.image.ColorType;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.engine.EvalStep;
import org.vedette.engine.log.Scalars;

class ReportDataTest {
  private static final MetaInfo META = MetaInfo.of(List.of("cat", "dog"));

  @TempDir private Path folder;

  private static ImageRecord record(String path, int... labels) {
    float[] boxes = new float[4 * labels.length];
    for (int i = 0; i < labels.length; i++) {
      boxes[4 * i + 2] = 20;
      boxes[4 * i + 3] = 20;
    }
    boolean[] ignored = new boolean[labels.length];
    return new ImageRecord(
        1, path, null, 40, 60, boxes, labels, ignored, new Segmentation[labels.length]);
  }

  private static Dataset dataset(ImageRecord... records) {
    return new Dataset() {
      @Override
      public int size() {
        return records.length;
      }

      @Override
      public MetaInfo metaInfo() {
        return META;
      }

      @Override
      public ImageRecord record(int index) {
        return records[index];
      }

      @Override
      public Sample sample(int index, RandomSource random) {
        return new Sample(records[index]);
      }
    };
  }

  private static ReportData data() {
    return new ReportData(RunReportHook.Config.DEFAULT);
  }

  private static EvalStep step(Dataset dataset) {
    List<Sample> samples = new ArrayList<>();
    List<Detections> found = new ArrayList<>();
    for (int i = 0; i < dataset.size(); i++) {
      samples.add(new Sample(dataset.record(i)));
      found.add(
          new Detections(new float[] {0, 0, 20, 20}, new float[] {0.9f}, new int[] {0}, null));
    }
    return new EvalStep(EvalStep.Phase.VAL, 0, 1, dataset, samples, found, 0, 0);
  }

  @Test
  void objectsAreCountedByClass() {
    ReportData data = data();
    data.count("training", dataset(record("a", 0, 1, 1), record("b", 1)));
    assertThat(data.objects().get("training")).containsExactly(1, 3);
  }

  @Test
  void anEvaluationGivesPicturesCurvesAndConfusion() {
    Path file = folder.resolve("a.png");
    try (Image image = Image.of(new byte[40 * 60 * 3], 40, 60, 3)) {
      ImageFiles.write(file, image);
    }
    Dataset dataset = dataset(record(file.toString(), 0), record("not there"));
    ReportData data = data();
    Scalars scalars = new Scalars();
    data.startEvaluation();
    data.evaluated(step(dataset), new Thumbnails(META, 120));
    data.endEvaluation(5, Map.of("coco/bbox_mAP", 0.5), META.classes(), scalars);
    assertThat(data.predictions()).hasSize(1);
    assertThat(data.predictions().get(0).caption()).isEqualTo("a.png");
    assertThat(data.analysis().confusion())
        .isDeepEqualTo(new long[][] {{1, 0, 0}, {0, 0, 0}, {1, 0, 0}});
    assertThat(data.analysis().curves().get(0).precision()).containsExactly(0.5);
    assertThat(data.evaluations()).hasSize(1);
  }

  @Test
  void aResumedRunKnowsItsEarlierEvaluations() {
    ReportData before = data();
    Scalars scalars = new Scalars();
    for (int epoch : new int[] {5, 10}) {
      scalars.add("val/coco/bbox_mAP", epoch / 20.0);
      scalars.add("val/time", 1);
      before.endEvaluation(epoch, Map.of("coco/bbox_mAP", epoch / 20.0), List.of(), scalars);
    }
    ReportData after = data();
    after.resume(scalars);
    assertThat(after.evaluations()).isEqualTo(before.evaluations());
  }

  @Test
  void aBatchIsShownWithItsObjectsWhateverThePixelsAre() {
    ReportData data = data();
    float[] normalised = new float[30 * 30 * 3];
    normalised[0] = -2;
    normalised[1] = 2;
    try (Sample sample = Sample.of(Image.of(normalised, 30, 30, 3))) {
      sample.truths(new Truths(new float[] {1, 1, 20, 20}, new int[] {1}, new boolean[1], null));
      data.batch("epoch 1", List.of(sample), new Thumbnails(META, 90));
    }
    byte[] jpeg = data.trainPictures().get(0).jpeg();
    try (Image read = ImageFiles.decode(jpeg, ColorType.COLOR, "report")) {
      assertThat(read.height()).isEqualTo(90);
      byte[] pixels = read.toBytes();
      boolean coloured = false;
      for (int i = 0; i < pixels.length; i += 3) {
        coloured |= Math.abs((pixels[i] & 0xFF) - (pixels[i + 2] & 0xFF)) > 60;
      }
      assertThat(coloured).as("a box in a class's colour").isTrue();
    }
  }

  @Test
  void truthAndDetectionsStandSideBySide() {
    Thumbnails thumbnails = new Thumbnails(META, 100);
    Truth truth = new Truth(new float[] {0, 0, 20, 20}, new int[] {0}, new boolean[1], null);
    Detections found =
        new Detections(new float[] {0, 0, 20, 20}, new float[] {0.9f}, new int[] {0}, null);
    try (Image image = Image.of(new byte[40 * 60 * 3], 40, 60, 3);
        Image read =
            ImageFiles.decode(thumbnails.of(image, truth, found, 0.3), ColorType.COLOR, "report")) {
      assertThat(read.width()).isEqualTo(200);
      assertThat(read.height()).isEqualTo(67);
    }
  }
}
