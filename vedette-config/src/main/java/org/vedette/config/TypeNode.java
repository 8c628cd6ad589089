package org.vedette.config;

import org.vedette.base.Location;

/**
 * A class or function that a lazy config imported: {@code from mmdet.models import RetinaNet} gives
 * {@code mmdet.models.RetinaNet}. Nothing is imported; it is a name.
 *
 * @param module the module's text as the import gives it
 * @param name the imported name
 * @param location where it was used
 */
public record TypeNode(String module, String name, Location location) implements ConfigNode {
  /** Module and name, joined by a dot. */
  public String dotted() {
    return module.isEmpty() ? name : module + "." + name;
  }

  @Override
  public TypeNode copy() {
    return this;
  }
}
