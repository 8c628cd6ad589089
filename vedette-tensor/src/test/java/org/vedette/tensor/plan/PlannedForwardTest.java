package org.vedette.tensor.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.config.component.CodeSpec;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.InPlace;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorScope;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.BareConvs;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;
import org.vedette.tensor.layers.Fusible;
import org.vedette.tensor.layers.Silu;

/** Plans give what the layers give, and are only made where they do. */
class PlannedForwardTest {
  /** A network with every operation that a plan knows: two levels, joined, added and enlarged. */
  private static final class Net extends Layer {
    private final Conv2d stem;
    private final ConvModule depthwise;
    private final ConvModule left;
    private final ConvModule right;
    private final ConvModule down;
    private final Conv2d before;
    private final Conv2d last;

    Net(int channels) {
      Silu.Config settings = new Silu.Config(true);
      ConvStyle style =
          new ConvStyle(
              null, null, new CodeSpec<>("SiLU", Silu.class, settings, () -> new Silu(settings)));
      stem = child("stem", new Conv2d(Conv2d.Shape.of(12, channels, 3).padding(1), true));
      depthwise =
          child(
              "depthwise",
              new ConvModule(
                  Conv2d.Shape.of(channels, channels, 3).padding(1).groups(channels), style));
      left = child("left", new ConvModule(Conv2d.Shape.of(channels, channels, 1), style));
      right = child("right", new ConvModule(Conv2d.Shape.of(channels, channels, 1), style));
      down =
          child(
              "down",
              new ConvModule(
                  Conv2d.Shape.of(2 * channels, channels, 3).stride(2).padding(1), style));
      before = child("before", new Conv2d(Conv2d.Shape.of(channels, channels, 1), true));
      last = child("last", new Conv2d(Conv2d.Shape.of(2 * channels, 5, 1), false));
    }

    List<Tensor> forward(Tensor images) {
      Tensor map = depthwise.forward(stem.forward(Ops.quarters(images)));
      Tensor both = Ops.cat(List.of(Ops.add(left.forward(map), map), right.forward(map)), 1);
      Tensor shrunk = down.forward(both);
      Tensor inPlace = InPlace.addRectified(before.forward(shrunk), shrunk);
      Tensor pooled = Functional.maxPool2d(inPlace, 5, 1, 2, false);
      Tensor weights = Functional.hardsigmoid(before.forward(Functional.globalAvgPool(pooled)));
      pooled = Ops.mul(Ops.exp(Ops.scaleChannels(pooled, weights)), 0.5);
      Tensor coarse = Ops.relu(Ops.addRectified(pooled, before.forward(inPlace)));
      Tensor fine = Functional.upsampleNearest(coarse, map.size(2), map.size(3));
      return List.of(last.forward(Ops.cat(List.of(fine, map), 1)), coarse);
    }
  }

  private TensorScope scope;
  private GradMode off;

  @BeforeEach
  void openScope() {
    scope = TensorScope.open();
    off = GradMode.off();
  }

  @AfterEach
  void closeScope() {
    off.close();
    scope.close();
  }

  private static Net fused(int channels) {
    Net net = new Net(channels);
    net.train(false);
    net.channelsLast();
    net.find(Fusible.class).forEach(Fusible::fuse);
    return net;
  }

  private static Tensor images(long count, long size, int seed) {
    float[] values = new float[(int) (count * 3 * size * size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i * 0.37 + seed);
    }
    return Tensors.of(values, count, 3, size, size);
  }

  private static List<Tensor> run(PlannedForward planned, Net net, Tensor images) {
    return planned.run(List.of(images), outputs -> outputs, () -> net.forward(images));
  }

  private static void assertNear(List<Tensor> got, List<Tensor> expected) {
    assertThat(got).hasSameSizeAs(expected);
    for (int i = 0; i < got.size(); i++) {
      assertThat(Tensors.shape(got.get(i))).isEqualTo(Tensors.shape(expected.get(i)));
      float[] ours = Tensors.toFloats(got.get(i));
      float[] theirs = Tensors.toFloats(expected.get(i));
      for (int k = 0; k < ours.length; k++) {
        assertThat(ours[k]).isCloseTo(theirs[k], within(1e-5f));
      }
    }
  }

