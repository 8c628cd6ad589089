package org.vedette.models.heads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.vedette.core.task.PriorGenerator;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/**
 * The priors of all levels over the maps of one batch.
 *
 * @param coordinates (P*4) as the generator gives them
 * @param tensor (P, 4): the same beside the maps
 * @param levelSizes (L): how many priors each level has
 * @param mapSizes (L) of rows and columns of each map
 */
@SuppressWarnings("ArrayRecordComponent")
record PriorGrid(
    float[] coordinates, Tensor tensor, List<Integer> levelSizes, List<int[]> mapSizes) {

  /** Lays priors over maps, and remembers what it laid for the sizes that came last. */
  static final class Layout {
    private static final int REMEMBERED = 8;

    private final PriorGenerator generator;
    private final Map<List<Integer>, float[]> known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<List<Integer>, float[]> eldest) {
            return size() > REMEMBERED;
          }
        };

    Layout(PriorGenerator generator) {
      this.generator = generator;
    }

    /** The priors over maps (N, C, H_l, W_l). */
    PriorGrid over(List<Tensor> maps) {
      List<Integer> levelSizes = new ArrayList<>();
      List<int[]> mapSizes = new ArrayList<>();
      List<Integer> key = new ArrayList<>();
      for (int level = 0; level < maps.size(); level++) {
        int height = (int) maps.get(level).size(2);
        int width = (int) maps.get(level).size(3);
        key.add(height);
        key.add(width);
        mapSizes.add(new int[] {height, width});
        levelSizes.add(height * width * generator.priorsPerCell(level));
      }
      float[] all = coordinates(key, mapSizes);
      Tensor tensor = Ops.toDeviceOf(Tensors.of(all, all.length / 4, 4), maps.get(0));
      return new PriorGrid(all, tensor, levelSizes, mapSizes);
    }

    private synchronized float[] coordinates(List<Integer> key, List<int[]> mapSizes) {
      float[] all = known.get(key);
      if (all == null) {
        all = new float[0];
        for (int level = 0; level < mapSizes.size(); level++) {
          float[] own = generator.grid(level, mapSizes.get(level)[0], mapSizes.get(level)[1]);
          int before = all.length;
          all = Arrays.copyOf(all, before + own.length);
          System.arraycopy(own, 0, all, before, own.length);
        }
        known.put(key, all);
      }
      return all;
    }
  }

  /** The priors of each level, (P_l, 4). */
  List<Tensor> levels() {
    List<Tensor> levels = new ArrayList<>();
    int from = 0;
    for (int size : levelSizes) {
      levels.add(Ops.slice(tensor, 0, from, from + (long) size));
      from += size;
    }
    return levels;
  }
}
