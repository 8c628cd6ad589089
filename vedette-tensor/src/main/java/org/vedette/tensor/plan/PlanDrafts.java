package org.vedette.tensor.plan;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.Pointer;

/**
 * The primitives of a plan before they are made. Memory can only be laid out when it is known from
 * which step to which each map is needed, so all primitives are drafted first, on maps that have a
 * layout but no address.
 */
final class PlanDrafts {
  /** A map in a layout. */
  static final class Place {
    private final memory.desc layout;
    private final PlanMemory.Slot slot;

    /** The same map in other layouts. */
    private final List<Place> copies = new ArrayList<>();

    private memory data;

    private Place(memory.desc layout, PlanMemory.Slot slot) {
      this.layout = layout;
      this.slot = slot;
    }

    memory.desc layout() {
      return layout;
    }

    /** Where it will lie; null for one that comes in or goes out. */
    PlanMemory.Slot slot() {
      return slot;
    }
  }

  /**
   * An argument of a primitive: a map, or a constant.
   *
   * @param kind oneDNN's number of the argument
   */
  record Argument(int kind, Place place, memory constant) {
    static Argument of(int kind, Place place) {
      return new Argument(kind, place, null);
    }

    static Argument of(int kind, memory constant) {
      return new Argument(kind, null, constant);
    }
  }

  private record Draft(primitive_desc_base desc, List<Argument> arguments) {}

  private final engine cpu = OneDnn.cpu().engine();
  private final OneDnn.Kept kept;
  private final PlanArena arena;
  private final PlanMemory plan = new PlanMemory();
  private final List<Draft> drafts = new ArrayList<>();

  private PlanArena.Tenant tenant;

  /**
   * No drafts yet.
   *
   * @param kept takes what must live as long as the plan
   * @param arena holds the maps
   */
  PlanDrafts(OneDnn.Kept kept, PlanArena arena) {
    this.kept = kept;
    this.arena = arena;
  }

  /** A map of the plan's own. */
  Place place(memory.desc layout) {
    return new Place(kept.keep(layout), plan.slot(layout.get_size()));
  }

  /** A map that comes in or goes out: its address is another at each run. */
  Place port(memory.desc layout) {
    return new Place(kept.keep(layout), null);
  }

  /** The next primitive. */
  void add(primitive_desc_base desc, List<Argument> arguments) {
    drafts.add(new Draft(kept.keep(desc), List.copyOf(arguments)));
  }

  /** A map in the layout that a primitive wants. */
  Place as(Place place, memory.desc wanted) {
    if (place.layout.equals(wanted)) {
      return place;
    }
    for (Place copy : place.copies) {
      if (copy.layout.equals(wanted)) {
        return copy;
      }
    }
    Place copy = copy(place, place(wanted));
    place.copies.add(copy);
    return copy;
  }

  /** Copies a map, from one layout to another. */
  Place copy(Place from, Place to) {
    add(
        new reorder.primitive_desc(cpu, from.layout, cpu, to.layout),
        List.of(Argument.of(dnnl.DNNL_ARG_FROM, from), Argument.of(dnnl.DNNL_ARG_TO, to)));
    return to;
  }

  /** Lays out the memory and makes all primitives; once, at the end. */
  List<OneDnnPlan.Step> steps() {
    for (int step = 0; step < drafts.size(); step++) {
      for (Argument argument : drafts.get(step).arguments()) {
        if (argument.place() != null && argument.place().slot != null) {
          argument.place().slot.usedAt(step);
        }
      }
    }
    tenant = arena.admit(plan.layOut());
    return drafts.stream().map(this::step).toList();
  }

  private OneDnnPlan.Step step(Draft draft) {
    primitive made = kept.keep(new primitive(draft.desc().get()));
    dnnl_exec_arg_t arguments = kept.keep(new dnnl_exec_arg_t(draft.arguments().size()));
    for (int i = 0; i < draft.arguments().size(); i++) {
      Argument argument = draft.arguments().get(i);
      memory value = argument.place() == null ? argument.constant() : memoryOf(argument.place());
      arguments.position(i).arg(argument.kind()).memory(value.get());
    }
    return new OneDnnPlan.Step(
        kept.keep(made.get()), draft.arguments().size(), arguments.position(0));
  }

  /** What the plan's caller sets the addresses of, after {@link #steps}. */
  List<OneDnnPlan.Port> ports(List<Place> ends) {
    return ends.stream()
        .map(place -> new OneDnnPlan.Port(memoryOf(place), dims(place.layout)))
        .toList();
  }

  /** Gives the room of the maps back. */
  void release() {
    if (tenant != null) {
      arena.dismiss(tenant);
    }
  }

  private static long[] dims(memory.desc layout) {
    long[] dims = new long[layout.get_ndims()];
    layout.get_dims().get(dims);
    return dims;
  }

  private memory memoryOf(Place place) {
    if (place.data == null) {
      place.data = kept.keep(new memory(place.layout, cpu, (Pointer) null));
      if (place.slot != null) {
        arena.put(tenant, place.data, place.slot.at());
      }
    }
    return place.data;
  }
}
