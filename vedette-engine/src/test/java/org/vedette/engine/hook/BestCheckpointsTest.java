package org.vedette.engine.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vedette.config.component.Binder;
import org.vedette.config.component.Registry;

class BestCheckpointsTest {
  private static CheckpointHook.Config bind(String keys) {
    return new Binder(Registry.load()).bind(CheckpointHook.Config.class, "dict(" + keys + ")");
  }

  @Test
  void theFiguresNameTellsWhetherMoreIsBetter() {
    assertThat(Rule.of(null, "coco/bbox_mAP")).isEqualTo(Rule.GREATER);
    assertThat(Rule.of(null, "coco/AR@100")).isEqualTo(Rule.GREATER);
    assertThat(Rule.of(null, "val_loss")).isEqualTo(Rule.LESS);
  }

  @Test
  void aFigureOfWhichNothingIsKnownNeedsARule() {
    assertThatThrownBy(() -> bind("save_best='speed'")).hasMessageContaining("set 'rule'");
    assertThat(bind("save_best='speed', rule='less'").save_best().values())
        .containsExactly("speed");
    assertThat(bind("save_best='speed', greater_keys=['speed']").greater_keys())
        .containsExactly("speed");
  }

  @Test
  void keysOfAConfigStandInPlaceOfTheUsualOnes() {
    assertThat(Rule.of(null, "coco/bbox_mAP", null, List.of("coco/bbox_map"))).isEqualTo(Rule.LESS);
    assertThat(Rule.of(null, "coco/bbox_mAP", null, List.of("map"))).isEqualTo(Rule.GREATER);
    assertThatThrownBy(() -> bind("save_best='coco/bbox_mAP', greater_keys=['speed']"))
        .hasMessageContaining("set 'rule'");
  }

  @Test
  void autoStandsAlone() {
    assertThatThrownBy(() -> bind("save_best=['auto', 'coco/bbox_mAP']"))
        .hasMessageContaining("'auto' stands alone");
  }

  @Test
  void checkpointsGoToFilesOnly() {
    assertThatThrownBy(() -> bind("backend_args=dict(backend='petrel')"))
        .hasMessageContaining("files on disk");
    assertThat(bind("backend_args=dict(backend='local')").backend_args())
        .isEqualTo(BackendArgs.LOCAL);
  }

  @Test
  void aNameWithoutAPlaceForTheNumberIsRefused() {
    assertThatThrownBy(() -> bind("filename_tmpl='last.pth'")).hasMessageContaining("{}");
  }
}
