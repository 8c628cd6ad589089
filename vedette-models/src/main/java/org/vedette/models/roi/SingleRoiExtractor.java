package org.vedette.models.roi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.roi.RoiExtractor;
import org.vedette.core.roi.RoiLayer;
import org.vedette.core.roi.Rois;
import org.vedette.core.task.Stride;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Ops;
import org.vedette.tensor.layers.LayerList;

/**
 * Cuts each region out of the one level that fits its size (FPN, Lin et al. 2017): level 0 up to
 * twice {@code finest_scale}, and one more with each doubling. Child: {@code roi_layers}, where
 * these have weights.
 */
@Component("SingleRoIExtractor")
public final class SingleRoiExtractor extends RoiExtractor {
  private static final float GUARD = 1e-6f;

  /**
   * Settings.
   *
   * @param roi_layer cuts regions out of a map
   * @param out_channels channels of the maps
   * @param featmap_strides pixels per cell of the levels that regions are cut from, finest first
   * @param finest_scale the side of a square that belongs to level 0, in pixels
   * @param init_cfg initial weights
   */
  public record Config(
      Spec<RoiLayer> roi_layer,
      int out_channels,
      List<Integer> featmap_strides,
      @Default("56") int finest_scale,
      @Default("None") OneOrMany<Spec<Initializer>> init_cfg) {
    /** Checks the sizes. */
    public Config {
      if (featmap_strides.isEmpty()) {
        throw new IllegalArgumentException(
            "featmap_strides: expected one stride or more, got none");
      }
      featmap_strides.forEach(Stride::square);
      if (finest_scale < 1) {
        throw new IllegalArgumentException("finest_scale must be positive, got " + finest_scale);
      }
    }
  }

  private final Config config;
  private final double[] scales;

  /** One layer for all levels where it has no weights, else one for each. */
  private final List<RoiLayer> layers = new ArrayList<>();

  /** An extractor with the given settings. */
  public SingleRoiExtractor(Config config) {
    this.config = config;
    initBy(config.init_cfg());
    scales = config.featmap_strides().stream().mapToDouble(stride -> 1.0 / stride).toArray();
    RoiLayer first = config.roi_layer().build();
    layers.add(first);
    if (first instanceof Layer withWeights) {
      LayerList<Layer> children = child("roi_layers", new LayerList<>());
      children.add(withWeights);
      for (int level = 1; level < scales.length; level++) {
        RoiLayer next = config.roi_layer().build();
        layers.add(next);
        children.add((Layer) next);
      }
    }
  }

  @Override
  public Tensor forward(List<Tensor> maps, Rois rois, Double scaleFactor) {
    if (maps.size() < scales.length) {
      throw failed(
          new IllegalArgumentException(
              "expected " + scales.length + " maps, one per stride, got " + maps.size()),
          maps);
    }
    List<Tensor> own = maps.subList(0, scales.length);
    if (scales.length == 1) {
      // One level is cut as it is, whatever the factor, as upstream does.
      return layers.get(0).forward(own, scales, rois.rows(), new int[rois.size()]);
    }
    int[] levelOf = levels(rois.rows());
    float[] rows = (scaleFactor == null ? rois : rois.scaled(scaleFactor)).rows();
    Tensor cut =
        layers.size() == 1
            ? layers.get(0).forward(own, scales, rows, levelOf)
            : levelByLevel(own, rows, levelOf);
    return withUnused(cut, own, levelOf);
  }

  /** The level of each region. */
  private int[] levels(float[] rows) {
    int[] levels = new int[rows.length / 5];
    for (int i = 0; i < levels.length; i++) {
      float width = rows[5 * i + 3] - rows[5 * i + 1];
      float height = rows[5 * i + 4] - rows[5 * i + 2];
      float side = (float) Math.sqrt(width * height);
      float doublings = (float) (Math.log(side / config.finest_scale() + GUARD) / Math.log(2));
      levels[i] = Math.max(0, Math.min(scales.length - 1, (int) Math.floor(doublings)));
    }
    return levels;
  }

  /** Each level by its own layer. */
  private Tensor levelByLevel(List<Tensor> maps, float[] rows, int[] levelOf) {
    List<Tensor> parts = new ArrayList<>();
    int[] from = new int[levelOf.length];
    int count = 0;
    for (int level = 0; level < scales.length; level++) {
      int before = count;
      float[] own = new float[rows.length];
      for (int i = 0; i < levelOf.length; i++) {
        if (levelOf[i] == level) {
          System.arraycopy(rows, 5 * i, own, 5 * (count - before), 5);
          from[i] = count++;
        }
      }
      int found = count - before;
      parts.add(
          layers
              .get(level)
              .forward(
                  List.of(maps.get(level)),
                  new double[] {scales[level]},
                  Arrays.copyOf(own, 5 * found),
                  new int[found]));
    }
    return Ops.rows(Ops.cat(parts, 0), Ops.indices(from, maps.get(0)));
  }

  /**
   * Ties levels without regions to the output by a zero, so that all weights before and in this
   * layer get gradients in each step.
   */
  private Tensor withUnused(Tensor cut, List<Tensor> maps, int[] levelOf) {
    boolean[] used = new boolean[scales.length];
    for (int level : levelOf) {
      used[level] = true;
    }
    Tensor result = cut;
    for (int level = 0; level < scales.length; level++) {
      if (!used[level] && maps.get(level).requires_grad()) {
        Tensor cell = maps.get(level).select(0, 0).select(0, 0).select(0, 0).select(0, 0);
        result = result.add(Ops.mul(cell, 0.0));
        for (var param : parameters().values()) {
          result = result.add(Ops.mul(param.get().sum(), 0.0));
        }
      }
    }
    return result;
  }
}
