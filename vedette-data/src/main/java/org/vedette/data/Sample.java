package org.vedette.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.DataException;
import org.vedette.base.ImageInput;
import org.vedette.base.ImageMeta;
import org.vedette.base.Truth;
import org.vedette.data.image.FlipDirection;
import org.vedette.data.image.Image;

/**
 * An image on its way through a pipeline, with all that is known of it. It owns its image and its
 * semantic map; who holds a sample closes it. Used by one thread at a time.
 */
public final class Sample implements AutoCloseable {
  private final ImageRecord record;
  private Image image;
  private Image segMap;
  private int segIgnoreIndex = 255;
  private String path;
  private List<String> channelPaths = List.of();
  private int oriHeight;
  private int oriWidth;
  private double scaleX = 1;
  private double scaleY = 1;
  private FlipDirection flip;
  private ImageMeta.Border border;
  private Truths truths;
  private ImageInput.Proposals proposals;
  private List<String> text = List.of();
  private List<Sample> views = List.of();
  private Map<String, Sample> branches = Map.of();

  /** A sample of which only the record is known. */
  public Sample(ImageRecord record) {
    this.record = record;
    this.path = record.path();
    this.oriHeight = record.height();
    this.oriWidth = record.width();
    this.proposals = record.proposals();
  }

  /** A sample of an image in memory, which it owns from now on. */
  public static Sample of(Image image) {
    Sample sample = new Sample(ImageRecord.ofFile(""));
    sample.image = image;
    return sample;
  }

  /** What the dataset knows of the image. */
  public ImageRecord record() {
    return record;
  }

  /** A sample of its own with the same content. */
  public Sample copy() {
    Sample copy = new Sample(record);
    copy.image = image == null ? null : image.copy();
    copy.segMap = segMap == null ? null : segMap.copy();
    copy.segIgnoreIndex = segIgnoreIndex;
    copy.path = path;
    copy.channelPaths = channelPaths;
    copy.oriHeight = oriHeight;
    copy.oriWidth = oriWidth;
    copy.scaleX = scaleX;
    copy.scaleY = scaleY;
    copy.flip = flip;
    copy.border = border;
    copy.truths = truths;
    copy.proposals = proposals;
    copy.text = text;
    copy.views = views.stream().map(Sample::copy).toList();
    copy.branches = new LinkedHashMap<>();
    branches.forEach((name, branch) -> copy.branches.put(name, branch.copy()));
    return copy;
  }

  /** Whether the image was loaded. */
  public boolean hasImage() {
    return image != null;
  }

  /**
   * The image; the sample goes on owning it.
   *
   * @throws DataException when no step has loaded it
   */
  public Image image() {
    if (image == null) {
      throw new DataException(record + ": " + whyNoImage());
    }
    return image;
  }

  private String whyNoImage() {
    if (!branches.isEmpty()) {
      return "MultiBranch has made the branches "
          + String.join(", ", branches.keySet())
          + " of the image: it must be the last step, and only a semi-supervised detector takes them";
    }
    return views.isEmpty()
        ? "the pipeline needs the image, but no step before has loaded it"
        : "TestTimeAug has made "
            + views.size()
            + " views of the image: it must be the last step, and only a test with test-time"
            + " augmentation takes them";
  }

  /** Takes over another image and closes the one before. */
  public void replaceImage(Image newImage) {
    if (image != null && image != newImage) {
      image.close();
    }
    image = newImage;
  }

  /** Takes over the image as loaded: its size is the original size. */
  public void loadImage(Image newImage, String newPath) {
    replaceImage(newImage);
    path = newPath;
    oriHeight = newImage.height();
    oriWidth = newImage.width();
  }

  /** The semantic map, one channel; null when there is none. */
  public Image segMap() {
    return segMap;
  }

  /** The label that the semantic map has where it says nothing. */
  public int segIgnoreIndex() {
    return segIgnoreIndex;
  }

  /** Takes over a semantic map and closes the one before. */
  public void replaceSegMap(Image map) {
    if (segMap != null && segMap != map) {
      segMap.close();
    }
    segMap = map;
  }

  /** Sets the label that the semantic map has where it says nothing. */
  public void segIgnoreIndex(int index) {
    segIgnoreIndex = index;
  }

