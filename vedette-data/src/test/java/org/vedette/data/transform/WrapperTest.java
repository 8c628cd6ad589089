package org.vedette.data.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.base.RandomSource;
import org.vedette.data.Nodes;
import org.vedette.data.Sample;
import org.vedette.data.ScriptedRandom;
import org.vedette.data.Transform;

class WrapperTest {
  private static final String WIDEN = "dict(type='Pad', size=(4, 1))";
  private static final String HALVE = "dict(type='Resize', scale=(1, 1))";
  private static final String CROP = "dict(type='RandomCrop', crop_size=(1, 1))";

  private static Sample pixels() {
    return Samples.grey(1, 2, 10, 20);
  }

  private static int width(String literal, Object... draws) {
    ScriptedRandom random = new ScriptedRandom(List.of(draws));
    try (Sample sample = Nodes.transform(literal).apply(pixels(), random)) {
      random.assertExhausted();
      return sample.image().width();
    }
  }

  @Test
  void composeRunsOneStepOrSeveral() {
    assertThat(width("dict(type='Compose', transforms=[%s, %s])".formatted(HALVE, WIDEN)))
        .isEqualTo(4);
    assertThat(width("dict(type='Compose', transforms=%s)".formatted(HALVE))).isEqualTo(1);
  }

  @Test
  void randomOrderRunsAllInTheOrderDrawn() {
    String literal = "dict(type='RandomOrder', transforms=[%s, %s])".formatted(HALVE, WIDEN);
    assertThat(width(literal, (Object) new int[] {0, 1})).isEqualTo(4);
    assertThat(width(literal, (Object) new int[] {1, 0})).isEqualTo(1);
  }

  @Test
  void randomApplyRunsBelowTheChance() {
    String literal = "dict(type='RandomApply', transforms=[%s], prob=0.3)".formatted(WIDEN);
    assertThat(width(literal, 0.29)).isEqualTo(4);
    assertThat(width(literal, 0.3)).isEqualTo(2);
  }

  @Test
  void randomChoiceTakesOnePipeline() {
    String literal = "dict(type='RandomChoice', transforms=[[%s], %s])".formatted(HALVE, WIDEN);
    assertThat(width(literal, 0)).isEqualTo(1);
    assertThat(width(literal, 1)).isEqualTo(4);
  }

  @Test
  void randomChoiceGoesByTheChances() {
    String literal =
        "dict(type='RandomChoice', transforms=[[%s], [], [%s]], prob=[0.25, 0.5, 0.25])"
            .formatted(HALVE, WIDEN);
    assertThat(width(literal, 0.24)).isEqualTo(1);
    assertThat(width(literal, 0.25)).isEqualTo(2);
    assertThat(width(literal, 0.75)).isEqualTo(4);
  }

  @Test
  void chancesThatDoNotFitAreRefused() {
    String literal = "dict(type='RandomChoice', transforms=[[%s]], prob=%s)";
    assertThatThrownBy(() -> Nodes.transform(literal.formatted(HALVE, "[0.5, 0.5]")))
        .hasMessageContaining("expected 1, got 2");
    assertThatThrownBy(() -> Nodes.transform(literal.formatted(HALVE, "[0.5]")))
        .hasMessageContaining("1 in sum");
    assertThatThrownBy(() -> Nodes.transform("dict(type='RandomChoice', transforms=[])"))
        .hasMessageContaining("must not be empty");
    assertThatThrownBy(() -> Nodes.transform("dict(type='RandomApply', transforms=[], prob=2)"))
        .hasMessageContaining("from 0 to 1");
  }

  @Test
  void whatAnInnerStepFindsOfNoUseIsOfNoUse() {
    for (String type : List.of("Compose", "RandomOrder", "RandomApply")) {
      String prob = type.equals("RandomApply") ? ", prob=1.0" : "";
      Transform step =
          Nodes.transform("dict(type='%s', transforms=[%s]%s)".formatted(type, CROP, prob));
      assertThat(step.apply(Samples.withBoxes(2, 2), RandomSource.at(0))).isNull();
    }
  }

  @Test
  void outlinesAreReadWhereAnInnerStepReadsThem() {
    String load = "dict(type='LoadAnnotations', with_mask=%s)";
    for (String type : List.of("Compose", "RandomOrder", "RandomApply", "RandomChoice")) {
      String literal = "dict(type='%s', transforms=[%s])";
      assertThat(Nodes.transform(literal.formatted(type, load.formatted("True"))))
          .matches(Transform::readsSegmentations);
      assertThat(Nodes.transform(literal.formatted(type, load.formatted("False"))))
          .matches(step -> !step.readsSegmentations());
    }
  }

  @Test
  void stepsThatMixInOtherImagesAreRefused() {
    for (String mixing : List.of("Mosaic", "CachedMixUp")) {
      String step = "dict(type='%s')".formatted(mixing);
      for (String type : List.of("Compose", "RandomOrder", "RandomApply")) {
        String literal = "dict(type='%s', transforms=%s)".formatted(type, step);
        assertThatThrownBy(() -> Nodes.transform(literal)).hasMessageContaining(mixing + " mixes");
      }
      String choice = "dict(type='RandomChoice', transforms=[[%s]])".formatted(step);
      assertThatThrownBy(() -> Nodes.transform(choice)).hasMessageContaining(mixing + " mixes");
      String rand = "dict(type='RandAugment', aug_num=1, aug_space=[[%s]])".formatted(step);
      assertThatThrownBy(() -> Nodes.transform(rand)).hasMessageContaining(mixing + " mixes");
    }
  }
}
