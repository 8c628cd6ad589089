package org.vedette.models.layers.residual;

import org.vedette.tensor.TensorLayer;

/** Makes residual blocks of one kind. */
public interface BlockKind {
  /** Channels of the output per {@link BlockShape#planes}. */
  int expansion();

  /**
   * A block.
   *
   * @param shortcut what brings the input to the shape of the output; null where it has it already
   */
  TensorLayer create(BlockShape shape, TensorLayer shortcut, BlockStyle style);

  /** The same blocks, which never start as the identity, whatever their style says. */
  default BlockKind withoutZeroInit() {
    BlockKind all = this;
    return new BlockKind() {
      @Override
      public int expansion() {
        return all.expansion();
      }

      @Override
      public TensorLayer create(BlockShape shape, TensorLayer shortcut, BlockStyle style) {
        return all.create(shape, shortcut, style.withoutZeroInit());
      }
    };
  }
}