  @ParameterizedTest(name = "{0} channels, {1} images of {2} pixels, channels last: {3}")
  @CsvSource({
    "16, 1, 32, false",
    "32, 1, 48, true",
    "16, 3, 32, true",
    "24, 2, 32, false",
    "5, 1, 24, true"
  })
  void planGivesWhatTheLayersGive(int channels, long count, long size, boolean channelsLast) {
    Net net = fused(channels);
    PlannedForward planned = new PlannedForward("net");
    for (int seed = 0; seed < 5; seed++) {
      Tensor plain = images(count, size, seed);
      Tensor images = channelsLast ? Ops.channelsLast(plain) : plain;
      List<Tensor> expected = net.forward(images);
      assertNear(run(planned, net, images), expected);
      assertThat(planned.isPlanned(List.of(images))).isTrue();
    }
  }

  /** oneDNN rounds the nearest cell otherwise than PyTorch where the factor is not whole. */
  @Test
  void planThatWouldGiveOtherNumbersIsNotUsed() {
    Net net = fused(16);
    PlannedForward planned = new PlannedForward("net");
    Tensor images = images(1, 26, 1);
    for (int i = 0; i < 4; i++) {
      assertNear(run(planned, net, images), net.forward(images));
    }
    assertThat(planned.isPlanned(List.of(images))).isFalse();
  }

  @Test
  void networkThatIsProvenIsPlannedForOtherSizesWhereTheyCanBe() {
    Net net = fused(16);
    PlannedForward planned = new PlannedForward("net");
    for (long size : new long[] {32, 40, 26, 64, 27}) {
      Tensor images = images(2, size - size % 2, (int) size);
      assertNear(run(planned, net, images), net.forward(images));
      assertThat(planned.isPlanned(List.of(images))).as("size " + size).isEqualTo(size % 4 == 0);
    }
  }

  @Test
  void otherNetworkUnderTheSameNameIsProvenOnItsOwn() {
    Net net = fused(16);
    Net other = fused(16);
    PlannedForward planned = new PlannedForward("net");
    assertNear(run(planned, net, images(1, 32, 1)), net.forward(images(1, 32, 1)));
    Tensor images = images(1, 48, 2);
    assertNear(run(planned, other, images), other.forward(images));
    assertThat(planned.isPlanned(List.of(images))).isTrue();
  }

  /** On a map of one value all ways to round look alike. */
  @Test
  void factorThatIsNotWholeIsNotPlannedWhateverTheFirstImageShows() {
    PlannedForward planned = new PlannedForward("net");
    Tensor blank = Tensors.zeros(DType.FLOAT32, 1, 16, 5, 5);
    planned.run(
        List.of(blank), maps -> maps, () -> List.of(Functional.upsampleNearest(blank, 8, 8)));
    assertThat(planned.isPlanned(List.of(blank))).isFalse();
  }

  @Test
  void quartersThatOtherThanAConvolutionReadsAreNotPlanned() {
    PlannedForward planned = new PlannedForward("net");
    Tensor images = images(1, 16, 1);
    for (int i = 0; i < 3; i++) {
      List<Tensor> pooled =
          planned.run(
              List.of(images),
              maps -> maps,
              () -> List.of(Functional.maxPool2d(Ops.quarters(images), 3, 1, 1, false)));
      assertNear(pooled, List.of(Functional.maxPool2d(Ops.quarters(images), 3, 1, 1, false)));
    }
    assertThat(planned.isPlanned(List.of(images))).isFalse();
  }

