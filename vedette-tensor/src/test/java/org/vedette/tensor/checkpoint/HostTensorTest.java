package org.vedette.tensor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.vedette.base.HalfFloats;

class HostTensorTest {
  private static Storage bytes(ByteOrder order, int... values) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(order);
    for (int value : values) {
      data.putInt(value);
    }
    return Storage.of(data.flip(), order);
  }

  private static double[] values(Storage storage, long[] shape, long[] strides, long offset) {
    return ExpectedContent.values(
        HostTensor.view(ElementType.INT32, shape, strides, offset, storage));
  }

  private static long[] of(long... sizes) {
    return sizes;
  }

  @Test
  void viewsComeOutRowMajor() {
    Storage storage = bytes(ByteOrder.LITTLE_ENDIAN, 0, 1, 2, 3, 4, 5);

    assertThat(values(storage, of(2, 3), of(3, 1), 0)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(values(storage, of(3, 2), of(1, 3), 0)).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(values(storage, of(2), of(2), 1)).containsExactly(1, 3);
    assertThat(values(storage, of(2, 2), of(1, 0), 4)).containsExactly(4, 4, 5, 5);
    assertThat(values(storage, of(2, 1, 2), of(2, 9, 1), 1)).containsExactly(1, 2, 3, 4);
    assertThat(values(storage, of(), of(), 5)).containsExactly(5);
    assertThat(values(storage, of(0, 3), of(3, 1), 0)).isEmpty();
  }

  @Test
  void bigEndianValuesAreTurned() {
    Storage storage = bytes(ByteOrder.BIG_ENDIAN, 1, 2, 3, 4);

    assertThat(values(storage, of(2, 2), of(2, 1), 0)).containsExactly(1, 2, 3, 4);
    assertThat(values(storage, of(2, 2), of(1, 2), 0)).containsExactly(1, 3, 2, 4);
  }

  @Test
  void complexElementsKeepTheirPartsTogether() {
    ByteBuffer data = HostTensor.allocate(32).putFloat(1).putFloat(2).putFloat(3).putFloat(4);
    data.putFloat(5).putFloat(6).putFloat(7).putFloat(8);
    Storage storage = Storage.of(data.flip(), ByteOrder.LITTLE_ENDIAN);
    HostTensor transposed = HostTensor.view(ElementType.COMPLEX64, of(2, 2), of(1, 2), 0, storage);

    ByteBuffer values = transposed.data();

    assertThat(values.getFloat(8)).isEqualTo(5);
    assertThat(values.getFloat(12)).isEqualTo(6);
    assertThat(values.getFloat(16)).isEqualTo(3);
  }

  @Test
  void viewsBeyondTheStorageAreRefused() {
    Storage storage = bytes(ByteOrder.LITTLE_ENDIAN, 0, 1, 2, 3);

    assertThatThrownBy(() -> values(storage, of(5), of(1), 0)).hasMessageContaining("byte 20");
    assertThatThrownBy(() -> values(storage, of(2), of(1), 3)).hasMessageContaining("byte 20");
    assertThatThrownBy(() -> values(storage, of(2), of(-1), 3)).hasMessageContaining("stride");
    assertThatThrownBy(() -> values(storage, of(-2), of(1), 0)).hasMessageContaining("size");
    assertThatThrownBy(() -> values(storage, of(1), of(1), -1)).hasMessageContaining("offset");
    assertThatThrownBy(() -> values(storage, of(2, 2), of(1L << 62, 1L << 62), 0))
        .hasMessageContaining("absurd");
    assertThatThrownBy(() -> values(storage, of(1L << 40, 1L << 40), of(0, 0), 0))
        .hasMessageContaining("absurd");
    assertThatThrownBy(() -> values(storage, of(1L << 30), of(0), 0))
        .hasMessageContaining("made from 16 bytes");
  }

  @Test
  void everyHalfConvertsBothWays() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = HalfFloats.toFloat((short) bits);
      boolean nan = (bits & 0x7c00) == 0x7c00 && (bits & 0x3ff) != 0;
      assertThat(Float.isNaN(value)).isEqualTo(nan);
      if (!nan) {
        assertThat(HalfFloats.fromFloat(value) & 0xffff).isEqualTo(bits);
      }
    }
  }

  @Test
  void halvesRoundToNearestEven() {
    assertThat(half(1 + 0x1p-11f)).isEqualTo(1);
    assertThat(half(1 + 3 * 0x1p-11f)).isEqualTo(1 + 2 * 0x1p-10f);
    assertThat(half(1 + 0x1.01p-11f)).isEqualTo(1 + 0x1p-10f);
    assertThat(half(65519)).isEqualTo(65504);
    assertThat(half(65520)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(half(0x1p-25f)).isZero();
    assertThat(half(0x1.8p-25f)).isEqualTo(0x1p-24f);
    assertThat(half(-0x1p-14f)).isEqualTo(-0x1p-14f);
    assertThat(half(Float.NaN)).isNaN();
    assertThat(Float.floatToRawIntBits(half(-0f))).isEqualTo(Float.floatToRawIntBits(-0f));
  }

  private static float half(float value) {
    return HalfFloats.toFloat(HalfFloats.fromFloat(value));
  }
}
