package org.vedette.tensor.plan;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * oneDNN's engine of the CPU, and short names for what plans use of it. This is the library that
 * Vedette brings, beside the copy within libtorch.
 */
final class OneDnn {
  /** The name of the rectifier among activations. */
  static final String RELU = "relu";

  private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);

  private OneDnn() {}

  /** Loaded when the first plan is made; a platform without the library goes without plans. */
  private static final class Holder {
    private static final OneDnn.Cpu CPU = open();

    private static OneDnn.Cpu open() {
      try {
        Loader.load(dnnl.class);
        return new Cpu();
      } catch (LinkageError | RuntimeException e) {
        LOG.debug("oneDNN cannot be loaded; networks run layer by layer", e);
        return null;
      }
    }
  }

  /** The engine and its one stream. */
  static final class Cpu {
    private final engine processor = new engine(dnnl.dnnl_cpu, 0);
    private final stream queue = new stream(processor);

    private Cpu() {
      processor.retainReference();
      queue.retainReference();
    }

    engine engine() {
      return processor;
    }

    stream stream() {
      return queue;
    }

    String version() {
      dnnl_version_t version = dnnl.dnnl_version();
      return version.major() + "." + version.minor() + "." + version.patch();
    }
  }

  /** The engine, or null where there is none. */
  static Cpu cpu() {
    return Holder.CPU;
  }

  /** A layout of float32 values. */
  static memory.desc desc(long[] dims, memory.format_tag tag) {
    return new memory.desc(dims, memory.data_type.f32, tag);
  }

  /** A layout that oneDNN chooses. */
  static memory.desc any(long[] dims) {
    return desc(dims, memory.format_tag.any);
  }

  /** The layout of a tensor with these strides. */
  static memory.desc strided(long[] dims, long[] strides) {
    return new memory.desc(dims, memory.data_type.f32, strides);
  }

  /**
   * What follows a convolution within its primitive: the activation, then the sum with another map,
   * and what becomes of that.
   *
   * <p>The primitive's working memory is an argument: oneDNN's own would for some kinds of
   * convolution be that of the thread that made the primitive, and a plan runs on any thread.
   *
   * @param activation {@code none}, {@code relu} or {@code swish}
   * @param addend layout of the other map, or null
   * @param rectified whether negative sums become 0
   */
  static primitive_attr after(String activation, memory.desc addend, boolean rectified) {
    post_ops ops = new post_ops();
    switch (activation) {
      case "none" -> {}
      case RELU -> rectify(ops);
      case "swish" -> ops.append_eltwise(dnnl.dnnl_eltwise_swish, 1, 0);
      default -> throw new IllegalArgumentException("no such activation in a plan: " + activation);
    }
    if (addend != null) {
      ops.append_binary(dnnl.dnnl_binary_add, addend);
    }
    if (rectified) {
      rectify(ops);
    }
    primitive_attr attr = new primitive_attr();
    attr.set_scratchpad_mode(dnnl.dnnl_scratchpad_mode_user);
    attr.set_post_ops(ops);
    return attr;
  }

  private static void rectify(post_ops ops) {
    ops.append_eltwise(dnnl.dnnl_eltwise_relu, 0, 0);
  }

  /** Enlarging by the nearest cell; the layout of the result is oneDNN's choice. */
  static primitive_desc_base nearest(memory.desc from, memory.desc to) {
    try (PointerPointer<Pointer> made = new PointerPointer<>(1)) {
      int status =
          dnnl.dnnl_resampling_forward_primitive_desc_create(
              made,
              cpu().engine().get(),
              dnnl.dnnl_forward_inference,
              dnnl.dnnl_resampling_nearest,
              (FloatPointer) null,
              from.get(),
              to.get(),
              null);
      if (status != dnnl.dnnl_success) {
        throw new IllegalArgumentException("oneDNN refuses a resampling: " + status);
      }
      return new primitive_desc_base(new dnnl_primitive_desc(made.get(0)));
    }
  }

  /**
   * Native objects that live as long as their owner, whatever scope they were made in. An owner
   * that nobody refers to any more takes them along: JavaCPP frees what the garbage collector
   * finds.
   */
  static final class Kept {
    private final List<Pointer> pointers = new ArrayList<>();

    <P extends Pointer> P keep(P pointer) {
      pointer.retainReference();
      pointers.add(pointer);
      return pointer;
    }

    void release() {
      for (int i = pointers.size() - 1; i >= 0; i--) {
        pointers.get(i).releaseReference();
      }
      pointers.clear();
    }
  }
}
