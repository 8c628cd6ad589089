package org.vedette.tensor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.TensorException;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;

/**
 * A part of a network: named parameters, buffers and children. The names, joined by dots, are the
 * names in a checkpoint, so a child is registered under the name that the upstream module gives it.
 * {@code forward} is each subclass's own, with the types it needs.
 */
public abstract class Layer {
  private final Map<String, Param> params = new LinkedHashMap<>();
  private final Map<String, Param> buffers = new LinkedHashMap<>();
  private final Map<String, Layer> children = new LinkedHashMap<>();
  private Layer parent;
  private String name = "";
  private boolean training = true;
  private List<Initializer> initializers = List.of();

  /** Registers a child. Registering the same name again replaces the child and keeps its place. */
  protected final <L extends Layer> L child(String childName, L layer) {
    children.put(childName, layer);
    Layer plain = layer;
    if (plain.parent == null) {
      // A layer that two parents share keeps the path by which it was registered first.
      plain.parent = this;
      plain.name = childName;
    }
    return layer;
  }

  /** Registers a trainable parameter that starts as {@code initial}. */
  protected final Param param(String paramName, Tensor initial) {
    return param(paramName, new Param(initial, false));
  }

  /** Registers a parameter that another layer shares. */
  protected final Param param(String paramName, Param shared) {
    params.put(paramName, shared);
    return shared;
  }

  /** Registers a buffer: state that is saved but not trained. */
  protected final Param buffer(String bufferName, Tensor initial) {
    Param buffer = new Param(initial, true);
    buffers.put(bufferName, buffer);
    return buffer;
  }

  /** Registers a child that may be replaced or removed later. */
  protected final <L extends Layer> Slot<L> slot(String childName, L layer) {
    return new Slot<>(this, childName, child(childName, layer));
  }

  /**
   * The place of a child that may be replaced or removed, such as the batch norm that is folded
   * into a convolution.
   *
   * @param <L> what the child is
   */
  public static final class Slot<L extends Layer> {
    private final Layer owner;
    private final String name;
    private L layer;

    private Slot(Layer owner, String name, L layer) {
      this.owner = owner;
      this.name = name;
      this.layer = layer;
    }

    /** The child, or null once it was removed. */
    public L get() {
      return layer;
    }

    /** Replaces the child. */
    public void put(L other) {
      layer = owner.child(name, other);
    }

    /** Removes the child. */
    public void remove() {
      layer = null;
      owner.children.remove(name);
    }
  }

  /** This layer's own parameter of a name, or null when it has none. */
  public final Param own(String paramName) {
    return params.get(paramName);
  }

  /** This layer's own parameters by their short names, in order. */
  public final Map<String, Param> ownParameters() {
    return Collections.unmodifiableMap(params);
  }

  /** The direct children by name. */
  public final Map<String, Layer> children() {
    return Collections.unmodifiableMap(children);
  }

  /**
   * Parameters and buffers by their full names, in PyTorch's order: own parameters, own buffers,
   * then the children.
   */
  public final Map<String, Param> state() {
    Map<String, Param> all = new LinkedHashMap<>();
    collect("", all, true, true);
    return all;
  }

  /** Parameters by their full names; one that is shared appears under its first name only. */
  public final Map<String, Param> parameters() {
    Map<String, Param> all = new LinkedHashMap<>();
    collect("", all, true, false);
    Set<Param> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    all.values().removeIf(param -> !seen.add(param));
    return all;
  }

  private void collect(
      String prefix, Map<String, Param> all, boolean wantParams, boolean wantBuffers) {
    if (wantParams) {
      params.forEach((key, value) -> all.put(prefix + key, value));
    }
    if (wantBuffers) {
      buffers.forEach((key, value) -> all.put(prefix + key, value));
    }
    children.forEach(
        (key, layer) -> layer.collect(prefix + key + ".", all, wantParams, wantBuffers));
  }

  /** How many numbers its parameters hold; shared ones count once. */
  public final long numParams() {
    return parameters().values().stream().mapToLong(param -> param.get().numel()).sum();
  }

  /**
   * Switches this layer and all below to training or inference. Subclasses that freeze parts
   * override and call super first.
   */
  public void train(boolean on) {
    training = on;
    children.values().forEach(layer -> layer.train(on));
  }

  /** Whether this layer is in training. */
  public final boolean training() {
    return training;
  }

  /** This layer and all below of a Java type, in registration order, shared ones once. */
  public final <T> List<T> find(Class<T> type) {
    List<T> found = new ArrayList<>();
    Set<Layer> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    visit(
        layer -> {
          if (type.isInstance(layer) && seen.add(layer)) {
            found.add(type.cast(layer));
          }
        });
    return found;
  }

