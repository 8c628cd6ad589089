package org.vedette.api;

import java.nio.file.Path;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.vedette.base.Detections;
import org.vedette.base.Truth;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.Sample;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.visual.DetectionPainter;

/** Writes pictures of the truth (left) beside the detections (right). */
public final class ShowDir {
  /** The least score that upstream's DetVisualizationHook draws. */
  private static final double MIN_SCORE = 0.3;

  private final Path folder;
  private final DetectionPainter painter;

  /** Pictures into a folder, in the colours of a dataset. */
  public ShowDir(Path folder, MetaInfo meta) {
    this.folder = folder;
    this.painter = new DetectionPainter(meta.classes(), ClassNames.palette("none", meta));
  }

  /** Reads the original image of a sample and writes it twice, side by side. */
  public void write(Sample sample, Detections found) {
    Path file = Path.of(sample.path());
    try (Image left = ImageFiles.read(file);
        Image right = left.copy();
        Mat both = new Mat();
        MatVector pair = new MatVector(left.mat(), right.mat())) {
      ImageRecord record = sample.record();
      painter.draw(left.mat(), new Truth(record.boxes(), record.labels(), record.ignored(), null));
      painter.draw(right.mat(), found, MIN_SCORE);
      opencv_core.hconcat(pair, both);
      try (Image picture = Image.owning(both.clone())) {
        ImageFiles.write(folder.resolve(file.getFileName()), picture);
      }
    }
  }
}
