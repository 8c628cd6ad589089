package org.vedette.models.backbones;

import java.util.List;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.tensor.Initializer;
import org.vedette.tensor.init.ConstantInit;
import org.vedette.tensor.init.KaimingInit;
import org.vedette.tensor.init.PretrainedInit;

/** The keys {@code pretrained}, {@code init_cfg} and {@code with_cp} of residual backbones. */
public final class ResidualInit {
  private ResidualInit() {}

  /** Refuses two sources of initial weights. */
  public static void requireOneSource(String pretrained, OneOrMany<Spec<Initializer>> initConfig) {
    if (pretrained != null && initConfig != null) {
      throw new IllegalArgumentException("pretrained: expected None beside init_cfg");
    }
  }

  /** Refuses what is not there. */
  public static void requireNoCheckpointing(boolean wanted) {
    if (wanted) {
      throw new IllegalArgumentException(
          "with_cp: expected False, got True: activations cannot be computed again in the backward"
              + " pass yet; with False the results are the same and training takes more memory");
    }
  }

  /** How a backbone is initialised; by itself as He et al. 2015 do. */
  public static List<Initializer> of(String pretrained, OneOrMany<Spec<Initializer>> initConfig) {
    if (pretrained != null) {
      return List.of(PretrainedInit.of(pretrained));
    }
    return initConfig == null
        ? List.of(KaimingInit.of("Conv2d"), ConstantInit.of(1, "_BatchNorm", "GroupNorm"))
        : initConfig.values().stream().map(Spec::build).toList();
  }
}
