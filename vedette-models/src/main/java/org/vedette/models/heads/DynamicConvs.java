package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.tensor.Ops;

/**
 * A row of 1x1 convolutions whose parameters a network predicts for each instance (CondInst, Tian
 * et al. 2020), with ReLU between them. The last one has one output channel.
 */
final class DynamicConvs {
  private final List<Integer> in = new ArrayList<>();
  private final List<Integer> out = new ArrayList<>();

  /**
   * Convolutions of given sizes.
   *
   * @param inputs channels of the input
   * @param channels channels between the convolutions
   * @param count how many convolutions there are, at least two
   */
  DynamicConvs(int inputs, int channels, int count) {
    for (int i = 0; i < count; i++) {
      in.add(i == 0 ? inputs : channels);
      out.add(i == count - 1 ? 1 : channels);
    }
  }

  /** How many numbers the parameters of one instance are. */
  int numParams() {
    int sum = 0;
    for (int i = 0; i < in.size(); i++) {
      sum += (in.get(i) + 1) * out.get(i);
    }
    return sum;
  }

  /**
   * Convolves each instance's map with the instance's own parameters.
   *
   * @param params (n, numParams): the weights of all convolutions, then their biases
   * @param maps (n, inputs, H*W)
   * @return (n, H*W)
   */
  Tensor forward(Tensor params, Tensor maps) {
    long n = params.size(0);
    long weightAt = 0;
    long biasAt = 0;
    for (int i = 0; i < in.size(); i++) {
      biasAt += (long) in.get(i) * out.get(i);
    }
    Tensor x = maps;
    for (int i = 0; i < in.size(); i++) {
      long size = (long) in.get(i) * out.get(i);
      Tensor weight = Ops.slice(params, 1, weightAt, weightAt + size);
      Tensor bias = Ops.slice(params, 1, biasAt, biasAt + out.get(i));
      x = weight.reshape(n, out.get(i), in.get(i)).bmm(x).add(bias.unsqueeze(2));
      if (i < in.size() - 1) {
        x = x.relu();
      }
      weightAt += size;
      biasAt += out.get(i);
    }
    return x.squeeze(1);
  }
}
