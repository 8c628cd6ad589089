package org.vedette.config.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.DictNode;
import org.vedette.config.Literals;

class CustomImportsTest {
  /** Marked, but in no index. */
  @Component({"Late", "Later"})
  public static final class Late implements Parts.Throat {
    /** Has no keys. */
    public Late() {}
  }

  private final Registry registry = Registry.load();
  private final List<Problem> skipped = new ArrayList<>();

  private Registry apply(String imports) {
    DictNode config = (DictNode) Literals.parse("dict(custom_imports=" + imports + ")");
    return CustomImports.apply(registry, config, skipped::add);
  }

  @Test
  void aConfigWithoutImportsChangesNothing() {
    assertThat(apply("None")).isSameAs(registry);
    assertThat(CustomImports.apply(registry, (DictNode) Literals.parse("{}"), skipped::add))
        .isSameAs(registry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mmdet.models", "mmcls.models", "mmpretrain.models", "mmengine", "mmcv.ops"})
  void pythonModulesThatAreCoveredNeedNothing(String module) {
    assertThat(apply("dict(imports=['" + module + "'], allow_failed_imports=False)"))
        .isSameAs(registry);
    assertThat(apply("dict(imports='" + module + "')")).isSameAs(registry);
  }

  @Test
  void aJavaClassIsRegisteredUnderEachOfItsNames() {
    Registry more = apply("dict(imports='" + Late.class.getName() + "')");
    assertThat(more.names("throat")).contains("Late", "Later", "Fan");
    Parts.Throat late = new Binder(more).spec(Parts.Throat.class, "dict(type='Late')").build();
    assertThat(late).isInstanceOf(Late.class);
  }

  @Test
  void everyFailedImportIsReported() {
    assertThatThrownBy(
            () -> apply("dict(imports=['projects.Nope.nope', 'java.lang.String', 'a-b'])"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cannot import 'projects.Nope.nope': no Java class of that name")
        .hasMessageContaining("'java.lang.String': the class is not marked @Component")
        .hasMessageContaining("'a-b': no Java class");
  }

  @Test
  void failedImportsThatAreAllowedAreTold() {
    assertThat(apply("dict(imports=['com.acme.Nope'], allow_failed_imports=True)"))
        .isSameAs(registry);
    assertThat(skipped).singleElement().asString().contains("cannot import 'com.acme.Nope'");
  }

  @Test
  void importsOfAnotherFormAreRefused() {
    assertThatThrownBy(() -> apply("dict(imports=[1], failed=True)"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("custom_imports.imports.0: wrong type; expected str; got 1 (int)")
        .hasMessageContaining("custom_imports.failed: unknown key");
  }
}
