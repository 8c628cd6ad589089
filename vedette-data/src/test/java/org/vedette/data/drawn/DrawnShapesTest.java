package org.vedette.data.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.DataException;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import org.vedette.base.coco.CocoAnnotations;
import org.vedette.base.coco.Segmentation;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class DrawnShapesTest {
  private static final DrawnShapes.Settings FEW =
      new DrawnShapes.Settings(12, 4, 96, 2, 7, 0.1, 0.5, 5);

  @TempDir private Path folder;

  private CocoAnnotations drawn(Path root, String split) {
    return CocoAnnotations.read(root.resolve("annotations/instances_" + split + ".json"));
  }

  @Test
  void writesPicturesAndAnnotationsThatAgree() {
    DrawnShapes.write(folder, FEW);

    CocoAnnotations train = drawn(folder, "train");
    assertThat(train.imageCount()).isEqualTo(12);
    assertThat(train.categoryNames())
        .containsExactly("circle", "square", "triangle", "star", "ring")
        .isEqualTo(DrawnShapes.classes());
    assertThat(drawn(folder, "val").imageCount()).isEqualTo(4);
    for (int i = 0; i < train.imageCount(); i++) {
      try (Image image = ImageFiles.read(folder.resolve("train").resolve(train.fileName(i)))) {
        assertThat(image.height()).isEqualTo(96).isEqualTo(train.height(i));
        assertThat(image.width()).isEqualTo(96).isEqualTo(train.width(i));
      }
    }
  }

  @Test
  void boxesAndAreasAreThoseOfTheSegmentations() {
    DrawnShapes.write(folder, FEW);

    CocoAnnotations train = drawn(folder, "train");
    for (int a = 0; a < train.size(); a++) {
      Rle mask = train.segmentation(a).toRle(96, 96);
      double[] box = RleMasks.toBbox(mask);
      assertThat(train.area(a)).isEqualTo((double) RleMasks.area(mask)).isGreaterThan(17);
      for (int k = 0; k < 4; k++) {
        assertThat(train.box(a, k)).isCloseTo(box[k], within(3.0));
      }
    }
  }

  @Test
  void visiblePartsOfShapesDoNotOverlap() {
    DrawnShapes.write(folder, FEW);

    CocoAnnotations train = drawn(folder, "train");
    for (int i = 0; i < train.imageCount(); i++) {
      for (int a = train.start(i); a < train.end(i); a++) {
        for (int b = a + 1; b < train.end(i); b++) {
          Rle one = train.segmentation(a).toRle(96, 96);
          Rle other = train.segmentation(b).toRle(96, 96);
          // Outlines and pixels are cut at slightly different places along a common border.
          assertThat(RleMasks.commonArea(one, other)).isLessThanOrEqualTo(12);
        }
      }
    }
  }

  @Test
  void someObjectsAreHiddenInPartAndHaveRunLengthsTheOthersPolygons() {
    DrawnShapes.write(folder, FEW);

    CocoAnnotations train = drawn(folder, "train");
    long outlines =
        IntStream.range(0, train.size())
            .filter(a -> train.segmentation(a) instanceof Segmentation.Outline)
            .count();
    long hiddenInPart =
        IntStream.range(0, train.size())
            .filter(a -> !train.categoryNames().get(train.category(a)).equals("ring"))
            .filter(a -> train.segmentation(a) instanceof Segmentation.Bitmap)
            .count();
    assertThat(outlines).isGreaterThan(10);
    assertThat(hiddenInPart).isGreaterThan(5);
  }

  @Test
  void theSameSettingsGiveTheSameBytesAndOtherSeedsOthers() throws IOException {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    Path seeded = folder.resolve("seeded");
    DrawnShapes.write(one, FEW);
    DrawnShapes.write(other, FEW);
    DrawnShapes.write(seeded, new DrawnShapes.Settings(12, 4, 96, 2, 7, 0.1, 0.5, 6));

    for (String name : new String[] {"annotations/instances_val.json", "train/000007.jpg"}) {
      assertThat(one.resolve(name)).hasSameBinaryContentAs(other.resolve(name));
      assertThat(Files.mismatch(one.resolve(name), seeded.resolve(name))).isNotEqualTo(-1);
    }
  }

  @Test
  void aCompleteDatasetIsLeftAsItIsAndAMissingFileIsDrawnAgain() throws IOException {
    DrawnShapes.write(folder, FEW);
    Path picture = folder.resolve("train/000003.jpg");
    Files.writeString(picture, "touched");
    DrawnShapes.write(folder, FEW);
    assertThat(picture).hasContent("touched");

    Files.delete(folder.resolve("val/000001.jpg"));
    DrawnShapes.write(folder, FEW);
    assertThat(folder.resolve("val/000001.jpg")).exists();
    assertThat(Files.size(picture)).isGreaterThan(100);
  }

  @Test
  void fewerPicturesThanBeforeLeaveNoOldOnes() {
    DrawnShapes.write(folder, FEW);
    DrawnShapes.write(folder, new DrawnShapes.Settings(5, 4, 96, 2, 7, 0.1, 0.5, 5));

    assertThat(folder.resolve("train/000005.jpg")).exists();
    assertThat(folder.resolve("train/000006.jpg")).doesNotExist();
  }

  @Test
  void aFolderOfSomethingElseIsRefused() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "x");

    assertThatThrownBy(() -> DrawnShapes.write(folder, FEW))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the folder holds something else");
    assertThat(folder.resolve("train")).doesNotExist();
  }
}
