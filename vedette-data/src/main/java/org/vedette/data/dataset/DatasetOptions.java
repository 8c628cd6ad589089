package org.vedette.data.dataset;

import java.util.List;
import java.util.Map;
import org.vedette.config.DictNode;
import org.vedette.config.component.Default;
import org.vedette.config.component.OneOrMany;
import org.vedette.config.component.Spec;
import org.vedette.data.Backend;
import org.vedette.data.Transform;

/**
 * The settings that all detection datasets share: those of MMEngine's {@code BaseDataset} and
 * mmdet's {@code BaseDetDataset}.
 *
 * @param ann_file the annotation file, below data_root unless it is absolute
 * @param metainfo what replaces the dataset's own classes and palette: classes is a list of names,
 *     or a text file of one name a line
 * @param data_root the folder that other paths are below
 * @param data_prefix the folders of images and maps, below data_root unless they are absolute
 * @param filter_cfg which images are left out in training
 * @param indices the images that are kept: the first (or with a minus the last) so many, or a list
 * @param serialize_data accepted for upstream's sake: records are compact arrays anyway
 * @param pipeline the steps that load an image
 * @param test_mode whether this is for testing: nothing is left out, and an image that cannot be
 *     used is an error
 * @param lazy_init whether the annotation file is read only when it is needed
 * @param max_refetch how many other images are tried in training in place of one of no use
 * @param seg_map_suffix the extension of semantic maps
 * @param proposal_file boxes of a first stage for LoadProposals, below data_root unless it is
 *     absolute: a pickle as the DumpProposals metric writes it
 * @param file_client_args the older name of backend_args
 * @param backend_args where files are read from; only local
 * @param return_classes whether the model is told the class names
 * @param caption_prompt how class names become a caption; only None
 */
public record DatasetOptions(
    @Default("''") String ann_file,
    @Default("None") DictNode metainfo,
    @Default("''") String data_root,
    @Default("dict(img_path='')") Map<String, String> data_prefix,
    @Default("None") FilterCfg filter_cfg,
    @Default("None") OneOrMany<Integer> indices,
    @Default("True") boolean serialize_data,
    @Default("[]") List<Spec<Transform>> pipeline,
    @Default("False") boolean test_mode,
    @Default("False") boolean lazy_init,
    @Default("1000") int max_refetch,
    @Default("'.png'") String seg_map_suffix,
    @Default("None") String proposal_file,
    @Default("None") Backend file_client_args,
    @Default("None") Backend backend_args,
    @Default("False") boolean return_classes,
    @Default("None") DictNode caption_prompt) {
  /** Refuses what is not there. */
  public DatasetOptions {
    if (max_refetch < 0) {
      throw new IllegalArgumentException("'max_refetch' must be 0 or more; got " + max_refetch);
    }
    if (caption_prompt != null) {
      throw new IllegalArgumentException("'caption_prompt' is not supported");
    }
  }

  /**
   * Which images are left out in training.
   *
   * @param filter_empty_gt whether images without any object of the classes are
   * @param min_size images with a side below this many pixels are
   * @param bbox_min_size boxes with a side below this many pixels are ignored; only for XMLDataset
   *     and VOCDataset
   */
  public record FilterCfg(
      @Default("False") boolean filter_empty_gt,
      @Default("0") double min_size,
      @Default("None") Double bbox_min_size) {
    /** Whether an image of this size and number of objects is kept. */
    boolean keeps(int height, int width, int objects) {
      return Math.min(height, width) >= min_size && !(filter_empty_gt && objects == 0);
    }
  }

  /**
   * Refuses the filter of small boxes for a dataset that has none.
   *
   * @throws IllegalArgumentException naming the type
   */
  void requireNoBoxFilter(String type) {
    if (filter_cfg != null && filter_cfg.bbox_min_size() != null) {
      throw new IllegalArgumentException(
          "filter_cfg.bbox_min_size is for XMLDataset and VOCDataset; " + type + " has no such");
    }
  }

  /**
   * Refuses folders that a dataset does not know.
   *
   * @throws IllegalArgumentException naming the first of them
   */
  void requirePrefixes(String type, List<String> known) {
    data_prefix.forEach(
        (key, folder) -> {
          boolean usual = key.equals("img_path") && folder.isEmpty();
          if (!usual && !known.contains(key)) {
            throw new IllegalArgumentException(
                "data_prefix of " + type + " has " + known + "; got '" + key + "'");
          }
        });
  }

  /** The annotation file's path. */
  public String annotationPath() {
    return ann_file.isEmpty() ? ann_file : JoinedPath.of(data_root, ann_file);
  }

  /** The folder of the images: {@code data_prefix} has it under {@code img}, or img_path. */
  public String imageFolder() {
    String folder = folder("img");
    return folder == null ? folder("img_path") : folder;
  }

  /** The folder of a prefix, or null when there is no such prefix. */
  public String folder(String key) {
    String prefix = data_prefix.get(key);
    return prefix == null ? null : JoinedPath.of(data_root, prefix);
  }
}
