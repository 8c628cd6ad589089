package org.vedette.tensor.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Registry;
import org.vedette.config.component.Spec;
import org.vedette.tensor.Init;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Layer;
import org.vedette.tensor.NativeLibrary;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Param;
import org.vedette.tensor.PretrainedLoader;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.Linear;
import org.vedette.tensor.layers.Sequential;

class InitializerTest {
  private static final Binder BINDER = new Binder(Registry.load());
  private static final PretrainedLoader NO_CHECKPOINTS =
      (layer, checkpoint, prefix) -> {
        throw new AssertionError("nothing is to be loaded");
      };

  /**
   * What a component with initial weights has.
   *
   * @param init_cfg initial weights
   */
  record Keys(@Default("None") OneOrMany<Spec<Initializer>> init_cfg) {}

  /** A convolution, and two linear layers of which one lies in PyTorch's container. */
  private static final class Head extends Layer {
    final Conv2d conv = child("conv", new Conv2d(Conv2d.Shape.of(8, 16, 3), true));
    final Linear cls = child("cls", new Linear(8, 4, true));
    final Linear inner = new Linear(8, 4, true);

    Head(String initConfig) {
      child("list", new Sequential(inner));
      initBy(BINDER.bind(Keys.class, "dict(init_cfg=" + initConfig + ")").init_cfg());
    }
  }

  private static Head head(String initConfig) {
    NativeLibrary.load();
    Ops.manualSeed(0);
    return new Head(initConfig);
  }

  private static float[] values(Param param) {
    return Tensors.toFloats(param.get());
  }

  private static double deviation(Param param) {
    float[] values = values(param);
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum / values.length);
  }

  @Test
  void onlyTheNamedLayersAreInitialised() {
    Head head = head("dict(type='Constant', val=2, bias=3, layer='Conv2d')");
    float[] before = values(head.cls.weight());
    head.initWeights(NO_CHECKPOINTS);
    assertThat(values(head.conv.weight())).containsOnly(2);
    assertThat(values(head.conv.bias())).containsOnly(3);
    assertThat(values(head.cls.weight())).containsExactly(before);
  }

  @Test
  void namedLayersAreFoundBelowContainersToo() {
    Head head = head("[dict(type='Constant', val=2, layer=['Linear', 'Conv2d'])]");
    head.initWeights(NO_CHECKPOINTS);
    assertThat(values(head.inner.weight())).containsOnly(2);
    assertThat(values(head.conv.weight())).containsOnly(2);
  }

  @Test
  void anOverrideGoesOverTheRest() {
    Head head =
        head(
            "dict(type='Normal', layer='Linear', std=0.01, override=dict(type='Constant',"
                + " name='cls', val=1, bias_prob=0.01))");
    head.initWeights(NO_CHECKPOINTS);
    assertThat(values(head.cls.weight())).containsOnly(1);
    assertThat(values(head.cls.bias())[0]).isCloseTo(-4.59512f, within(1e-5f));
    assertThat(deviation(head.inner.weight())).isCloseTo(0.01, within(0.005));
  }

  @Test
  void anOverrideWithNothingButANameUsesTheParentsWay() {
    Head head = head("dict(type='Constant', val=5, override=dict(name='cls'))");
    float[] before = values(head.conv.weight());
    head.initWeights(NO_CHECKPOINTS);
    assertThat(values(head.cls.weight())).containsOnly(5);
    assertThat(values(head.conv.weight())).containsExactly(before);
  }

  @Test
  void anOverrideOfNoChildIsAnErrorThatListsTheChildren() {
    Head head = head("dict(type='Constant', val=5, override=dict(name='fc'))");
    assertThatThrownBy(() -> head.initWeights(NO_CHECKPOINTS))
        .hasMessageContaining("no child 'fc'")
        .hasMessageContaining("conv");
  }

  @Test
  void anOverrideWithKeysNeedsAType() {
    assertThatThrownBy(() -> head("dict(type='Constant', val=5, override=dict(name='a', val=1))"))
        .hasMessageContaining("expected 'type'");
  }

  @Test
  void checkpointsAreLoadedLast() {
    List<String> loaded = new ArrayList<>();
    Head head =
        head(
            "[dict(type='Pretrained', checkpoint='a.pth', prefix='backbone.'),"
                + " dict(type='Constant', val=2, layer='Conv2d')]");
    head.initWeights(
        (layer, checkpoint, prefix) ->
            loaded.add(prefix + checkpoint + values(head.conv.weight())[0]));
    assertThat(loaded).containsExactly("backbone.a.pth2.0");
  }

  @Test
  void deviationsFollowTheFans() {
    // Fan in 8 * 9, fan out 16 * 9.
    assertThat(deviation(initialised("type='Kaiming'"))).isCloseTo(Math.sqrt(2.0 / 144), near());
    assertThat(deviation(initialised("type='Kaiming', mode='fan_in', distribution='uniform'")))
        .isCloseTo(Math.sqrt(2.0 / 72), near());
    assertThat(deviation(initialised("type='Kaiming', a=1, nonlinearity='leaky_relu'")))
        .isCloseTo(Math.sqrt(1.0 / 144), near());
    assertThat(deviation(initialised("type='Xavier'"))).isCloseTo(Math.sqrt(2.0 / 216), near());
    assertThat(deviation(initialised("type='Caffe2Xavier'")))
        .isCloseTo(Math.sqrt(1.0 / 72), near());
    assertThat(deviation(initialised("type='Uniform', a=-1, b=1")))
        .isCloseTo(1 / Math.sqrt(3), within(0.02));
  }

  @Test
  void truncatedNormalStaysWithinItsBounds() {
    float[] values = values(initialised("type='TruncNormal', std=1, a=-0.5, b=1"));
    Arrays.sort(values);
    assertThat(values[0]).isBetween(-0.5f, -0.4f);
    assertThat(values[values.length - 1]).isBetween(0.9f, 1f);
  }

  @Test
  void withoutDrawingWeightsAreZero() {
    Linear linear = Init.withoutDrawing(() -> new Linear(3, 3, true));
    assertThat(values(linear.weight())).containsOnly(0);
  }

  private static Param initialised(String keys) {
    Head head = head("dict(" + keys + ", layer='Conv2d')");
    head.initWeights(NO_CHECKPOINTS);
    return head.conv.weight();
  }

  private static Offset<Double> near() {
    return within(0.006);
  }
}
