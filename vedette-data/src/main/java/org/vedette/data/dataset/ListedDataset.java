package org.vedette.data.dataset;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.vedette.base.DataException;
import org.vedette.base.RandomSource;
import org.vedette.data.Dataset;
import org.vedette.data.ImageRecord;
import org.vedette.data.MetaInfo;
import org.vedette.data.Pipeline;
import org.vedette.data.Sample;
import org.vedette.data.Visit;

/**
 * A dataset whose records are all read at once: a subclass says how, this does the rest that {@link
 * DatasetOptions} asks for.
 */
public abstract class ListedDataset implements Dataset {
  private final DatasetOptions options;
  private final Supplier<Listing> reader;
  private volatile StepRunner runner;
  private volatile Listing content;

  /**
   * What was read.
   *
   * @param metaInfo what the labels mean
   * @param images the records
   */
  public record Listing(MetaInfo metaInfo, List<ImageRecord> images) {}

  /**
   * A dataset; its records are read now unless {@code lazy_init}.
   *
   * @param reader reads the records
   * @throws DataException when they cannot be read
   */
  protected ListedDataset(DatasetOptions options, Supplier<Listing> reader) {
    this.options = options;
    this.reader = reader;
    runner = runner(Pipeline.build(options.pipeline()));
    if (!options.lazy_init()) {
      content();
    }
  }

  private StepRunner runner(Pipeline pipeline) {
    return new ImageRunner(this, pipeline, options.test_mode(), options.max_refetch());
  }

  private Listing content() {
    if (content == null) {
      synchronized (this) {
        if (content == null) {
          Listing all = reader.get();
          List<ImageRecord> images = withProposals(all.images());
          int[] kept =
              IntStream.range(0, images.size()).filter(i -> keeps(images.get(i))).toArray();
          int[] chosen = Indices.choose(kept, options.indices());
          content =
              new Listing(all.metaInfo(), IntStream.of(chosen).mapToObj(images::get).toList());
        }
      }
    }
    return content;
  }

  private List<ImageRecord> withProposals(List<ImageRecord> images) {
    StoredProposals stored =
        StoredProposals.read(options, images.stream().map(ImageRecord::path).toList());
    return stored == null
        ? images
        : images.stream().map(image -> image.withProposals(stored.of(image.path()))).toList();
  }

  /** The rules of {@code filter_cfg}; in testing every image counts. */
  private boolean keeps(ImageRecord image) {
    DatasetOptions.FilterCfg filter = options.filter_cfg();
    return options.test_mode()
        || filter == null
        || filter.keeps(image.height(), image.width(), image.size());
  }

  @Override
  public final int size() {
    return content().images.size();
  }

  @Override
  public final MetaInfo metaInfo() {
    return content().metaInfo;
  }

  @Override
  public final ImageRecord record(int index) {
    return content().images.get(index);
  }

  @Override
  public final Sample sample(int index, RandomSource random) {
    return sample(Visit.alone(index, random));
  }

  @Override
  public final Sample sample(Visit visit) {
    Sample sample = runner.run(visit);
    if (options.return_classes()) {
      sample.text(metaInfo().classes());
    }
    return sample;
  }

  @Override
  public final void replacePipeline(Pipeline pipeline) {
    runner = runner(pipeline);
  }
}
