package org.vedette.models.roi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.ImageMeta;
import org.vedette.core.Batch;
import org.vedette.core.Instances;
import org.vedette.core.roi.BboxPredictions;
import org.vedette.core.roi.BoxTask;
import org.vedette.core.roi.Rois;
import org.vedette.core.task.Sampling;
import org.vedette.tensor.Ops;
import org.vedette.tensor.Tensors;

/** What a step of a cascade hands to the next: its regions, refined by what it predicts. */
final class NextRegions {
  private NextRegions() {}

  /** The regions of the next step of inference: refined by their best class. */
  static Rois of(BoxTask task, BboxPredictions predicted, Rois rois, List<ImageMeta> metas) {
    List<float[]> next = new ArrayList<>();
    for (int image = 0; image < rois.images(); image++) {
      next.add(
          rois.counts()[image] == 0
              ? new float[0]
              : task.refine(predicted.of(rois, image), rois.boxes(image), null, metas.get(image)));
    }
    return Rois.of(next);
  }

  /** The boxes for the next step of training: refined by the truth's class, without the truths. */
  static List<Instances> inTraining(
      BoxTask task, BboxPredictions predicted, Rois rois, List<Sampling> samplings, Batch batch) {
    List<Instances> next = new ArrayList<>();
    for (int image = 0; image < samplings.size(); image++) {
      Sampling own = samplings.get(image);
      int[] labels = new int[own.size()];
      Arrays.fill(labels, -1);
      for (int i = 0; i < own.numPositives(); i++) {
        labels[i] = (int) own.labels()[i];
      }
      float[] boxes =
          task.refine(predicted.of(rois, image), own.boxes(), labels, batch.metas().get(image));
      next.add(withoutTruths(boxes, own, batch.images()));
    }
    return next;
  }

  private static Instances withoutTruths(float[] boxes, Sampling sampling, Tensor like) {
    float[] kept = new float[boxes.length];
    int count = 0;
    for (int i = 0; i < sampling.size(); i++) {
      if (i >= sampling.numPositives() || !sampling.isTruth(i)) {
        System.arraycopy(boxes, 4 * i, kept, 4 * count++, 4);
      }
    }
    Tensor all = Tensors.of(Arrays.copyOf(kept, 4 * count), count, 4);
    return new Instances(Ops.toDeviceOf(all, like), null, null, null);
  }
}
