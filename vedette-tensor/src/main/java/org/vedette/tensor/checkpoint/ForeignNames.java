package org.vedette.tensor.checkpoint;

import java.util.List;
import java.util.stream.Stream;
import org.vedette.base.CheckpointException;

/** The names that other projects give the weights of models that are the same as here. */
public final class ForeignNames {
  /** A CSP layer: conv1 and conv2 are names of other blocks, too. */
  private static final String CSP =
      "^(backbone\\.stage[123]\\.1|backbone\\.stage4\\.2|neck\\.(?:top_down|bottom_up)_blocks\\.\\d)";

  /** YOLOX as its authors, Megvii, publish it. */
  private static final List<Rename> YOLOX =
      Stream.of(
              "^backbone\\.backbone\\.=backbone.",
              "^backbone\\.lateral_conv0\\.=neck.reduce_layers.0.",
              "^backbone\\.reduce_conv1\\.=neck.reduce_layers.1.",
              "^backbone\\.C3_p4\\.=neck.top_down_blocks.0.",
              "^backbone\\.C3_p3\\.=neck.top_down_blocks.1.",
              "^backbone\\.bu_conv2\\.=neck.downsamples.0.",
              "^backbone\\.bu_conv1\\.=neck.downsamples.1.",
              "^backbone\\.C3_n3\\.=neck.bottom_up_blocks.0.",
              "^backbone\\.C3_n4\\.=neck.bottom_up_blocks.1.",
              "^head\\.stems\\.=neck.out_convs.",
              "^head\\.(cls|reg)_convs\\.=bbox_head.multi_level_\\1_convs.",
              "^head\\.(cls|reg|obj)_preds\\.=bbox_head.multi_level_conv_\\1.",
              "^backbone\\.dark2\\.=backbone.stage1.",
              "^backbone\\.dark3\\.=backbone.stage2.",
              "^backbone\\.dark4\\.=backbone.stage3.",
              "^backbone\\.dark5\\.=backbone.stage4.",
              "\\.dconv\\.=.depthwise_conv.",
              "\\.pconv\\.=.pointwise_conv.",
              CSP + "\\.conv1\\.=\\1.main_conv.",
              CSP + "\\.conv2\\.=\\1.short_conv.",
              CSP + "\\.conv3\\.=\\1.final_conv.",
              CSP + "\\.m\\.=\\1.blocks.")
          .map(Rename::parse)
          .toList();

  private ForeignNames() {}

  /**
   * What turns a project's names into those of MMDetection.
   *
   * @param project its name, such as {@code yolox}
   * @throws CheckpointException when it is not known
   */
  public static List<Rename> of(String project) {
    if (project.equals("yolox")) {
      return YOLOX;
    }
    throw new CheckpointException("--from " + project + ": expected yolox (Megvii's names)");
  }
}
