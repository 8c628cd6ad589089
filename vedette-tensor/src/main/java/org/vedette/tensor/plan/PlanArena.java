package org.vedette.tensor.plan;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.BytePointer;

/**
 * The memory in which the maps of several plans lie, one plan at a time: as much as the largest of
 * them needs. It moves when a larger plan comes.
 */
final class PlanArena {
  private static final long ALIGNMENT = 64;

  /** The maps of one plan. */
  static final class Tenant {
    private record Item(memory map, long offset) {}

    private final List<Item> items = new ArrayList<>();

    private void moveTo(BytePointer start) {
      items.forEach(item -> item.map().set_data_handle(start.getPointer(item.offset())));
    }
  }

  private final OneDnn.Kept kept = new OneDnn.Kept();
  private final List<Tenant> tenants = new ArrayList<>();
  private BytePointer start;
  private long size = -1;

  /** Takes in a plan that needs that many bytes. */
  Tenant admit(long bytes) {
    if (bytes > size) {
      grow(bytes);
    }
    Tenant tenant = new Tenant();
    tenants.add(tenant);
    return tenant;
  }

  private void grow(long bytes) {
    kept.release();
    // Not cleared: a primitive writes all of a map before another reads it.
    BytePointer all = kept.keep(new BytePointer(bytes + ALIGNMENT));
    start = kept.keep(all.getPointer((ALIGNMENT - all.address() % ALIGNMENT) % ALIGNMENT));
    size = bytes;
    tenants.forEach(tenant -> tenant.moveTo(start));
  }

  /** Lets a map of a plan lie at an offset, here and wherever the arena moves. */
  void put(Tenant tenant, memory map, long offset) {
    tenant.items.add(new Tenant.Item(map, offset));
    map.set_data_handle(start.getPointer(offset));
  }

  /** Forgets a plan that is no more. */
  void dismiss(Tenant tenant) {
    tenants.remove(tenant);
  }
}
