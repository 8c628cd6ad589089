package org.vedette.models.layers;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Functional;
import org.vedette.tensor.Ops;
import org.vedette.tensor.TensorLayer;
import org.vedette.tensor.layers.Conv2d;
import org.vedette.tensor.layers.ConvModule;
import org.vedette.tensor.layers.ConvStyle;

/**
 * Spatial pyramid pooling as in YOLOv3-SPP: maxima over windows of several sizes beside the map
 * itself; (N, in, H, W) to (N, out, H, W). Children: {@code conv1}, {@code conv2}.
 */
public final class SppBottleneck extends TensorLayer {
  private final ConvModule conv1;
  private final ConvModule conv2;
  private final List<Integer> kernels;

  /** A layer that pools over odd windows of the given sizes. */
  public SppBottleneck(int in, int out, List<Integer> kernels, ConvStyle style) {
    int middle = in / 2;
    conv1 = child("conv1", new ConvModule(Conv2d.Shape.of(in, middle, 1), style));
    int joined = middle * (kernels.size() + 1);
    conv2 = child("conv2", new ConvModule(Conv2d.Shape.of(joined, out, 1), style));
    this.kernels = List.copyOf(kernels);
  }

  @Override
  public Tensor forward(Tensor input) {
    Tensor x = conv1.forward(input);
    List<Tensor> maps = new ArrayList<>(List.of(x));
    int done = 1;
    for (int kernel : kernels) {
      // A maximum of maxima: in inference a larger window starts from the one before. In training
      // it does not, since where maxima tie the gradient would take another way.
      boolean onward = !training() && kernel >= done;
      int rest = onward ? kernel - done + 1 : kernel;
      maps.add(
          Functional.maxPool2d(onward ? maps.get(maps.size() - 1) : x, rest, 1, rest / 2, false));
      done = kernel;
    }
    return conv2.forward(Ops.cat(maps, 1));
  }
}
