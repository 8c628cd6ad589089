package org.vedette.data.dataset;

import java.util.List;
import org.vedette.base.RandomSource;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Transform;
import org.vedette.data.Visit;

/**
 * Images with an annotation file of COCO's format; a subclass says which classes are its own and
 * what else it does in its own way.
 *
 * <p>A label is the place of the category among those of the file that are classes, in the order of
 * the file: not the place in {@code metainfo.classes}. So upstream counts, and checkpoints depend
 * on it; where the two orders differ, {@link #metaInfo} still names classes in the config's order.
 */
public abstract class CocoFormatDataset implements Dataset {
  private final DatasetOptions options;
  private final CocoRules rules;
  private final MetaInfo metaInfo;
  private volatile StepRunner runner;
  private volatile CocoContent content;

  /**
   * A dataset with these settings; the annotation file is read now unless {@code lazy_init}.
   *
   * @throws org.vedette.base.DataException when the file is missing or wrong, or lacks a class
   * @throws org.vedette.base.ConfigException when {@code metainfo} is wrong
   */
  CocoFormatDataset(DatasetOptions options, CocoRules rules) {
    this.options = options;
    this.rules = rules;
    metaInfo = MetaInfoReader.read(options.metainfo(), rules.metaInfo());
    runner = runner(Pipeline.build(options.pipeline()));
    if (!options.lazy_init()) {
      content();
    }
  }

  private StepRunner runner(Pipeline pipeline) {
    return new ImageRunner(this, pipeline, options.test_mode(), options.max_refetch());
  }

  private CocoContent content() {
    if (content == null) {
      synchronized (this) {
        if (content == null) {
          content = load();
        }
      }
    }
    return content;
  }

  private CocoContent load() {
    return CocoContent.read(options, rules, metaInfo, needsOutlines(runner.pipeline()));
  }

  private static boolean needsOutlines(Pipeline pipeline) {
    List<Transform> steps = pipeline.steps();
    return steps.isEmpty() || steps.stream().anyMatch(Transform::readsSegmentations);
  }

  @Override
  public final int size() {
    return content().size();
  }

  @Override
  public final MetaInfo metaInfo() {
    return metaInfo;
  }

  /** The category ids of the file, by label. */
  public final long[] categoryIds() {
    return content().categoryIds();
  }

  @Override
  public final ImageRecord record(int index) {
    return content().record(index);
  }

  @Override
  public final Sample sample(int index, RandomSource random) {
    return sample(Visit.alone(index, random));
  }

  @Override
  public final Sample sample(Visit visit) {
    Sample sample = runner.run(visit);
    if (options.return_classes()) {
      sample.text(metaInfo.classes());
    }
    return sample;
  }

  /** Replaces the steps; outlines that only the new ones need are read now. */
  @Override
  public final synchronized void replacePipeline(Pipeline pipeline) {
    runner = runner(pipeline);
    if (content != null && !content.hasOutlines() && needsOutlines(pipeline)) {
      content = load();
    }
  }
}