  /** Calls {@code visitor} for this layer and all below, parents first. */
  public final void visit(Consumer<Layer> visitor) {
    visitor.accept(this);
    for (Layer layer : new ArrayList<>(children.values())) {
      layer.visit(visitor);
    }
  }

  /**
   * Sets how {@link #initWeights} fills this layer: what {@code init_cfg} says; null for nothing.
   */
  protected final void initBy(OneOrMany<Spec<Initializer>> initConfig) {
    initBy(initConfig == null ? List.of() : initConfig.values().stream().map(Spec::build).toList());
  }

  /** Sets how {@link #initWeights} fills this layer, where the layer itself decides. */
  protected final void initBy(List<Initializer> chosen) {
    initializers = List.copyOf(chosen);
  }

  /**
   * Fills the parameters anew, as training from the start does: this layer's own settings first,
   * then each child as it wants, then, over all that, what is read from a checkpoint. A layer
   * without settings and children stays as it was built.
   *
   * @param checkpoints reads what {@code Pretrained} names
   */
  public void initWeights(PretrainedLoader checkpoints) {
    for (Initializer own : initializers) {
      if (!own.isPretrained()) {
        own.run(this, checkpoints);
      }
    }
    children.values().forEach(layer -> layer.initWeights(checkpoints));
    for (Initializer own : initializers) {
      if (own.isPretrained()) {
        own.run(this, checkpoints);
      }
    }
  }

  /**
   * The names by which the {@code layer} key of an {@code init_cfg} finds this layer: those of the
   * upstream class and of what it extends.
   */
  public List<String> upstreamTypes() {
    return List.of(getClass().getSimpleName());
  }

  /** Moves parameters and buffers to a device. */
  public final void to(Device device) {
    replaceAll(tensor -> Ops.to(tensor, device), state().values());
  }

  /**
   * Frees the numbers of all parameters and buffers; nothing can be computed any more. For those
   * who build one model after the other: without it the memory of each stays until the garbage
   * collector, which does not see how large it is, comes across the layer.
   */
  public final void release() {
    to(Device.META);
  }

  /**
   * Lays convolution weights out channels-last (NHWC), which libtorch's CPU and tensor-core kernels
   * prefer.
   */
  public final void channelsLast() {
    replaceAll(tensor -> tensor.dim() == 4 ? Ops.channelsLast(tensor) : tensor, state().values());
  }

  private static void replaceAll(UnaryOperator<Tensor> change, Collection<Param> all) {
    Set<Param> unique = Collections.newSetFromMap(new IdentityHashMap<>());
    unique.addAll(all);
    try (GradMode off = GradMode.off();
        TensorScope scope = TensorScope.open()) {
      for (Param param : unique) {
        boolean trainable = param.isTrainable();
        param.set(change.apply(param.get()).detach());
        param.setTrainable(trainable);
      }
    }
  }

  /** Clears all gradients. */
  public final void zeroGrad() {
    for (Param param : parameters().values()) {
      Tensor grad = param.grad();
      if (grad != null) {
        grad.zero_();
      }
    }
  }

  /** The names from the root to this layer, joined by dots: {@code backbone.stage1.0.conv}. */
  public final String path() {
    if (parent == null) {
      return name;
    }
    String above = parent.path();
    return above.isEmpty() ? name : above + "." + name;
  }

  /** Turns what a native operation threw into an error that names this layer and the input. */
  protected final TensorException failed(RuntimeException cause, Tensor input) {
    return failed(cause, List.of(input));
  }

  /** As {@link #failed(RuntimeException, Tensor)}, for a layer with several inputs. */
  public final TensorException failed(RuntimeException cause, List<Tensor> inputs) {
    if (cause instanceof TensorException known && names(known)) {
      return known;
    }
    String message = String.valueOf(cause.getMessage());
    int end = message.indexOf('\n');
    String first = end < 0 ? message : message.substring(0, end);
    return new TensorException(
        path()
            + " ("
            + this
            + "): input "
            + inputs.stream().map(Tensors::describe).collect(Collectors.joining(", "))
            + ": "
            + first,
        cause);
  }

  /** Whether an error names this layer or one below already. */
  private boolean names(TensorException error) {
    String message = error.getMessage();
    return message.startsWith(path() + " (") || message.startsWith(path() + ".");
  }

  /** What stands in a layer tree after the name: the class and its main numbers. */
  @Override
  public String toString() {
    return getClass().getSimpleName();
  }
}
