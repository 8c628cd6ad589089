package org.vedette.engine;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.Detections;
import org.vedette.base.ImageMeta;
import org.vedette.core.TtaModel;
import org.vedette.data.Sample;

/** Predicts the views that test-time augmentation made of images, and merges what is found. */
final class ViewPredictor {
  private final Evaluator.Predictor model;
  private final TtaModel merger;

  ViewPredictor(Evaluator.Predictor model, TtaModel merger) {
    this.model = model;
    this.merger = merger;
  }

  /**
   * The merged detections of each image; all images of a batch are predicted in one view at once.
   */
  List<Detections> predict(List<Sample> samples) {
    int count = samples.get(0).views().size();
    for (Sample sample : samples) {
      if (sample.views().isEmpty() || sample.views().size() != count) {
        throw new DataException(
            sample.record()
                + ": test-time augmentation needs several views of each image, equally many; hint:"
                + " TestTimeAug must be the last step of tta_pipeline");
      }
    }
    List<List<Detections>> found = new ArrayList<>();
    for (int v = 0; v < count; v++) {
      int view = v;
      found.add(model.predict(samples.stream().map(s -> s.views().get(view).toInput()).toList()));
    }
    List<Detections> merged = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      int image = i;
      List<ImageMeta> metas = samples.get(i).views().stream().map(Sample::meta).toList();
      merged.add(merger.merge(metas, found.stream().map(one -> one.get(image)).toList()));
    }
    return merged;
  }
}
