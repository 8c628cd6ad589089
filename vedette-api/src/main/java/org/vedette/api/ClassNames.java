package org.vedette.api;

import java.util.List;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.data.MetaInfo;
import org.vedette.data.dataset.Palettes;
import org.vedette.visual.Palette;

/** What the labels of a model are called and drawn in. */
final class ClassNames {
  private ClassNames() {}

  /** The names that a config's test dataset states in {@code metainfo}, else the checkpoint's, else those of the dataset's type. */
  static MetaInfo of(DictNode config, List<String> fromCheckpoint) {
    DictNode dataset = TestPipeline.dataset(config);
    DictNode metainfo = dataset == null ? null : dataset.dict("metainfo");
    if (metainfo != null && metainfo.get("classes") != null) {
      List<String> names = names(metainfo.get("classes"));
      return new MetaInfo(names, colors(metainfo.get("palette")));
    }
    MetaInfo standard = ofType(dataset == null ? null : dataset.string("type"));
    if (fromCheckpoint.isEmpty() || fromCheckpoint.equals(standard.classes())) {
      return standard;
    }
    return MetaInfo.of(fromCheckpoint);
  }

  private static MetaInfo ofType(String type) {
    return switch (type == null ? "" : type.substring(type.lastIndexOf('.') + 1)) {
      case "VOCDataset" -> Palettes.VOC;
      case "CityscapesDataset" -> Palettes.CITYSCAPES;
      default -> Palettes.COCO;
    };
  }

  private static List<String> names(ConfigNode node) {
    if (node instanceof ListNode list) {
      return list.items().stream().map(item -> String.valueOf(((ScalarNode) item).value())).toList();
    }
    return List.of(String.valueOf(((ScalarNode) node).value()));
  }

  private static List<int[]> colors(ConfigNode node) {
    if (!(node instanceof ListNode list)) {
      return List.of();
    }
    return list.items().stream()
        .map(
            item ->
                ((ListNode) item)
                    .items().stream()
                        .mapToInt(value -> ((Number) ((ScalarNode) value).value()).intValue())
                        .toArray())
        .toList();
  }

  /**
   * The colours by upstream's name of a palette.
   *
   * @param name {@code coco}, {@code voc}, {@code citys}, {@code random}, or {@code none} for the dataset's own
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
