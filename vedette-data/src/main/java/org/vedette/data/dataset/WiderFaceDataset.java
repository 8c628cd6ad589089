package org.vedette.data.dataset;

import java.util.List;
import org.vedette.base.DataException;
import org.vedette.config.component.Component;
import org.vedette.config.component.Flat;
import org.vedette.data.voc.VocAnnotation;

/**
 * Faces (WIDER Face, Yang et al., 2016) in Pascal VOC's XML. {@code ann_file} lists names; below
 * {@code data_prefix=dict(img=...)} are Annotations/NAME.xml and, in the folder that the XML names,
 * NAME.jpg. Coordinates count from 0, so nothing is subtracted. Upstream: mmdet's {@code
 * WIDERFaceDataset}.
 */
@Component("WIDERFaceDataset")
public final class WiderFaceDataset extends ListedDataset {
  private static final String TYPE = "WIDERFaceDataset";
  private static final String PREFIX = "img";

  /**
   * Settings.
   *
   * @param voc the settings of all detection datasets; img_subdir and ann_subdir only as they are,
   *     for the layout is fixed
   */
  public record Config(@Flat VocSettings voc) {
    /** Checks the settings. */
    public Config {
      voc.options().requirePrefixes(TYPE, List.of(PREFIX));
      voc.checkFilter();
      if (!voc.img_subdir().equals("JPEGImages") || !voc.ann_subdir().equals("Annotations")) {
        throw new IllegalArgumentException(
            TYPE + " has a fixed layout; leave out img_subdir and ann_subdir");
      }
    }
  }

  /** Where the files are. */
  private record Layout(String folder) implements VocRecords.Layout {
    @Override
    public String annotation(String name) {
      return JoinedPath.of(folder, "Annotations/" + name + ".xml");
    }

    @Override
    public String image(String name, VocAnnotation annotation) {
      if (annotation.folder() == null) {
        throw new DataException(
            annotation(name) + ": expected <folder>, in which the image is, got none");
      }
      return JoinedPath.of(JoinedPath.of(folder, annotation.folder()), name + ".jpg");
    }

    @Override
    public int firstPixel() {
      return 0;
    }
  }

  /**
   * A dataset with these settings.
   *
   * @throws DataException naming the files and lines that are wrong
   */
  public WiderFaceDataset(Config config) {
    super(
        config.voc().options(),
        () ->
            VocRecords.read(
                TYPE,
                config.voc(),
                new Layout(config.voc().options().imageFolder()),
                Palettes.ofType(TYPE)));
  }
}
