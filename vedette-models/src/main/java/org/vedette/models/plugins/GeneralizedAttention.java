package org.vedette.models.plugins;

import org.vedette.config.ConfigNode;
import org.vedette.config.ScalarNode;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.FromConfig;
import org.vedette.core.Plugin;
import org.vedette.tensor.TensorLayer;

/** Makes {@link AttentionBlock}s. */
@Component("GeneralizedAttention")
public final class GeneralizedAttention implements Plugin {
  /**
   * What an attention weight is made of.
   *
   * @param contents the contents of both cells
   * @param contentAndPosition the content of the asking cell and where the other one lies from it
   * @param keyContent the content of the other cell
   * @param position where the other cell lies
   */
  public record Terms(
      boolean contents, boolean contentAndPosition, boolean keyContent, boolean position) {
    /** Reads four digits, such as {@code '1111'}. */
    @FromConfig
    public static Terms of(ConfigNode node) {
      if (node instanceof ScalarNode scalar
          && scalar.value() instanceof String text
          && text.matches("[01]{4}")) {
        return new Terms(
            text.charAt(0) == '1',
            text.charAt(1) == '1',
            text.charAt(2) == '1',
            text.charAt(3) == '1');
      }
      throw new IllegalArgumentException("expected four digits of 0 and 1, such as '0010'");
    }

    boolean usesQuery() {
      return contents || contentAndPosition;
    }

    boolean usesKey() {
      return contents || keyContent;
    }

    boolean usesPosition() {
      return contentAndPosition || position;
    }
  }

  /**
   * Settings.
   *
   * @param spatial_range how far a cell sees, in cells along each axis; -1 for everywhere
   * @param num_heads into how many heads the channels are divided
   * @param position_embedding_dim numbers that tell a position; -1 for as many as channels
   * @param position_magnitude what distances are multiplied by
   * @param kv_stride every how many-th cell is seen
   * @param q_stride every how many-th cell asks
   * @param attention_type what an attention weight is made of
   */
  public record Config(
      @Default("-1") int spatial_range,
      @Default("9") int num_heads,
      @Default("-1") int position_embedding_dim,
      @Default("1") int position_magnitude,
      @Default("2") int kv_stride,
      @Default("1") int q_stride,
      @Default("'1111'") Terms attention_type) {}

  private final Config config;

  /** A factory with the given settings. */
  public GeneralizedAttention(Config config) {
    this.config = config;
  }

  @Override
  public TensorLayer create(int channels) {
    return new AttentionBlock(channels, config);
  }

  @Override
  public String abbreviation() {
    return "gen_attention_block";
  }
}
