package org.vedette.tensor.plan;

import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.vedette.base.TensorException;

/**
 * A forward pass as a row of oneDNN primitives whose memory was laid out before. A batch runs image
 * by image: the maps of one stay in the caches, and one plan is right for all N. Any thread may run
 * it, but one at a time.
 */
final class OneDnnPlan implements AutoCloseable {
  /**
   * One primitive with its arguments.
   *
   * @param count how many arguments
   */
  record Step(dnnl_primitive primitive, int count, dnnl_exec_arg_t arguments) {}

  /**
   * A tensor that comes in or goes out.
   *
   * @param data where it lies, set at each run
   * @param shape (1, C, H, W)
   */
  record Port(memory data, long[] shape) {}

  private final OneDnn.Kept kept;
  private final Runnable onClose;
  private final List<Step> steps;
  private final List<Port> inputs;
  private final List<Port> outputs;
  private final dnnl_stream stream;

  /**
   * A plan.
   *
   * @param kept all native objects of it
   * @param onClose gives the room of its maps back
   */
  OneDnnPlan(
      OneDnn.Kept kept, Runnable onClose, List<Step> steps, List<Port> inputs, List<Port> outputs) {
    this.kept = kept;
    this.onClose = onClose;
    this.steps = List.copyOf(steps);
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    stream = kept.keep(OneDnn.cpu().stream().get());
  }

  /**
   * Runs the plan.
   *
   * @param images the inputs, (N, C, H, W) each, with the strides that the plan was made for
   * @return the outputs, (N, C, H, W) each, channels-last, owned by the caller's scope
   * @throws TensorException when oneDNN fails
   */
  Tensor[] run(List<Tensor> images) {
    // Decides the number of OpenMP's threads on a thread that has not computed before.
    torch.get_num_threads();
    long count = images.get(0).size(0);
    Tensor[] results = new Tensor[outputs.size()];
    for (int i = 0; i < results.length; i++) {
      long[] shape = outputs.get(i).shape();
      results[i] =
          torch.empty(new long[] {count, shape[2], shape[3], shape[1]}).permute(0, 3, 1, 2);
    }
    for (long n = 0; n < count; n++) {
      for (int i = 0; i < inputs.size(); i++) {
        point(inputs.get(i), images.get(i), n);
      }
      for (int i = 0; i < results.length; i++) {
        point(outputs.get(i), results[i], n);
      }
      runOnce();
    }
    return results;
  }

  private static void point(Port port, Tensor tensor, long image) {
    long bytes = image * tensor.stride(0) * Float.BYTES;
    Pointer data = tensor.data_ptr();
    port.data().set_data_handle(new BytePointer(data).getPointer(bytes));
  }

  private void runOnce() {
    for (Step step : steps) {
      int status =
          dnnl.dnnl_primitive_execute(step.primitive(), stream, step.count(), step.arguments());
      if (status != dnnl.dnnl_success) {
        throw new TensorException("oneDNN failed to run a primitive: status " + status);
      }
    }
  }

  /** Frees the plan's memory and primitives; weights are not its own. */
  @Override
  public void close() {
    onClose.run();
    kept.release();
  }
}
