package org.vedette.data;

import org.vedette.config.DictNode;
import org.vedette.config.component.Default;
import org.vedette.config.component.Spec;

/**
 * The settings of {@code train_dataloader}, {@code val_dataloader} and {@code test_dataloader}.
 *
 * @param dataset the images
 * @param batch_size how many images a batch holds
 * @param num_workers how many threads load images; 0 loads in the thread that asks
 * @param sampler the order of an epoch
 * @param batch_sampler how images are grouped; None for one after the other
 * @param drop_last whether a last batch that is not full is left out
 * @param prefetch_factor how many batches ahead each thread may be
 * @param persistent_workers accepted for upstream's sake: threads last as long as the loader
 * @param pin_memory accepted for upstream's sake: the model's preprocessor moves pixels
 * @param timeout accepted for upstream's sake: threads of one process need none
 * @param collate_fn how samples become a batch; only pseudo_collate, a list of samples
 * @param worker_init_fn refused unless None: random numbers belong to samples, not threads
 * @param num_batch_per_epoch how many batches an epoch has at most, to try things out; None for all
 */
public record DataLoaderConfig(
    Spec<Dataset> dataset,
    @Default("1") int batch_size,
    @Default("0") int num_workers,
    @Default("dict(type='DefaultSampler', shuffle=False)") Spec<Sampler> sampler,
    @Default("None") Spec<BatchSampler> batch_sampler,
    @Default("False") boolean drop_last,
    @Default("2") Integer prefetch_factor,
    @Default("False") boolean persistent_workers,
    @Default("False") boolean pin_memory,
    @Default("0") double timeout,
    @Default("dict(type='pseudo_collate')") DictNode collate_fn,
    @Default("None") DictNode worker_init_fn,
    @Default("None") Integer num_batch_per_epoch) {
  /** Checks the numbers. */
  public DataLoaderConfig {
    if (batch_size < 1 || num_workers < 0) {
      throw new IllegalArgumentException(
          "'batch_size' must be above 0 and 'num_workers' not below");
    }
    if (num_batch_per_epoch != null && num_batch_per_epoch < 1) {
      throw new IllegalArgumentException("'num_batch_per_epoch' must be above 0");
    }
    if (worker_init_fn != null) {
      throw new IllegalArgumentException(
          "'worker_init_fn' must be None; random numbers belong to samples, so the threads that"
              + " load images have nothing to set up");
    }
    String collate = collate_fn == null ? "pseudo_collate" : collate_fn.string("type");
    if (!"pseudo_collate".equals(collate)) {
      throw new IllegalArgumentException(
          "collate_fn='" + collate + "': only 'pseudo_collate' is there");
    }
  }

  /**
   * Builds the dataset; with {@code num_batch_per_epoch} only its first images.
   *
   * @param worldSize how many processes share the images
   */
  public Dataset buildDataset(int worldSize) {
    Dataset all = dataset.build();
    if (num_batch_per_epoch == null) {
      return all;
    }
    long images = (long) num_batch_per_epoch * batch_size * worldSize;
    return images < all.size() ? new FirstImages(all, (int) images) : all;
  }
}
