package org.vedette.models.roi;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.base.Rle;
import org.vedette.base.VedetteException;
import org.vedette.core.roi.MaskHead;
import org.vedette.core.roi.RcnnTestConfig;
import org.vedette.core.roi.RoiExtractor;
import org.vedette.core.roi.Rois;
import org.vedette.core.roi.SharedHead;
import org.vedette.tensor.Ops;
import org.vedette.tensor.StageTimes;
import org.vedette.tensor.Tensors;

/**
 * The way of regions from maps to masks.
 *
 * @param extractor cuts regions out of the maps
 * @param shared what heads share; null for nothing
 * @param head predicts
 */
record MaskBranch(RoiExtractor extractor, SharedHead shared, MaskHead head) {
  /** Mask logits of regions, (R, K, h, w). */
  Tensor run(List<Tensor> maps, Rois rois) {
    Tensor cut = StageTimes.time(extractor, () -> extractor.forward(maps, rois));
    Tensor features = shared == null ? cut : StageTimes.time(shared, () -> shared.forward(cut));
    return StageTimes.time(head, () -> head.forward(features));
  }

  /**
   * Detections with masks of the original image's size; where there are several branches, the means
   * of their probabilities count.
   *
   * @param found boxes in pixels of the model's input
   */
  static List<Detections> addMasks(
      List<MaskBranch> branches,
      List<Tensor> maps,
      List<Detections> found,
      List<ImageMeta> metas,
      RcnnTestConfig config) {
    if (config.mask_thr_binary() == null) {
      throw new VedetteException("test_cfg.rcnn: a mask head needs mask_thr_binary");
    }
    Rois rois = Rois.of(found.stream().map(Detections::boxes).toList());
    Tensor masks = rois.size() == 0 ? null : means(branches, maps, rois, found);
    List<Detections> results = new ArrayList<>();
    List<Tensor> perImage = masks == null ? List.of() : rois.split(masks);
    for (int image = 0; image < found.size(); image++) {
      Detections own = found.get(image);
      ImageMeta meta = metas.get(image);
      float[] boxes = toOriginal(own.boxes(), meta);
      Tensor masksOf = masks == null ? null : perImage.get(image);
      Rle[] pasted =
          own.size() == 0
              ? new Rle[0]
              : StageTimes.time(
                  branches.get(0).head(),
                  "paste",
                  () -> paste(masksOf, boxes, meta, config.mask_thr_binary()));
      results.add(new Detections(boxes, own.scores(), own.labels(), pasted));
    }
    return results;
  }

  private static Tensor means(
      List<MaskBranch> branches, List<Tensor> maps, Rois rois, List<Detections> found) {
    int[] labels = new int[rois.size()];
    int at = 0;
    for (Detections own : found) {
      System.arraycopy(own.labels(), 0, labels, at, own.size());
      at += own.size();
    }
    List<Tensor> each = new ArrayList<>();
    for (MaskBranch branch : branches) {
      each.add(branch.head.probabilities(branch.run(maps, rois), labels));
    }
    return each.size() == 1 ? each.get(0) : Ops.mean(Ops.stack(each, 0), new long[] {0}, false);
  }

  private static Rle[] paste(Tensor masks, float[] boxes, ImageMeta meta, double threshold) {
    int rows = (int) masks.size(1);
    int columns = (int) masks.size(2);
    float[] values = Tensors.toFloats(masks);
    MaskPaster paster = new MaskPaster(meta.oriHeight(), meta.oriWidth(), rows, columns, threshold);
    Rle[] pasted = new Rle[boxes.length / 4];
    for (int i = 0; i < pasted.length; i++) {
      pasted[i] = paster.paste(values, boxes, i);
    }
    return pasted;
  }

  private static float[] toOriginal(float[] boxes, ImageMeta meta) {
    float[] scaled = new float[boxes.length];
    for (int i = 0; i < boxes.length; i++) {
      scaled[i] = boxes[i] / (float) (i % 2 == 0 ? meta.scaleX() : meta.scaleY());
    }
    return scaled;
  }
}
