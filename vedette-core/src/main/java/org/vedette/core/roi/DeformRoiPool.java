package org.vedette.core.roi;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.tensor.DType;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Init;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;
import org.vedette.tensor.layers.Linear;
import org.vedette.tensor.layers.Relu;
import org.vedette.tensor.layers.Sequential;

/**
 * RoIAlign whose bins are moved by offsets that a small network finds from the unmoved bins (Dai et
 * al. 2017). It starts with offsets of zero. Child: {@code offset_fc}.
 */
abstract class DeformRoiPool extends Layer implements RoiLayer {
  /**
   * Settings.
   *
   * @param output_size rows and columns of the output; one number for both
   * @param output_channels channels of the maps
   * @param deform_fc_channels numbers inside the network that finds the offsets
   * @param spatial_scale cells per pixel; the extractor's strides say it
   * @param sampling_ratio points of each bin along each axis; 0 or less for one per cell it covers
   * @param gamma the share of a region's size by which an offset of one moves a bin
   */
  public record Settings(
      OneOrMany<Integer> output_size,
      int output_channels,
      @Default("1024") int deform_fc_channels,
      @Default("1.0") double spatial_scale,
      @Default("0") int sampling_ratio,
      @Default("0.1") double gamma) {
    /** Checks the output's size. */
    public Settings {
      RoiAlign.requirePositive(output_size);
    }

    private int bins() {
      return output_size.repeated(2).get(0) * output_size.repeated(2).get(1);
    }
  }

  private final Settings settings;
  private final RoiAlign unmoved;
  private final Sequential offsets;

  DeformRoiPool(Settings settings) {
    this.settings = settings;
    unmoved =
        new RoiAlign(
            new RoiAlign.Config(
                settings.output_size(),
                settings.spatial_scale(),
                settings.sampling_ratio(),
                RoiAlign.PoolMode.AVG,
                true,
                false));
    int inner = settings.deform_fc_channels();
    Linear last = zero(new Linear(inner, 2 * settings.bins(), true));
    offsets =
        child(
            "offset_fc",
            new Sequential(firstLinear(), relu(), new Linear(inner, inner, true), relu(), last));
  }

  /** From all numbers of a region's bins to those inside a network. */
  final Linear firstLinear() {
    int in = settings.bins() * settings.output_channels();
    return new Linear(in, settings.deform_fc_channels(), true);
  }

  static Relu relu() {
    return new Relu(new Relu.Config(true));
  }

  static Linear zero(Linear linear) {
    Init.constant(linear.weight(), 0);
    Init.constant(linear.bias(), 0);
    return linear;
  }

  final Settings settings() {
    return settings;
  }

  /** What the moved bins are multiplied by, (R, 1, height, width), or null for nothing. */
  abstract Tensor mask(Tensor flatBins);

  @Override
  public final int height() {
    return unmoved.height();
  }

  @Override
  public final int width() {
    return unmoved.width();
  }

  @Override
  public final Tensor forward(List<Tensor> levels, double[] scales, float[] rois, int[] levelOf) {
    Tensor bins = unmoved.forward(levels, scales, rois, levelOf);
    if (levelOf.length == 0) {
      return bins;
    }
    try {
      Tensor flat = bins.reshape(levelOf.length, -1);
      Tensor moves = Ops.to(offsets.forward(flat), DType.FLOAT32);
      float[] numbers = Tensors.toFloats(moves);
      Tensor moved =
          new RegionsByLevel(levelOf, levels.size())
              .cut(
                  (level, chosen) ->
                      cut(
                          levels.get(level),
                          points(levels.get(level), (float) scales[level], rois, chosen, numbers),
                          Ops.rows(moves, Ops.toDeviceOf(indices(chosen), moves))));
      Tensor output = moved.view(levelOf.length, height(), width(), -1).permute(0, 3, 1, 2);
      Tensor mask = mask(flat);
      return mask == null ? output : output.mul(mask);
    } catch (RuntimeException e) {
      throw failed(e, levels);
    }
  }

  private static Tensor indices(int[] values) {
    return Tensors.ofIndices(values, values.length);
  }

  private DeformedPoints points(
      Tensor map, float scale, float[] rois, int[] chosen, float[] moves) {
    DeformedPoints points =
        new DeformedPoints(this, chosen.length, (int) map.size(2), (int) map.size(3));
    for (int region : chosen) {
      points.add(rois, region * 5, scale, moves, region * 2 * settings.bins());
    }
    points.trim();
    return points;
  }

  /** The moved bins of some regions, (k, height * width * C); moves (k, 2 * height * width). */
  private Tensor cut(Tensor map, DeformedPoints points, Tensor moves) {
    Tensor table = map.permute(0, 2, 3, 1).contiguous().view(-1, map.size(1));
    Tensor weights = beside(points.weights, table);
    if (moves.requires_grad()) {
      weights = weights.add(changes(points, moves));
    }
    Tensor bins =
        Functional.embeddingBagSum(
            table,
            Ops.toDeviceOf(Tensors.of(points.cells, points.cells.length), table),
            Ops.toDeviceOf(Tensors.of(points.offsets, points.offsets.length), table),
            Ops.to(weights, DType.of(table)));
    return bins.view(moves.size(0), -1);
  }

  /** Zero, with the gradients of the weights in the moves. */
  private Tensor changes(DeformedPoints points, Tensor moves) {
    Tensor still = moves.sub(moves.detach()).view(moves.size(0), 2, -1);
    Tensor bagOf = Ops.toDeviceOf(indices(points.bagOf), moves);
    Tensor x = Ops.rows(still.select(1, 0).reshape(-1), bagOf);
    Tensor y = Ops.rows(still.select(1, 1).reshape(-1), bagOf);
    return x.mul(beside(points.perX, moves)).add(y.mul(beside(points.perY, moves)));
  }

  private static Tensor beside(float[] values, Tensor like) {
    return Ops.toDeviceOf(Tensors.of(values, values.length), like);
  }
}
