package org.vedette.data.transform.corrupt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageOps;
import org.vedette.data.transform.Samples;

class CorruptTest {
  private static Sample plain(double value) {
    return Sample.of(ImageOps.filled(64, 96, 3, false, new double[] {value, value, value}));
  }

  private static int[] corrupted(String corruption, int severity, Sample sample, long seed) {
    String literal =
        "dict(type='Corrupt', corruption='%s', severity=%d)".formatted(corruption, severity);
    try (Sample changed = Nodes.transform(literal).apply(sample, RandomSource.at(seed))) {
      assertThat(changed.image().height()).isEqualTo(64);
      assertThat(changed.image().channels()).isEqualTo(3);
      return Samples.values(changed);
    }
  }

  /** The left half is black, the right half white. */
  private static Sample halves() {
    Sample sample = plain(0);
    ImageOps.fill(sample.image(), 48, 0, 96, 64, new double[] {255, 255, 255});
    return sample;
  }

  private static double mean(int[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Corruption.class)
  void theSameNumbersGiveTheSameImageAtEachSeverity(Corruption corruption) {
    String name = corruption.name().toLowerCase(Locale.ROOT);
    for (int severity = 1; severity <= 5; severity++) {
      int[] once = corrupted(name, severity, halves(), 7);
      assertThat(corrupted(name, severity, halves(), 7)).isEqualTo(once);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "DEFOCUS_BLUR",
        "GLASS_BLUR",
        "MOTION_BLUR",
        "ZOOM_BLUR",
        "ELASTIC_TRANSFORM",
        "PIXELATE",
        "CONTRAST"
      })
  void aPlainImageStaysPlain(Corruption corruption) {
    String name = corruption.name().toLowerCase(Locale.ROOT);
    for (int value : corrupted(name, 3, plain(100), 1)) {
      assertThat(value).isBetween(99, 101);
    }
  }

  @Test
  void gaussianNoiseHasItsDeviation() {
    int[] noisy = corrupted("gaussian_noise", 1, plain(128), 1);
    double squares = Arrays.stream(noisy).mapToDouble(v -> (v - 127.5) * (v - 127.5)).sum();
    assertThat(mean(noisy)).isCloseTo(127.5, within(0.5));
    assertThat(Math.sqrt(squares / noisy.length)).isCloseTo(0.08 * 255, within(0.5));
  }

  @Test
  void shotNoiseCountsPhotons() {
    int[] noisy = corrupted("shot_noise", 5, plain(85), 1);
    // A third of three photons: 0, 1, 2 or more of thirds, of mean 1 before they are cut at 3.
    assertThat(Arrays.stream(noisy).distinct().sorted()).containsExactly(0, 85, 170, 255);
    assertThat(mean(noisy)).isCloseTo(83, within(1.5));
  }

  @Test
  void impulseNoiseMakesItsShareBlackOrWhite() {
    int[] noisy = corrupted("impulse_noise", 5, plain(100), 1);
    double black = Arrays.stream(noisy).filter(v -> v == 0).count() / (double) noisy.length;
    double white = Arrays.stream(noisy).filter(v -> v == 255).count() / (double) noisy.length;
    assertThat(black).isCloseTo(0.135, within(0.01));
    assertThat(white).isCloseTo(0.135, within(0.01));
  }

  @Test
  void contrastGoesToTheMean() {
    int[] values = corrupted("contrast", 1, halves(), 0);
    // 0.5 - 0.5 * 0.4 = 0.3 and 0.7.
    assertThat(values[0]).isEqualTo(76);
    assertThat(values[values.length - 1]).isEqualTo(178);
  }

  @Test
  void brightnessKeepsHueAndSaturation() {
    Sample sample = Sample.of(ImageOps.filled(64, 96, 3, false, new double[] {51, 102, 0}));
    int[] values = corrupted("brightness", 4, sample, 0);
    // From 0.4 to 0.8.
    assertThat(Arrays.copyOf(values, 3)).containsExactly(102, 204, 0);
    assertThat(corrupted("brightness", 4, plain(0), 0)[0]).isEqualTo(102);
    assertThat(corrupted("brightness", 4, plain(250), 0)[0]).isEqualTo(255);
  }

  @Test
  void jpegLeavesFewLevels() {
    int[] values = corrupted("jpeg_compression", 5, plain(100), 0);
    assertThat(Arrays.stream(values).distinct().count()).isEqualTo(1);
    assertThat(values[0]).isBetween(90, 110);
    // The edge rings.
    int[] ringing = corrupted("jpeg_compression", 5, halves(), 0);
    assertThat(Arrays.stream(ringing).distinct().count()).isLessThan(200);
  }

  @Test
  void pixelateTakesMeansOfBlocks() {
    Sample sample = plain(0);
    ImageOps.fill(sample.image(), 0, 0, 1, 2, new double[] {200, 200, 200});
    int[] values = corrupted("pixelate", 2, sample, 0);
    assertThat(values[0]).isEqualTo(100);
    assertThat(values[3]).isEqualTo(100);
    assertThat(values[(96 + 1) * 3]).isEqualTo(100);
    assertThat(values[6]).isZero();
  }

  @Test
  void weatherIsBrighterOnDarkImages() {
    for (String name : new String[] {"snow", "frost"}) {
      assertThat(mean(corrupted(name, 3, plain(40), 3))).isGreaterThan(50);
    }
    // (0.5 + 1.5 * cloud) * 0.5 / 2, of a cloud from 0 to 1.
    int[] fog = corrupted("fog", 1, plain(127.5), 3);
    assertThat(Arrays.stream(fog).min().orElseThrow()).isGreaterThanOrEqualTo(32);
    assertThat(Arrays.stream(fog).max().orElseThrow()).isLessThanOrEqualTo(128);
  }

  @Test
  void blursMixTheHalves() {
    for (String name : new String[] {"defocus_blur", "zoom_blur", "glass_blur"}) {
      int[] values = corrupted(name, 3, halves(), 2);
      assertThat(values[(32 * 96 + 47) * 3]).as(name).isBetween(1, 254);
      assertThat(values[(32 * 96 + 2) * 3]).as(name).isZero();
    }
  }

  @Test
  void greyAndFloatImagesBecomeBytesOfThreeChannels() {
    Sample grey = Sample.of(ImageOps.filled(64, 96, 1, true, new double[] {100.9}));
    assertThat(corrupted("pixelate", 1, grey, 0)).containsOnly(100);
  }

  @Test
  void smallImagesAndOtherSeveritiesAreRefused() {
    try (Sample small = Samples.grey(1, 2, 0, 0)) {
      assertThatThrownBy(() -> corrupted("fog", 1, small, 0))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("32 x 32");
    }
    assertThatThrownBy(() -> Nodes.transform("dict(type='Corrupt', corruption='fog', severity=6)"))
        .hasMessageContaining("from 1 to 5");
    assertThatThrownBy(() -> Nodes.transform("dict(type='Corrupt', corruption='fogg')"))
        .hasMessageContaining("'fog'");
  }

  @Test
  void anImageIsLeftAlone() {
    try (Image image = ImageOps.filled(32, 32, 3, false, new double[] {9, 9, 9});
        Image changed = Corruption.CONTRAST.apply(image, 1, RandomSource.at(0))) {
      assertThat(changed).isNotSameAs(image);
      assertThat(image.toBytes()).containsOnly(9);
    }
  }
}
