package org.vedette.api.datatool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.api.datatool.DatasetBrowser.Mode;
import org.vedette.base.ConfigException;
import org.vedette.config.ConfigFile;
import org.vedette.config.component.Registry;
import org.vedette.data.drawn.DrawnShapes;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class DatasetBrowserTest {
  private static final String LOAD =
      "dict(type='LoadImageFromFile'), dict(type='LoadAnnotations', with_bbox=True, with_mask=True)";

  @TempDir private Path folder;

  @BeforeEach
  void draw() {
    DrawnShapes.write(
        folder.resolve("shapes"), new DrawnShapes.Settings(4, 1, 64, 2, 3, 0.2, 0.5, 1));
  }

  private DatasetBrowser browser(String steps, Mode mode, long seed) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.py"),
            "train_dataloader = dict(dataset=dict(type='RepeatDataset', times=2, dataset=dict("
                + "type='CocoDataset', data_root='"
                + folder.resolve("shapes")
                + "/', ann_file='annotations/instances_train.json', data_prefix=dict(img='train/'),"
                + " metainfo=dict(classes=('circle', 'square', 'triangle', 'star', 'ring')),"
                + " pipeline=["
                + steps
                + "])))");
    return DatasetBrowser.of(
        Registry.load(), ConfigFile.load(config).root(), "train_dataloader", mode, seed);
  }

  private List<String> written(String steps, Mode mode, int count) throws IOException {
    List<Integer> done = new ArrayList<>();
    try (DatasetBrowser browser = browser(steps, mode, 0)) {
      browser.write(folder.resolve("out"), count, done::add);
    }
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(done).hasSameSizeAs(names);
      return names;
    }
  }

  private Image picture(String name) {
    return ImageFiles.read(folder.resolve("out").resolve(name));
  }

  @Test
  void imagesAreDrawnAsTheyLeaveThePipelineAndNamesThatComeAgainAreNumbered() throws IOException {
    assertThat(written(LOAD + ", dict(type='Resize', scale=(96, 96))", Mode.TRANSFORMED, 5))
        .containsExactly("000001.jpg", "000001_2.jpg", "000002.jpg", "000003.jpg", "000004.jpg");
    try (Image picture = picture("000001.jpg");
        Image plain = ImageFiles.read(folder.resolve("shapes/train/000001.jpg"))) {
      assertThat(picture.width()).isEqualTo(96);
      assertThat(plain.width()).isEqualTo(64);
    }
  }

  @Test
  void theOriginalStandsOnTheLeft() throws IOException {
    written(LOAD + ", dict(type='Resize', scale=(96, 96))", Mode.CONCAT, 1);
    try (Image picture = picture("000001.jpg")) {
      assertThat(picture.width()).isEqualTo(160);
      assertThat(picture.height()).isEqualTo(96);
    }
  }

  @Test
  void originalsAreOfTheFilesSize() throws IOException {
    written(LOAD + ", dict(type='Resize', scale=(96, 96))", Mode.ORIGINAL, 1);
    try (Image picture = picture("000001.jpg")) {
      assertThat(picture.width()).isEqualTo(64);
    }
  }

  @Test
  void imagesThatWereNormalizedAreMadeVisible() throws IOException {
    written(
        LOAD + ", dict(type='Normalize', mean=[128, 128, 128], std=[60, 60, 60], to_rgb=False)",
        Mode.TRANSFORMED,
        1);
    try (Image picture = picture("000001.jpg")) {
      int least = 255;
      int greatest = 0;
      for (byte value : picture.toBytes()) {
        least = Math.min(least, value & 0xFF);
        greatest = Math.max(greatest, value & 0xFF);
      }
      assertThat(least).isLessThan(30);
      assertThat(greatest).isGreaterThan(225);
    }
  }

  @Test
  void pipelineWithoutAnnotationsIsDrawnWithoutBoxes() throws IOException {
    assertThat(written("dict(type='LoadImageFromFile')", Mode.TRANSFORMED, 99)).hasSize(8);
  }

  @Test
  void otherSeedsGiveOtherPicturesAndTheSameSeedTheSame() throws IOException {
    String steps = LOAD + ", dict(type='YOLOXHSVRandomAug', hue_delta=90)";
    for (String name : List.of("one", "two", "other")) {
      try (DatasetBrowser browser =
          browser(steps, Mode.TRANSFORMED, name.equals("other") ? 1 : 0)) {
        browser.write(folder.resolve(name), 2, index -> {});
      }
    }
    Path one = folder.resolve("one/000002.jpg");
    assertThat(one).hasSameBinaryContentAs(folder.resolve("two/000002.jpg"));
    assertThat(Files.mismatch(one, folder.resolve("other/000002.jpg"))).isNotEqualTo(-1);
  }

  @Test
  void configWithoutTheLoaderIsRefused() throws IOException {
    Path config = Files.writeString(folder.resolve("config.py"), "x = 1");
    assertThatThrownBy(
            () ->
                DatasetBrowser.of(
                    Registry.load(),
                    ConfigFile.load(config).root(),
                    "train_dataloader",
                    Mode.TRANSFORMED,
                    0))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("the config has no train_dataloader with a dataset");
  }
}
