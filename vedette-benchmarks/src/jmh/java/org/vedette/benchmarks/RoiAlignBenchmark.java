package org.vedette.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.vedette.core.roi.RoiExtractor;
import org.vedette.core.roi.Rois;
import org.vedette.tensor.GradMode;
import org.vedette.tensor.TensorScope;

/** RoIAlign over a pyramid of four levels through {@code SingleRoIExtractor}, 7x7 bins. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RoiAlignBenchmark extends TensorState {
  private static final int[] STRIDES = {4, 8, 16, 32};

  /** 1000 in inference, 512 in training. */
  @Param({"512", "1000"})
  int regions;

  @Param("256")
  int channels;

  @Param("800")
  int height;

  @Param("1344")
  int width;

  private RoiExtractor extractor;
  private List<Tensor> maps;
  private Rois rois;

  @Override
  void make() {
    extractor =
        Inputs.component(
            RoiExtractor.class,
            "dict(type='SingleRoIExtractor', featmap_strides=[4, 8, 16, 32], out_channels="
                + channels
                + ", roi_layer=dict(type='RoIAlign', output_size=7, sampling_ratio=0))");
    maps = new ArrayList<>();
    for (int stride : STRIDES) {
      maps.add(Inputs.map(channels, height / stride, width / stride, stride));
    }
    rois = Rois.of(List.of(Inputs.boxes(regions, height, width, 0)));
  }

  /** Cuts the regions out. */
  @Benchmark
  public long forward() {
    try (TensorScope scope = TensorScope.open();
        GradMode off = GradMode.off()) {
      return extractor.forward(maps, rois).numel();
    }
  }

  /** Cuts the regions out and brings gradients back to the maps. */
  @Benchmark
  public long forwardAndBackward() {
    try (TensorScope scope = TensorScope.open()) {
      List<Tensor> leaves = maps.stream().map(map -> map.detach().requires_grad_(true)).toList();
      Tensor cut = extractor.forward(leaves, rois);
      cut.square().sum().backward();
      return leaves.get(0).grad().numel();
    }
  }
}
