package org.vedette.engine.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;

class PriorityTest {
  private static int bind(String literal) {
    return new Binder(Registry.load()).bind(Priority.class, literal).value();
  }

  @Test
  void isANumberOrMmenginesNameOfOne() {
    assertThat(bind("48")).isEqualTo(48);
    assertThat(bind("'VERY_LOW'")).isEqualTo(90);
    assertThat(bind("'above_normal'")).isEqualTo(40);
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> bind("'soon'")).hasMessageContaining("VERY_HIGH");
    assertThatThrownBy(() -> bind("101")).hasMessageContaining("0 to 100");
  }
}
