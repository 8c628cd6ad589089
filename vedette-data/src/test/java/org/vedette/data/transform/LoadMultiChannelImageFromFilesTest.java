package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.RandomSource;
import org.vedette.data.ImageRecord;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;

class LoadMultiChannelImageFromFilesTest {
  private static final String TYPE = "dict(type='LoadMultiChannelImageFromFiles'%s)";
  @TempDir private Path folder;

  private String file(String name, int height, int channels, int... values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) values[i];
    }
    Path file = folder.resolve(name);
    try (Image image = Image.of(pixels, height, values.length / height / channels, channels)) {
      ImageFiles.write(file, image);
    }
    return file.toString();
  }

  private static Sample load(String keys, String... files) {
    Sample sample = new Sample(ImageRecord.ofFile("x"));
    sample.channelPaths(List.of(files));
    return Nodes.transform(TYPE.formatted(keys)).apply(sample, RandomSource.at(0));
  }

  @Test
  void eachFileIsAChannel() {
    String first = file("a.png", 1, 1, 1, 2);
    String second = file("b.png", 1, 1, 3, 4);
    try (Sample sample = load("", first, second);
        Sample floats = load(", to_float32=True", first)) {
      assertThat(Samples.values(sample)).containsExactly(1, 3, 2, 4);
      assertThat(sample.oriWidth()).isEqualTo(2);
      assertThat(floats.image().toFloats()).containsExactly(1, 2);
    }
  }

  @Test
  void filesThatDoNotFitAreErrors() {
    String first = file("a.png", 1, 1, 1, 2);
    String higher = file("b.png", 2, 1, 3, 4);
    String coloured = file("c.png", 1, 3, 3, 4, 5);
    assertThatThrownBy(() -> load("", first, higher)).hasMessageContaining("1 x 2 pixels");
    assertThatThrownBy(() -> load("", coloured)).hasMessageContaining("one channel, got 3");
    assertThatThrownBy(() -> load("")).hasMessageContaining("use LoadImageFromFile");
  }
}
