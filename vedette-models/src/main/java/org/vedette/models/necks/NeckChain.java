package org.vedette.models.necks;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.core.Neck;

/**
 * Necks one after the other, named {@code 0}, {@code 1}, ...: what a list under {@code neck} means.
 */
public final class NeckChain extends Neck {
  private final List<Neck> necks = new ArrayList<>();

  private NeckChain(List<Spec<Neck>> specs) {
    if (specs.isEmpty()) {
      throw new IllegalArgumentException("neck=[]: a list of necks needs one; None is for no neck");
    }
    for (int i = 0; i < specs.size(); i++) {
      necks.add(child(Integer.toString(i), specs.get(i).build()));
    }
  }

  /**
   * Builds what a config has under {@code neck}: one neck, a list of them, or null for None.
   *
   * @throws IllegalArgumentException when the list is empty
   */
  public static Neck of(OneOrMany<Spec<Neck>> config) {
    if (config == null) {
      return null;
    }
    return config.many() ? new NeckChain(config.values()) : config.values().get(0).build();
  }

  @Override
  public List<Tensor> forward(List<Tensor> features) {
    List<Tensor> maps = features;
    for (Neck neck : necks) {
      maps = neck.forward(maps);
    }
    return maps;
  }

  @Override
  public List<Integer> channels() {
    return necks.get(necks.size() - 1).channels();
  }
}
