package org.vedette.tensor;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * Owns the native memory of a stretch of work. Every tensor that is made on this thread while the
 * scope is the innermost one is freed when it closes; what must live on is handed out by {@link
 * #keep}. One scope per training step and per image. Scopes nest and belong to the thread that
 * opened them.
 */
public final class TensorScope implements AutoCloseable {
  private final PointerScope outer;
  private final PointerScope scope;
  private boolean open = true;

  private TensorScope() {
    NativeLibrary.load();
    NativeWork.ofThisJvm().enter();
    outer = PointerScope.getInnerScope();
    scope = new PointerScope();
  }

  /**
   * Opens a scope; use it in a try-with-resources statement.
   *
   * @throws org.vedette.base.ShutdownException when the JVM is ending, which waits for open scopes
   */
  public static TensorScope open() {
    return new TensorScope();
  }

  /**
   * Lets a tensor outlive this scope: it then belongs to the next outer scope of this thread, or,
   * where there is none, to the caller.
   */
  public <P extends Pointer> P keep(P pointer) {
    // PointerScope.detach would free it; a second reference is what keeps it.
    if (outer != null) {
      outer.attach(pointer);
    } else {
      pointer.retainReference();
    }
    return pointer;
  }

  /**
   * What some work gives; the other tensors that it makes are freed at its end. For layers: in
   * inference the memory of one step, still in the caches, serves the next. In training the graph
   * keeps what the gradients need.
   */
  public static Tensor only(Supplier<Tensor> work) {
    try (TensorScope scope = open()) {
      Tensor result = work.get();
      // What an operation in place gives is no more than the address of its input.
      return scope.keep(result.referenceCount() > 0 ? result : new Tensor(result));
    }
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      scope.close();
      NativeWork.ofThisJvm().leave();
    }
  }
}