  /** The image's file; empty when it came from memory. */
  public String path() {
    return path;
  }

  /** The files of an image of which each holds a channel; empty for other images. */
  public List<String> channelPaths() {
    return channelPaths;
  }

  /** Sets the files of an image of which each holds a channel; for datasets of one's own. */
  public void channelPaths(List<String> paths) {
    channelPaths = List.copyOf(paths);
  }

  /** Rows of the image as loaded. */
  public int oriHeight() {
    return oriHeight;
  }

  /** Columns of the image as loaded. */
  public int oriWidth() {
    return oriWidth;
  }

  /** Width after resizing divided by width before; 1 when nothing was resized. */
  public double scaleX() {
    return scaleX;
  }

  /** Height after resizing divided by height before; 1 when nothing was resized. */
  public double scaleY() {
    return scaleY;
  }

  /** Records how a step has resized the image; the last one counts, as upstream. */
  public void scale(double x, double y) {
    scaleX = x;
    scaleY = y;
  }

  /** The direction in which the image was mirrored; null when it was not. */
  public FlipDirection flip() {
    return flip;
  }

  /** Records the decision on mirroring; null is not to mirror. */
  public void flip(FlipDirection direction) {
    flip = direction;
  }

  /** Where the image lies on a canvas that a step has put it on; null when none has. */
  public ImageMeta.Border border() {
    return border;
  }

  /** Records where the image lies on a canvas. */
  public void border(ImageMeta.Border newBorder) {
    border = newBorder;
  }

  /** The annotated objects; null when no step has loaded them. */
  public Truths truths() {
    return truths;
  }

  /** Sets the annotated objects. */
  public void truths(Truths newTruths) {
    truths = newTruths;
  }

  /** Boxes of a first stage; null when there are none. */
  public ImageInput.Proposals proposals() {
    return proposals;
  }

  /** Sets boxes of a first stage. */
  public void proposals(ImageInput.Proposals newProposals) {
    proposals = newProposals;
  }

  /** The class names, where the dataset hands them to the model ({@code return_classes}). */
  public List<String> text() {
    return text;
  }

  /** Sets the class names. */
  public void text(List<String> names) {
    text = List.copyOf(names);
  }

  /**
   * The views of the image that test-time augmentation has made, each with its own pixels and meta;
   * empty for an image that stands for itself.
   */
  public List<Sample> views() {
    return views;
  }

  /** Puts views of the image, which this owns from now on, in the place of its pixels. */
  public void replaceByViews(List<Sample> newViews) {
    close();
    views = List.copyOf(newViews);
  }

  /**
   * The branches of the image that {@code MultiBranch} has made, by name, each a sample with pixels
   * of its own; empty for an image that stands for itself.
   */
  public Map<String, Sample> branches() {
    return Collections.unmodifiableMap(branches);
  }

  /** Puts branches of the image, which this owns from now on, in the place of its pixels. */
  public void replaceByBranches(Map<String, Sample> newBranches) {
    close();
    branches = new LinkedHashMap<>(newBranches);
  }

  /** What is known of the image besides its pixels; not padded by a batch yet. */
  public ImageMeta meta() {
    int height = image().height();
    int width = image.width();
    return new ImageMeta(
        record.imageId(),
        path,
        oriHeight,
        oriWidth,
        height,
        width,
        height,
        width,
        scaleX,
        scaleY,
        flip != null,
        flip == null ? "" : flip.key(),
        border);
  }

  /**
   * The image as a model's data preprocessor takes it: a view of this sample's pixels, valid until
   * the sample is closed, with the objects when a step has loaded them.
   */
  public ImageInput toInput() {
    Image pixels = image();
    return new ImageInput(
        pixels.buffer(),
        pixels.isFloat(),
        pixels.height(),
        pixels.width(),
        pixels.channels(),
        meta(),
        truths == null ? null : truth(),
        proposals);
  }

  private Truth truth() {
    if (truths.labels() == null) {
      throw new DataException(
          record() + ": objects without labels; hint: LoadAnnotations needs with_label=True");
    }
    return truths.toTruth();
  }

  /** Frees the pixels; calling it again does nothing. */
  @Override
  public void close() {
    replaceImage(null);
    replaceSegMap(null);
    views.forEach(Sample::close);
    branches.values().forEach(Sample::close);
  }
}