  /** The working memory of some of oneDNN's convolutions belongs to the thread that made them. */
  @Test
  void planRunsOnOtherThreadsThanTheOneThatMadeIt() throws Exception {
    Conv2d conv = new Conv2d(Conv2d.Shape.of(3, 18, 3).padding(1).groups(3), true);
    PlannedForward planned = new PlannedForward("net");
    Callable<Void> run =
        () -> {
          try (TensorScope own = TensorScope.open();
              GradMode without = GradMode.off()) {
            Tensor images = images(2, 32, 5);
            List<Tensor> got =
                planned.run(List.of(images), maps -> maps, () -> List.of(conv.forward(images)));
            assertNear(got, List.of(conv.forward(images)));
            assertThat(planned.isPlanned(List.of(images))).isTrue();
          }
          return null;
        };
    run.call();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      other.submit(run).get();
    } finally {
      other.shutdown();
    }
    run.call();
  }

  @Test
  void imagesOfManySizesTakeTurns() {
    Net net = fused(16);
    PlannedForward planned = new PlannedForward("net");
    for (int turn = 0; turn < 3; turn++) {
      for (long size = 16; size <= 64; size += 8) {
        Tensor images = images(1, size, turn);
        assertNear(run(planned, net, images), net.forward(images));
      }
    }
  }

  @Test
  void operationThatNoPlanKnowsLeavesThePassAsItIs() {
    Net net = fused(16);
    PlannedForward planned = new PlannedForward("net");
    Tensor images = images(1, 32, 1);
    for (int i = 0; i < 4; i++) {
      List<Tensor> outputs =
          planned.run(
              List.of(images),
              all -> all,
              () -> net.forward(images).stream().map(map -> map.mul(map)).toList());
      assertNear(outputs, net.forward(images).stream().map(map -> map.mul(map)).toList());
    }
    assertThat(planned.isPlanned(List.of(images))).isFalse();
  }

  @Test
  void mapThatIsChangedInPlaceByAnUnknownOperationIsNoticed() {
    Net net = fused(16);
    PlannedForward planned = new PlannedForward("net");
    Tensor images = images(1, 32, 1);
    for (int i = 0; i < 4; i++) {
      List<Tensor> outputs =
          planned.run(List.of(images), all -> all, () -> doubled(net.forward(images)));
      assertNear(outputs, doubled(net.forward(images)));
    }
    assertThat(planned.isPlanned(List.of(images))).isFalse();
  }

  private static List<Tensor> doubled(List<Tensor> maps) {
    List<Tensor> same = new ArrayList<>(maps);
    same.forEach(map -> map.add_(map));
    return same;
  }

  @Test
  void sameInputGivesTheSameNumbersEachTime() {
    Net net = fused(16);
    PlannedForward planned = new PlannedForward("net");
    Tensor images = images(1, 32, 3);
    float[] first = Tensors.toFloats(run(planned, net, images).get(0));
    for (int i = 0; i < 3; i++) {
      assertThat(Tensors.toFloats(run(planned, net, images).get(0))).containsExactly(first);
    }
  }

  @Test
  void outputsOfOneRunOutliveTheNext() {
    Net net = fused(16);
    PlannedForward planned = new PlannedForward("net");
    List<Tensor> first = null;
    for (int i = 0; i < 3; i++) {
      first = run(planned, net, images(1, 32, 7));
    }
    run(planned, net, images(1, 32, 8));
    assertNear(first, net.forward(images(1, 32, 7)));
  }

  @Test
  void layersRunOnceWhileTheirConvolutionsAreNoted() {
    Net net = fused(16);
    PlannedForward planned = new PlannedForward("net");
    Tensor images = images(1, 32, 1);
    int[] passes = new int[1];
    try (BareConvs notes = BareConvs.open()) {
      planned.run(
          List.of(images),
          all -> all,
          () -> {
            passes[0]++;
            return net.forward(images);
          });
    }
    assertThat(passes[0]).isEqualTo(1);
    assertThat(planned.isPlanned(List.of(images))).isFalse();
  }

  @Test
  void doublePrecisionIsNotPlanned() {
    PlannedForward planned = new PlannedForward("net");
    Tensor images = Ops.to(images(1, 16, 1), DType.FLOAT64);
    for (int i = 0; i < 3; i++) {
      planned.run(List.of(images), List::of, () -> images.mul(images));
    }
    assertThat(planned.isPlanned(List.of(images))).isFalse();
  }
}
