package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.pickle.PyDict;
import org.vedette.tensor.checkpoint.CheckpointWriter;
import org.vedette.tensor.checkpoint.HostTensor;

/** What a user may get wrong with {@code vedette train}, before anything is written. */
class TrainBadInputTest {
  @TempDir private static Path folder;
  private static Path config;

  @BeforeAll
  static void writeRun() throws IOException {
    config = TinyRun.write(folder);
    PyDict weights = PyDict.ordered();
    weights.put("backbone.stem.conv.conv.weight", HostTensor.of(new float[1], 1));
    CheckpointWriter.writePth(folder.resolve("weights.pth"), weights);
    CheckpointWriter.writePth(folder.resolve("run.pth"), run());
  }

  /** The checkpoint of a run whose weights are another model's. */
  private static PyDict run() {
    PyDict meta = new PyDict();
    meta.put("epoch", 1L);
    meta.put("iter", 6L);
    PyDict weights = PyDict.ordered();
    weights.put("head.weight", HostTensor.of(new float[1], 1));
    PyDict root = new PyDict();
    root.put("meta", meta);
    root.put("state_dict", weights);
    return root;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          no training data        | --cfg-options train_dataloader=None | train_dataloader: the config has no train_dataloader, so it cannot train
          no length               | --cfg-options train_cfg=None | train_cfg: the config has no train_cfg
          no optimizer            | --cfg-options optim_wrapper=None | optim_wrapper: the config has no optim_wrapper
          number for a folder     | --cfg-options work_dir=5 | work_dir: wrong type; expected str; got 5
          list for weights        | --cfg-options load_from=a,b | load_from: wrong type; expected str
          text for a switch       | --cfg-options resume=maybe | resume: wrong type; expected bool
          number for a name       | --cfg-options experiment_name=7 | experiment_name: wrong type; expected str
          list of default hooks   | --cfg-options default_hooks=1,2 | default_hooks: expected a dict of hooks
          checkpoints to a store  | --cfg-options default_hooks.checkpoint.out_dir=s3://bucket/run | 'out_dir': expected a folder of this machine
          work folder in a store  | --work-dir s3://bucket/run | 'work_dir': expected a folder of this machine
          no truth to judge by    | --cfg-options val_evaluator.ann_file={folder}/no.json | no.json: cannot read
          no validation data      | --cfg-options val_dataloader.dataset.ann_file=no.json | no.json: cannot read
          validation of others    | --cfg-options val_dataloader.dataset.metainfo.classes=('circle',) | the model predicts 5 classes, the validation data has 1
          unknown loop            | --cfg-options train_cfg.type=EpochLoop | train_cfg.type: unknown train_loop 'EpochLoop'
          no epochs               | --cfg-options train_cfg.max_epochs=0 | 'max_epochs' must be above 0
          unknown hook            | --cfg-options custom_hooks.2.type=CheckInvalidLosHook | did you mean 'CheckInvalidLossHook'?
          unknown key of a hook   | --cfg-options custom_hooks.2.intervall=5 | did you mean 'interval'?
          priority out of range   | --cfg-options custom_hooks.2.priority=200 | 0 to 100
          unknown optimizer       | --cfg-options optim_wrapper.optimizer.type=SGDD | unknown optimizer 'SGDD'
          unknown optimizer key   | --cfg-options optim_wrapper.optimizer.momentun=0.9 | did you mean 'momentum'?
          negative rate           | --cfg-options optim_wrapper.optimizer.lr=-1.0 | lr
          infinite rate           | --cfg-options optim_wrapper.optimizer.lr=inf | lr Infinity: expected a finite number
          rate that is no number  | --cfg-options optim_wrapper.optimizer.lr=nan | lr NaN: expected a finite number
          filter without boxes    | --cfg-options train_dataloader.dataset.dataset.pipeline.1.with_bbox=False | FilterAnnotations needs boxes
          size beyond memory      | --cfg-options train_dataloader.dataset.pipeline.4.scale=(200000,200000) train_dataloader.dataset.pipeline.4.keep_ratio=False | Resize: an image of 200000 x 200000 pixels (width x height) takes 120.0 GB
          unknown import          | --cfg-options custom_imports.imports=acme.unknown | custom_imports.imports: cannot import 'acme.unknown'
          negative seed           | --seed -3 | randomness: 'seed' must be 0 or more, or None; got -3
          negative seed of config | --cfg-options randomness.seed=-1 | randomness: 'seed' must be 0 or more, or None; got -1
          negative refetch        | --cfg-options train_dataloader.dataset.dataset.max_refetch=-1 | train_dataloader.dataset.dataset: 'max_refetch' must be 0 or more; got -1
          set-up of workers       | --cfg-options train_dataloader.worker_init_fn.type=worker_init_fn | train_dataloader: 'worker_init_fn' must be None
          unknown schedule        | --cfg-options param_scheduler.0.type=LinearRL | unknown param_scheduler 'LinearRL'
          two schedules           | --cfg-options lr_config.policy=fixed | lr_config: the config has a param_scheduler, too
          unknown policy          | --cfg-options param_scheduler=None lr_config.policy=stepp | unknown lr_policy 'stepp'
          scheduled momentum      | --cfg-options momentum_config.policy=cyclic | momentum_config: nothing reads this key of MMDetection 2.x
          half a validation       | --cfg-options val_evaluator=None | stand together or not at all
          best of what is not     | --cfg-options default_hooks.checkpoint.save_best=speed | set 'rule' to 'greater' or 'less'
          wrong number of classes | --cfg-options model.bbox_head.num_classes=7 | the model predicts 7 classes, the training data has 5
          class that is not there | --cfg-options train_dataloader.dataset.dataset.metainfo.classes=('cube',) | cube
          no such weights         | --cfg-options load_from={folder}/no.pth | no.pth
          weights of other models | --cfg-options load_from={folder}/weights.pth | load_from
          no such checkpoint      | --resume {folder}/no.pth | no.pth
          weights to resume from  | --resume {folder}/weights.pth | expected the checkpoint of a run
          run of another model    | --resume {folder}/run.pth | head.weight
          other protocol          | --cfg-options load_from=s3://bucket/x.pth | expected a path, an http(s) URL, or a name of torchvision
          other launcher          | --launcher slurm | --launcher slurm: expected none
          negative workers        | --workers -1 | --workers -1
          unknown device          | --device tpu | --device tpu: expected cpu, cuda or cuda:N
          rate to scale           | --auto-scale-lr | auto_scale_lr.base_batch_size
          """)
  void isOneErrorWithItsPlace(String scenario, String flags, String expected) throws IOException {
    Path work = folder.resolve("work");
    List<String> arguments = new ArrayList<>(List.of("train", config.toString()));
    if (!flags.contains("work_dir") && !flags.contains("--work-dir")) {
      arguments.addAll(List.of("--work-dir", work.toString()));
    }
    arguments.addAll(Arrays.asList(flags.replace("{folder}", folder.toString()).split(" ")));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(expected).doesNotContain("\tat ");
    assertThat(checkpoints(work)).as("written").isEmpty();
  }

  @Test
  void boxesThatAreNotLoadedAreOneErrorOfTheFirstStep() throws IOException {
    String filter = "dict(type='FilterAnnotations', keep_empty=False, min_gt_bbox_wh=(1, 1)),";
    String text = Files.readString(config);
    assertThat(text).contains(filter, "with_bbox=True");
    Files.writeString(
        config, text.replace(filter, "").replace("with_bbox=True", "with_bbox=False"));
    Path work = folder.resolve("work");
    CommandRun run = CommandRun.of("train", config.toString(), "--work-dir", work.toString());
    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains("comes without boxes to learn from; hint: ", "with_bbox=True")
        .doesNotContain("\tat ");
    assertThat(checkpoints(work)).isEmpty();
  }

  @Test
  void byEpochOfAnotherTypeIsOneError() throws IOException {
    CommandRun run =
        train("by_epoch", "train_cfg = dict(_delete_=True, by_epoch=[1], max_epochs=1)");

    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains("train_cfg.by_epoch: wrong type; expected bool");
  }

  @Test
  void trainingDataWithoutObjectsAreOneErrorThatNamesAnImage() throws IOException {
    CommandRun run =
        train(
            "no_objects",
            "pipeline = [dict(type='LoadImageFromFile'), dict(type='PackDetInputs')]",
            "custom_hooks = []",
            "train_dataloader = dict(dataset=dict(_delete_=True, type='CocoDataset',",
            "    metainfo=dict(classes=_base_.classes), data_root=_base_.data_root,",
            "    ann_file='annotations/instances_train.json', data_prefix=dict(img='train/'),",
            "    pipeline=pipeline))");

    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.err())
        .contains(".jpg: comes without objects to learn from; hint:", "LoadAnnotations")
        .doesNotContain("\tat ");
  }

  /** Trains by a config that changes something of the base. */
  private static CommandRun train(String name, String... lines) throws IOException {
    Path own = folder.resolve(name + ".py");
    Files.writeString(own, "_base_ = './tiny_yolox.py'\n" + String.join("\n", lines) + "\n");
    return CommandRun.of(
        "train", own.toString(), "--work-dir", folder.resolve("work_" + name).toString());
  }

  private static List<Path> checkpoints(Path work) throws IOException {
    if (!Files.exists(work)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(work)) {
      return files.filter(file -> file.toString().endsWith(".pth")).toList();
    }
  }
}
