package org.vedette.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vedette.base.DataException;
import org.vedette.base.ErrorList;
import org.vedette.base.coco.Segmentation;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.image.Image;
import org.vedette.data.image.ImageFiles;
import org.vedette.data.voc.VocAnnotation;
import org.vedette.data.voc.VocList;

/**
 * Reads images and boxes of Pascal VOC's XML as upstream's {@code XMLDataset} does: the number of
 * the first pixel is subtracted from all four coordinates, after digits behind the point are cut
 * off. Difficult objects, and in training those below {@code bbox_min_size}, are ignored; other
 * classes are left out.
 */
final class VocRecords {
  private final Layout layout;
  private final double minBox;
  private final MetaInfo metaInfo;

  /** Where a dataset's files are, and from what its pixels are counted. */
  interface Layout {
    /** The file with the objects of an image of the list. */
    String annotation(String name);

    /**
     * The file of an image of the list.
     *
     * @throws DataException when the annotation does not say
     */
    String image(String name, VocAnnotation annotation);

    /** What the first pixel is called. */
    int firstPixel();
  }

  /** VOC's own folders. */
  private record VocLayout(VocSettings settings, String root) implements Layout {
    @Override
    public String annotation(String name) {
      return JoinedPath.of(JoinedPath.of(root, settings.ann_subdir()), name + ".xml");
    }

    @Override
    public String image(String name, VocAnnotation annotation) {
      return JoinedPath.of(JoinedPath.of(root, settings.img_subdir()), name + ".jpg");
    }

    @Override
    public int firstPixel() {
      return 1;
    }
  }

  /** An image's record, or what is wrong with it. */
  private record Read(ImageRecord image, DataException error) {}

  private VocRecords(Layout layout, double minBox, MetaInfo metaInfo) {
    this.layout = layout;
    this.minBox = minBox;
    this.metaInfo = metaInfo;
  }

  /** Reads all images of a list with files in VOC's own folders. */
  static ListedDataset.Listing read(String type, VocSettings settings, MetaInfo byDefault) {
    return read(type, settings, new VocLayout(settings, settings.root()), byDefault);
  }

  /**
   * Reads all images of the list.
   *
   * @param type the dataset's type, for errors
   * @param layout where the files are
   * @param byDefault the classes unless metainfo names others
   * @throws DataException naming all files that are wrong, with their lines
   */
  static ListedDataset.Listing read(
      String type, VocSettings settings, Layout layout, MetaInfo byDefault) {
    MetaInfo metaInfo = MetaInfoReader.read(settings.options().metainfo(), byDefault);
    if (metaInfo.classes().isEmpty()) {
      throw new DataException(type + ": its classes are needed: metainfo=dict(classes=(...))");
    }
    if (settings.options().ann_file().isEmpty()) {
      throw new DataException(
          type + ": 'ann_file' is needed: a list of images such as ImageSets/Main/train.txt");
    }
    List<String> names = VocList.read(Path.of(settings.options().annotationPath()));
    VocRecords records = new VocRecords(layout, settings.minBox(), metaInfo);
    // Thousands of small files: read by all cores, the order stays.
    List<Read> read =
        IntStream.range(0, names.size())
            .parallel()
            .mapToObj(i -> records.readOrError(i, names.get(i)))
            .toList();
    ErrorList errors = new ErrorList();
    read.stream().filter(one -> one.error != null).forEach(one -> errors.add(one.error));
    errors.throwIfAny();
    return new ListedDataset.Listing(metaInfo, read.stream().map(Read::image).toList());
  }

  private Read readOrError(int number, String name) {
    try {
      return new Read(read(number, name), null);
    } catch (DataException e) {
      return new Read(null, e);
    }
  }

  private ImageRecord read(int number, String name) {
    VocAnnotation annotation = VocAnnotation.read(Path.of(layout.annotation(name)));
    String path = layout.image(name, annotation);
    List<VocAnnotation.Item> items = new ArrayList<>(annotation.objects());
    items.removeIf(item -> !metaInfo.classes().contains(item.name()));
    float[] boxes = new float[4 * items.size()];
    int[] labels = new int[items.size()];
    boolean[] ignored = new boolean[items.size()];
    for (int i = 0; i < labels.length; i++) {
      VocAnnotation.Item item = items.get(i);
      boxes[4 * i] = item.xmin() - layout.firstPixel();
      boxes[4 * i + 1] = item.ymin() - layout.firstPixel();
      boxes[4 * i + 2] = item.xmax() - layout.firstPixel();
      boxes[4 * i + 3] = item.ymax() - layout.firstPixel();
      labels[i] = metaInfo.classes().indexOf(item.name());
      long side = Math.min(item.xmax() - item.xmin(), item.ymax() - item.ymin());
      ignored[i] = item.difficult() || side < minBox;
    }
    int height = annotation.height();
    int width = annotation.width();
    if (height == 0 || width == 0) {
      try (Image image = ImageFiles.read(Path.of(path))) {
        height = image.height();
        width = image.width();
      }
    }
    // VOC's names are no numbers: an image's id is its place in the list, from 1.
    return new ImageRecord(
        number + 1L,
        path,
        null,
        height,
        width,
        boxes,
        labels,
        ignored,
        new Segmentation[labels.length]);
  }
}
