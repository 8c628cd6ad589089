package org.vedette.api.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.Config;
import org.vedette.config.DictNode;
import org.vedette.config.Literals;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;

class TrainerTest {
  private final Binder binder = new Binder(Registry.load());
  private final List<Problem> skipped = new ArrayList<>();

  private static Config config(String imports) {
    String text = "dict(custom_imports=dict(imports=['acme.unknown']" + imports + "))";
    return new Config("acme.py", (DictNode) Literals.parse(text), List.of());
  }

  @Test
  void anImportThatIsUnknownStopsTheTraining() {
    for (String imports : List.of("", ", allow_failed_imports=False")) {
      assertThatThrownBy(() -> Trainer.of(binder, config(imports)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("custom_imports.imports: cannot import 'acme.unknown'")
          .hasMessageContaining("--plugin FILE.jar");
    }
  }

  @Test
  void anImportThatMayFailIsOneWarning() {
    // What is missing besides is another error: the import itself is none.
    assertThatThrownBy(
            () -> Trainer.of(binder, config(", allow_failed_imports=True"), skipped::add))
        .hasMessageContaining("train_dataloader")
        .hasMessageNotContaining("acme.unknown");
    assertThat(skipped).singleElement().asString().contains("cannot import 'acme.unknown'");
  }
}
