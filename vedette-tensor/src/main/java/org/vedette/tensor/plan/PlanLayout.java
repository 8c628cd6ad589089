package org.vedette.tensor.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/**
 * How the maps within a plan lie. Best are blocks of as many channels as a vector register holds
 * numbers: a map is then its blocks one after the other, and maps are joined by lying side by side.
 * Where a map has channels that do not fill its blocks, oneDNN chooses.
 *
 * @param block channels of a block; 1 where oneDNN chooses
 */
record PlanLayout(long block) {
  private static final int AVX512_BLOCK = 16;
  private static final int AVX2_BLOCK = 8;

  /** The layout for a graph on this processor. */
  static PlanLayout of(PlanGraph graph) {
    long block = registerBlock();
    List<List<Integer>> users = graph.users();
    boolean filled =
        IntStream.range(0, graph.nodes().size()).allMatch(i -> fills(graph, users, i, block));
    return new PlanLayout(filled ? block : 1);
  }

  private static boolean fills(PlanGraph graph, List<List<Integer>> users, int index, long block) {
    PlanGraph.Node node = graph.nodes().get(index);
    // What only leaves the plan is laid out anew in any case; quarters are never made.
    return node.shape()[1] % block == 0
        || node.op() instanceof PlanOp.Quarters
        || users.get(graph.valueOf(index)).isEmpty();
  }

  private static long registerBlock() {
    int isa = dnnl.dnnl_get_effective_cpu_isa();
    if (has(isa, dnnl.dnnl_cpu_isa_avx512_core)) {
      return AVX512_BLOCK;
    }
    return has(isa, dnnl.dnnl_cpu_isa_avx2) ? AVX2_BLOCK : 1;
  }

  private static boolean has(int isa, int wanted) {
    return (isa & wanted) == wanted;
  }

  /** The layout of a map. */
  memory.desc of(long[] shape) {
    if (block == 1 || shape[1] % block != 0) {
      return OneDnn.any(shape);
    }
    return OneDnn.desc(
        shape, block == AVX2_BLOCK ? memory.format_tag.nChw8c : memory.format_tag.nChw16c);
  }
}
