package org.vedette.tensor.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vedette.tensor.DType;
import org.vedette.tensor.Layer;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;

class BareConvsTest {
  private static final class Model extends Layer {
    private final TensorLayer backbone = child("backbone", new Conv2d(shape(), false));
    private final Second second = child("roi_head", new Second());

    private static Conv2d.Shape shape() {
      return Conv2d.Shape.of(3, 8, 3).stride(2).padding(1);
    }

    void forward() {
      Tensor map = backbone.forward(Tensors.filled(DType.FLOAT32, 1, 2, 3, 16, 12));
      second.box.forward(map.flatten(1, 3));
    }
  }

  private static final class Second extends Layer {
    private final Linear box = child("bbox_head", new Linear(8 * 8 * 6, 4, true));
  }

  private TensorScope scope;

  @BeforeEach
  void open() {
    scope = TensorScope.open();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void whatRanIsTimedByPartOfTheModelForwardAndWithGradients() {
    Model model = new Model();
    BareConvs convs = BareConvs.open();
    try (convs) {
      model.forward();
    }
    model.forward();

    for (boolean backward : new boolean[] {false, true}) {
      Map<String, Double> millis = convs.run(backward);
      assertThat(millis.keySet()).containsExactly("backbone", "roi_head.bbox_head");
      assertThat(millis.values()).allSatisfy(time -> assertThat(time).isPositive());
    }
    assertThat(model.backbone.ownParameters().get("weight").grad()).isNull();
  }
}
