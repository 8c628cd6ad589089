package org.vedette.tensor.plan;

import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.primitive_desc_base;
import org.vedette.tensor.plan.PlanDrafts.Argument;
import org.vedette.tensor.plan.PlanDrafts.Place;

/** The steps of a plan that have no weights. */
final class MapSteps {
  private static final double SIXTH = 1.0 / 6;
  private static final double HALF = 0.5;

  private final PlanDrafts drafts;
  private final engine cpu = OneDnn.cpu().engine();

  MapSteps(PlanDrafts drafts) {
    this.drafts = drafts;
  }

  /**
   * The sum or product of two maps; the second may be one cell for all.
   *
   * @param operation oneDNN's number of it
   * @param rectified whether what is negative becomes 0
   */
  Place pairwise(int operation, Place first, Place second, boolean rectified) {
    binary.primitive_desc desc =
        new binary.primitive_desc(
            cpu,
            operation,
            first.layout(),
            second.layout(),
            first.layout(),
            OneDnn.after("none", null, rectified),
            false);
    Place to = drafts.place(first.layout());
    drafts.add(
        desc,
        List.of(
            Argument.of(dnnl.DNNL_ARG_SRC_0, first),
            Argument.of(dnnl.DNNL_ARG_SRC_1, second),
            Argument.of(dnnl.DNNL_ARG_DST, to)));
    return to;
  }

  Place activated(PlanOp.Activation activation, Place from) {
    return switch (activation) {
      case RELU -> numberwise(dnnl.dnnl_eltwise_relu, 0, 0, from);
      case HARD_SIGMOID -> numberwise(dnnl.dnnl_eltwise_hardsigmoid, SIXTH, HALF, from);
      case EXP -> numberwise(dnnl.dnnl_eltwise_exp, 0, 0, from);
    };
  }

  Place times(double factor, Place from) {
    return numberwise(dnnl.dnnl_eltwise_linear, factor, 0, from);
  }

  private Place numberwise(int function, double alpha, double beta, Place from) {
    return step(
        new eltwise_forward.primitive_desc(
            cpu,
            dnnl.dnnl_forward_inference,
            function,
            from.layout(),
            from.layout(),
            (float) alpha,
            (float) beta),
        from,
        from.layout());
  }

  Place maxPool(PlanOp.MaxPool pool, Place from, memory.desc wanted) {
    long[] padding = {pool.padding(), pool.padding()};
    return pooled(
        dnnl.dnnl_pooling_max,
        from,
        wanted,
        new long[] {pool.stride(), pool.stride()},
        new long[] {pool.kernel(), pool.kernel()},
        padding);
  }

  /**
   * The mean of each channel.
   *
   * @param size height and width of the map
   */
  Place mean(Place from, memory.desc wanted, long[] size) {
    return pooled(
        dnnl.dnnl_pooling_avg_exclude_padding, from, wanted, size, size, new long[] {0, 0});
  }

  private Place pooled(
      int kind, Place from, memory.desc wanted, long[] stride, long[] kernel, long[] padding) {
    pooling_forward.primitive_desc desc =
        new pooling_forward.primitive_desc(
            cpu,
            dnnl.dnnl_forward_inference,
            kind,
            from.layout(),
            wanted,
            stride,
            kernel,
            new long[] {0, 0},
            padding,
            padding);
    return step(desc, from, desc.dst_desc());
  }

  Place enlarged(Place from, long[] small, long[] large, memory.desc wanted) {
    if (large[2] % small[2] != 0 || large[3] % small[3] != 0) {
      // oneDNN rounds the nearest cell otherwise than PyTorch; on an even map nobody would notice.
      throw new IllegalArgumentException("no plan enlarges by a factor that is not whole");
    }
    primitive_desc_base desc = OneDnn.nearest(from.layout(), wanted);
    return step(desc, from, desc.dst_desc());
  }

  private Place step(primitive_desc_base desc, Place from, memory.desc layout) {
    Place to = drafts.place(layout);
    drafts.add(
        desc, List.of(Argument.of(dnnl.DNNL_ARG_SRC, from), Argument.of(dnnl.DNNL_ARG_DST, to)));
    return to;
  }
}
