package org.vedette.tensor.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vedette.base.pickle.PyBytes;
import org.vedette.base.pickle.PyDict;
import org.vedette.base.pickle.PyList;
import org.vedette.base.pickle.PyObject;
import org.vedette.base.pickle.PySet;
import org.vedette.base.pickle.PyTuple;

/** Compares what was read with the reference's description of it, every value exactly. */
final class ExpectedContent {
  private ExpectedContent() {}

  static void check(String path, Object actual, Object expected) {
    if (!(expected instanceof Map<?, ?> description)) {
      checkScalar(path, actual, expected);
    } else if (description.containsKey("tensor")) {
      checkTensor(path, (HostTensor) actual, description, "tensor");
      assertThat(((HostTensor) actual).isParameter())
          .as(path)
          .isEqualTo(description.containsKey("parameter"));
      if (description.containsKey("requires_grad")) {
        assertThat(((HostTensor) actual).requiresGrad())
            .as(path)
            .isEqualTo(description.get("requires_grad"));
      }
    } else if (description.containsKey("ndarray")) {
      assertThat(((NumpyArray) actual).isScalar()).as(path).isFalse();
      checkTensor(path, ((NumpyArray) actual).tensor().orElseThrow(), description, "ndarray");
    } else if (description.containsKey("npscalar")) {
      HostTensor scalar = ((NumpyArray) actual).tensor().orElseThrow();
      assertThat(((NumpyArray) actual).isScalar()).as(path).isTrue();
      assertThat(scalar.type().toString()).as(path).isEqualTo(description.get("npscalar"));
      assertThat(values(scalar)).as(path).containsExactly(number(description.get("value")));
    } else {
      checkContainer(path, actual, description);
    }
  }

  private static void checkContainer(String path, Object actual, Map<?, ?> description) {
    if (description.containsKey("dict")) {
      assertThat(actual).as(path).isInstanceOf(PyDict.class);
      assertThat(((PyDict) actual).type().simpleName()).isEqualTo(description.get("dict"));
      checkItems(path, (PyDict) actual, (List<?>) description.get("items"));
    } else if (description.containsKey("list")) {
      assertThat(actual).as(path).isInstanceOf(PyList.class);
      checkElements(path, (List<?>) actual, description.get("list"));
    } else if (description.containsKey("tuple")) {
      assertThat(actual).as(path).isInstanceOf(PyTuple.class);
      checkElements(path, (List<?>) actual, description.get("tuple"));
    } else if (description.containsKey("set")) {
      checkElements(path, new ArrayList<>((PySet) actual), description.get("set"));
    } else {
      assertThat(description.containsKey("other")).as(path + " " + description).isTrue();
      assertThat(pythonType(actual)).as(path).isEqualTo(description.get("other"));
    }
  }

  private static String pythonType(Object value) {
    if (value instanceof PyBytes) {
      return "builtins.bytes";
    }
    return value instanceof PyObject object ? object.type().toString() : String.valueOf(value);
  }

  private static void checkItems(String path, PyDict actual, List<?> expected) {
    assertThat(actual).as(path).hasSize(expected.size());
    int i = 0;
    for (Map.Entry<Object, Object> entry : actual.entrySet()) {
      List<?> pair = (List<?>) expected.get(i++);
      check(path + ": key " + i, entry.getKey(), pair.get(0));
      check(path + "." + entry.getKey(), entry.getValue(), pair.get(1));
    }
  }

  private static void checkElements(String path, List<?> actual, Object expected) {
    List<?> list = (List<?>) expected;
    assertThat(actual).as(path).hasSize(list.size());
    for (int i = 0; i < list.size(); i++) {
      check(path + "[" + i + "]", actual.get(i), list.get(i));
    }
  }

  private static void checkScalar(String path, Object actual, Object expected) {
    if (expected instanceof Integer number) {
      assertThat(actual).as(path).isEqualTo(number.longValue());
    } else if (expected instanceof List<?> list) {
      checkElements(path, (List<?>) actual, list);
    } else {
      assertThat(actual).as(path).isEqualTo(expected);
    }
  }

  private static void checkTensor(
      String path, HostTensor actual, Map<?, ?> description, String typeKey) {
    assertThat(actual.type().toString()).as(path).isEqualTo(description.get(typeKey));
    long[] shape =
        ((List<?>) description.get("shape"))
            .stream().mapToLong(d -> ((Number) d).longValue()).toArray();
    assertThat(actual.shape()).as(path).isEqualTo(shape);
    double[] expected =
        ((List<?>) description.get("values"))
            .stream().mapToDouble(ExpectedContent::number).toArray();
    double[] values = values(actual);
    // Bits, so that -0 and NaN count.
    assertThat(Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray())
        .as(path)
        .isEqualTo(Arrays.stream(expected).mapToLong(Double::doubleToLongBits).toArray());
  }

  static double[] values(HostTensor tensor) {
    ByteBuffer data = tensor.data();
    assertThat(data.isDirect()).isTrue();
    assertThat(data.remaining()).isEqualTo((int) tensor.byteSize());
    double[] values = new double[(int) tensor.numel()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.type().read(data, i * tensor.type().bytes());
    }
    return values;
  }

  private static double number(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof String text) {
      return switch (text) {
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        case "nan" -> Double.NaN;
        default -> Double.parseDouble(text);
      };
    }
    return ((Number) value).doubleValue();
  }
}
