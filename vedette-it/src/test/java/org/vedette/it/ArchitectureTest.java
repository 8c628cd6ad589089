package org.vedette.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md that Maven's modules do not already enforce. */
class ArchitectureTest {
  private static JavaClasses vedette;

  @BeforeAll
  static void readClasses() {
    vedette =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Once packaged, the helpers of other modules' tests come as a jar.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.vedette");
  }

  @Test
  void onlyTheTensorModuleCallsLibtorchsFunctions() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.vedette.tensor..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.pytorch.global..")
        .check(vedette);
  }

  @Test
  void onlyTheTensorModuleUsesOptionalsAndVectorsOfTheBinding() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.vedette.tensor..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("org\\.bytedeco\\.pytorch\\..*(Impl|Options|Vector|Optional)")
        .check(vedette);
  }

  @Test
  void onlyPlansCallOneDnn() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.vedette.tensor.plan..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.dnnl..")
        .check(vedette);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.vedette.cli..", "org.vedette.testkit..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(vedette);
  }

  @Test
  void modelsDataMetricsAndVisualDoNotSeeEachOther() {
    String[] siblings = {"models", "data", "metrics", "visual"};
    for (String one : siblings) {
      for (String other : siblings) {
        if (!one.equals(other)) {
          noClasses()
              .that()
              .resideInAPackage("org.vedette." + one + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("org.vedette." + other + "..")
              .allowEmptyShould(true)
              .check(vedette);
        }
      }
    }
  }

  @Test
  void modulesHaveNoCycles() {
    slices().matching("org.vedette.(*)..").should().beFreeOfCycles().check(vedette);
  }

  @Test
  void stateIsNotPublic() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("org.vedette..")
        .and()
        .areNotFinal()
        .should()
        .notBePublic()
        .check(vedette);
  }
}
