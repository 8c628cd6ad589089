package org.vedette.api;

import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.data.MetaInfo;
import org.vedette.data.dataset.MetaInfoReader;
import org.vedette.data.dataset.Palettes;
import org.vedette.visual.Palette;

/** What the labels of a model are called and drawn in. */
final class ClassNames {
  private ClassNames() {}

  /**
   * The names that a config's test dataset states in {@code metainfo}, else the checkpoint's, else
   * those of the dataset's type.
   */
  static MetaInfo of(DictNode config, List<String> fromCheckpoint) {
    DictNode dataset = TestPipeline.dataset(config);
    MetaInfo standard = ofType(dataset == null ? null : dataset.string("type"));
    DictNode metainfo = dataset == null ? null : metainfo(dataset);
    if (metainfo != null && (metainfo.has("classes") || metainfo.has("CLASSES"))) {
      return MetaInfoReader.read(metainfo, standard);
    }
    if (fromCheckpoint.isEmpty() || fromCheckpoint.equals(standard.classes())) {
      return standard;
    }
    return MetaInfo.of(fromCheckpoint);
  }

  private static DictNode metainfo(DictNode dataset) {
    ConfigNode node = dataset.get("metainfo");
    if (node == null || node.isNone()) {
      return null;
    }
    if (node instanceof DictNode dict) {
      return dict;
    }
    throw new ConfigException(
        Problem.of(
            node.location(), "test_dataloader.dataset.metainfo", "wrong type; expected dict"));
  }

  private static MetaInfo ofType(String type) {
    return switch (type == null ? "" : type.substring(type.lastIndexOf('.') + 1)) {
      case "VOCDataset" -> Palettes.VOC;
      case "CityscapesDataset" -> Palettes.CITYSCAPES;
      default -> Palettes.COCO;
    };
  }

  /**
   * The colours by upstream's name of a palette.
   *
   * @param name {@code coco}, {@code voc}, {@code citys}, {@code random}, or {@code none} for the
   *     dataset's own
   */
  static Palette palette(String name, MetaInfo meta) {
    MetaInfo source =
        switch (name) {
          case "coco" -> Palettes.COCO;
          case "voc" -> Palettes.VOC;
          case "citys" -> Palettes.CITYSCAPES;
          case "random" -> MetaInfo.of(meta.classes());
          default -> meta;
        };
    return source.palette().isEmpty()
        ? Palette.distinct(Math.max(1, meta.classes().size()))
        : Palette.of(source.palette());
  }
}
