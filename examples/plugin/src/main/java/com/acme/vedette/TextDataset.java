package com.acme.vedette;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.base.coco.Segmentation;
import org.vedette.config.component.Component;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;

/**
 * Images with boxes in a text file. A line {@code #} starts an image; then come its file name,
 * width and height, the number of its boxes, and for each box x1 y1 x2 y2 in pixels and the label,
 * from 0:
 *
 * <pre>
 * #
 * 000001.jpg
 * 1280 720
 * 1
 * 10 20 40 60 2
 * </pre>
 */
@Component("acme.TextDataset")
public final class TextDataset implements Dataset {
  private final Config config;
  private final List<ImageRecord> records = new ArrayList<>();
  private volatile Pipeline pipeline;

  /**
   * Settings.
   *
   * @param ann_file the text file
   * @param img_dir the folder of the images
   * @param classes the names, by label
   * @param pipeline the steps that load an image
   */
  public record Config(
      String ann_file,
      String img_dir,
      List<String> classes,
      @Default("[]") List<Spec<Transform>> pipeline) {}

  /**
   * Reads the file.
   *
   * @throws DataException when it cannot be read or does not follow the format
   */
  public TextDataset(Config config) {
    this.config = config;
    pipeline = Pipeline.build(config.pipeline());
    try {
      read(Files.readAllLines(Path.of(config.ann_file())));
    } catch (IOException e) {
      throw new DataException(config.ann_file() + ": cannot read: " + e.getMessage(), e);
    }
  }

  private void read(List<String> lines) {
    int at = 0;
    while (at < lines.size()) {
      if (!lines.get(at).equals("#") || at + 3 >= lines.size()) {
        throw wrong(at, "'#', and three lines after it");
      }
      float[] size = numbers(lines, at + 2, 2);
      int count = (int) numbers(lines, at + 3, 1)[0];
      float[] boxes = new float[4 * count];
      int[] labels = new int[count];
      for (int i = 0; i < count; i++) {
        float[] box = numbers(lines, at + 4 + i, 5);
        System.arraycopy(box, 0, boxes, 4 * i, 4);
        labels[i] = (int) box[4];
        if (labels[i] < 0 || labels[i] >= config.classes().size()) {
          throw wrong(at + 4 + i, "a label below " + config.classes().size());
        }
      }
      String path = Path.of(config.img_dir(), lines.get(at + 1)).toString();
      records.add(record(path, (int) size[1], (int) size[0], boxes, labels));
      at += 4 + count;
    }
  }

  private ImageRecord record(String path, int height, int width, float[] boxes, int[] labels) {
    boolean[] ignored = new boolean[labels.length];
    Segmentation[] outlines = new Segmentation[labels.length];
    return new ImageRecord(
        records.size(), path, null, height, width, boxes, labels, ignored, outlines);
  }

  private float[] numbers(List<String> lines, int line, int count) {
    String[] words = line < lines.size() ? lines.get(line).strip().split("\\s+") : new String[0];
    float[] numbers = new float[count];
    try {
      for (int i = 0; i < count; i++) {
        numbers[i] = Float.parseFloat(words[i]);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw (DataException) wrong(line, count + " numbers").initCause(e);
    }
    return numbers;
  }

  private DataException wrong(int line, String expected) {
    return new DataException(config.ann_file() + ":" + (line + 1) + ": expected " + expected);
  }

  @Override
  public int size() {
    return records.size();
  }

  @Override
  public MetaInfo metaInfo() {
    return MetaInfo.of(config.classes());
  }

  @Override
  public ImageRecord record(int index) {
    return records.get(index);
  }

  @Override
  public Sample sample(int index, RandomSource random) {
    Sample sample = pipeline.apply(new Sample(records.get(index)), random);
    if (sample == null) {
      throw new DataException(records.get(index) + ": the pipeline found the image of no use");
    }
    return sample;
  }

  @Override
  public void replacePipeline(Pipeline replacement) {
    pipeline = replacement;
  }
}
