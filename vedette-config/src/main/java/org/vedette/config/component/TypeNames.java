package org.vedette.config.component;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which registered names a {@code type} may mean: scopes such as {@code mmdet.FPN}, and the dotted
 * class names of lazy configs such as {@code mmdet.models.necks.fpn.FPN}.
 */
final class TypeNames {
  /** Scopes whose types are registered without a prefix: this project stands in for them. */
  private static final Set<String> OWN = Set.of("mmdet", "mmengine", "mmcv");

  /** Scopes that stay part of the name: {@code mmpretrain.ResNet} is not mmdet's ResNet. */
  private static final Set<String> FOREIGN = Set.of("mmcls", "mmpretrain");

  private TypeNames() {}

  /**
   * The registered names to look for, in order.
   *
   * @param text the type as the config wrote it
   * @param lazy whether it is a class that a lazy config imported
   * @param scope the {@code _scope_} in force; empty when there is none
   */
  static Set<String> candidates(String text, boolean lazy, String scope) {
    Set<String> names = new LinkedHashSet<>();
    List<String> parts = List.of(text.split("\\.", -1));
    String last = parts.get(parts.size() - 1);
    if (parts.size() == 1) {
      if (!scope.isEmpty() && !OWN.contains(scope)) {
        names.add(scope + "." + text);
      }
      names.add(text);
    } else if (OWN.contains(parts.get(0))) {
      names.add(last);
    } else if (FOREIGN.contains(parts.get(0))) {
      names.add(parts.get(0) + "." + last);
    } else {
      names.add(text);
      if (lazy || parts.size() > 2) {
        names.add(last);
      }
    }
    return names;
  }
}
