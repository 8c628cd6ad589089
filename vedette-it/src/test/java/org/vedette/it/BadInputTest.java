package org.vedette.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.SharedData;

/**
 * What a user may get wrong, and what the command line says to it: one message that names the
 * place, exit code 2, no stack trace, nothing written.
 *
 * <p>In the arguments, {@code C}, {@code W} and {@code J} stand for the config and weights of
 * YOLOX-nano and a photograph, {@code {hostile}} for the folder of checkpoints that try to run
 * something, {@code {data}X} for settings to test on the annotations X, {@code ''} for an empty
 * argument; the other names are those of {@link BadInputs}.
 */
@Tag("real")
class BadInputTest {
  private static final Pattern DATA = Pattern.compile("[{]data[}](\\S+)");
  private static final String SETTINGS =
      "--cfg-options test_dataloader.num_workers=0 test_dataloader.persistent_workers=False"
          + " test_dataloader.dataset.data_root={folder}/ test_dataloader.dataset.ann_file=$1"
          + " test_evaluator.ann_file={folder}/$1";

  @TempDir private static Path folder;

  private static Path weights;
  private static Path hostile;

  @BeforeAll
  static void writeInputs() throws IOException {
    new BadInputs(folder);
    weights = SharedData.require("data/weights/yolox_nano_coco.pth");
    hostile = SharedData.require("reference/components/checkpoints");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          unknown key                  | infer unknown_key.py W J       | unknown_key.py:2:41: model.backbone.depen_factor: unknown key; did you mean 'deepen_factor'?
          wrong type                   | infer wrong_type.py W J        | wrong_type.py:2:42: model.backbone.deepen_factor: wrong type; expected float; got 'big' (str)
          missing key                  | infer missing_key.py W J       | missing_key.py:1:9: model.backbone: missing key
          unknown type                 | infer unknown_type.py W J      | unknown_type.py:2:33: model.backbone.type: unknown backbone 'CSPDarknett'; did you mean 'CSPDarknet'?
          missing base                 | infer missing_base.py W J      | missing_base.py:1:10: there is no config '
          cyclic base                  | infer cycle_a.py W J           | the bases form a circle
          syntax error                 | infer syntax.py W J            | syntax.py:1:13: '(' was never closed
          config that runs code        | infer import.py W J            | import.py:
          config that is not UTF-8     | infer latin.py W J             | is no text in UTF-8
          truncated JSON config        | infer truncated_config.json W J | truncated_config.json:1:19: no JSON
          broken YAML config           | infer broken.yaml W J          | broken.yaml:2:4: no YAML
          config without model         | infer no_model.py W J          | no_model.py:1:1: model: the config has no model
          model that is a number       | infer number_model.py W J      | number_model.py:1:9: model: wrong type; expected dict
          missing config               | infer nowhere.py W J           | there is no config '
          directory as config          | infer directory.py W J         | directory.py
          empty name of a config       | infer '' W J                   | a config is a .py, .json or .yaml file
          no channels                  | infer no_channels.py W J       | model.backbone: a convolution cannot go from 12 to 0 channels
          negative channels            | infer negative_channels.py W J | model.neck: a convolution cannot go from 64 to -4 channels
          fewer strides than maps      | infer few_strides.py W J       | bbox_head: expected 2 maps, one per stride, got 3
          metainfo that is no dict     | infer bad_metainfo.py W J      | bad_metainfo.py:2:46: test_dataloader.dataset.metainfo: wrong type; expected dict
          palette of no colours        | infer bad_palette.py W J       | metainfo.palette: wrong value; expected a list of (red, green, blue)
          classes that are no names    | infer bad_classes.py W J       | metainfo.classes: wrong value
          wrong num_classes            | infer classes_20.py W J        | bbox_head.multi_level_conv_cls.0.weight: model [20, 64, 1, 1], file [80, 64, 1, 1]
          weights of another model     | infer C rtmdet_nano_person.pth J | the weights do not fit the model
          truncated checkpoint         | infer C truncated.pth J        | truncated.pth: not a readable zip archive: its end is missing
          text as checkpoint           | infer C text.pth J             | text.pth: not a checkpoint
          empty checkpoint             | infer C empty.pth J            | empty.pth: the file is empty
          missing checkpoint           | infer C nowhere.pth J          | nowhere.pth: no such checkpoint file
          directory as checkpoint      | infer C directory.pth J        | directory.pth: expected a checkpoint file, got a directory
          hostile zip checkpoint       | infer C {hostile}/hostile_zip.pth J         | refused: the file wants Python to import and run posix.system
          hostile legacy checkpoint    | infer C {hostile}/hostile_legacy.pth J      | refused: the file wants Python to import and run builtins.eval
          hostile pickle               | infer C {hostile}/hostile.pkl J             | refused: the file wants Python to import and run posix.system
          hostile attribute            | infer C {hostile}/hostile_getattr.pkl J     | refused: the file wants Python to import and run
          hostile instance             | infer C {hostile}/hostile_inst.pkl J        | refused: the file wants Python to import and run os.system
          hostile text pickle          | infer C {hostile}/hostile_p0.pkl J          | refused: the file wants Python to import and run os.system
          hostile stacked name         | infer C {hostile}/hostile_stackglobal.pkl J | refused: the file wants Python to import and run
          truncated legacy checkpoint  | infer C {hostile}/broken_legacy_truncated.pth J | truncated
          truncated picture            | infer C W truncated.jpg        | truncated.jpg: image file is truncated
          text as picture              | infer C W text.jpg             | text.jpg: not an image that can be decoded
          empty picture                | infer C W empty.jpg            | empty.jpg: the image file is empty
          picture of 5000 x 1          | infer C W thin.ppm             | thin.ppm: 5000 x 1 pixels, made to fit into 416 x 416, would leave 416 x 0
          picture of absurd size       | infer C W huge.ppm             | huge.ppm: cannot decode
          missing picture              | infer C W nowhere.jpg          | nowhere.jpg: no such file or directory
          directory as picture         | infer C W directory.jpg        | directory.jpg: no picture found
          empty folder                 | infer C W directory            | directory: no picture found
          link to itself               | infer C W loop.jpg             | loop.jpg: no such file or directory
          glob without match           | infer C W *.tiff               | no picture found
          glob in a missing folder     | infer C W nowhere/*.jpg        | no such folder
          glob that is none            | infer C W *{.jpg               | not a glob: Missing '}
          empty name of a picture      | infer C W ''                   | expected a picture, a folder or a glob
          two pictures of one name     | infer C W J twin/demo.jpg      | would both write demo.json
          no picture named             | infer C W                      | Missing required parameter: 'INPUT'
          unknown device               | infer C W J --device tpu       | --device tpu: expected cpu, cuda or cuda:N
          bad number of a device       | infer C W J --device cuda:x    | --device cuda:x: expected cpu, cuda or cuda:N
          batch of none                | infer C W J --batch-size 0     | --batch-size 0: expected 1 or more
          batch beyond int             | infer C W J --batch-size 99999999999 | '99999999999' is not an int
          threshold that is no number  | infer C W J --score-thr NaN    | --score-thr NaN: expected a number
          unknown palette              | infer C W J --palette rainbow  | --palette rainbow: expected coco, voc, citys, random or none
          unknown flag                 | infer C W J --colour           | Unknown option: '--colour'
          missing plugin               | infer C W J --plugin nowhere.jar | no such file
          setting without value        | infer C W J --cfg-options model | 'model' has no '='; write key=value
          setting without key          | infer C W J --cfg-options =1   | '' is no key
          setting of an unknown key    | infer C W J --cfg-options model.backbone.foo=1 | model.backbone.foo: unknown key
          setting below a number       | infer C W J --cfg-options model.backbone.deepen_factor.x=1 | a dict cannot be merged into what the base has
          setting of a missing item    | infer C W J --cfg-options test_dataloader.dataset.pipeline.99.type=X | '99' names no item of the list
          setting of open brackets     | infer C W J --cfg-options a=[1, | the brackets of '[1,' are not balanced
          test: config without model   | test no_model.py W             | no_model.py:1:1: model: the config has no model
          test: no test_dataloader     | test no_test_data.py W         | test_dataloader: the config has no test_dataloader
          test: no test_evaluator      | test no_evaluator.py W         | test_evaluator: the config has no test_evaluator
          test: results as pickle      | test C W --out x.pkl           | x.pkl: expected a file that ends in .json; hint: pickles run code
          test: window                 | test C W --show                | --show opens a window and needs a display
          test: many processes         | test C W --launcher slurm      | --launcher slurm: expected none
          test: unknown key of views   | test C W --tta --cfg-options tta_model.tta_cfg.max_per_image=5 | tta_model.tta_cfg.max_per_image: unknown key; did you mean 'max_per_img'?
          test: views of one list      | test C W --tta --cfg-options tta_pipeline.1.transforms.1=[] | each list of 'transforms' needs a step
          test: unknown device         | test C W --device tpu          | --device tpu: expected cpu, cuda or cuda:N
          test: negative wait          | test C W --wait-time -1        | --wait-time -1.0: expected 0 or more
          test: unknown metric         | test C W --cfg-options test_evaluator.metric=foo | test_evaluator.metric: unknown value; expected 'bbox'
          test: batch of none          | test C W --cfg-options test_dataloader.batch_size=0 | test_dataloader: 'batch_size' must be above 0
          test: missing annotations    | test C W --cfg-options test_dataloader.dataset.data_root=/nowhere | /nowhere/annotations/instances_val2017.json: cannot read: no such file or directory
          test: empty annotations      | test C W {data}empty.json      | empty.json: the file is empty
          test: truncated annotations  | test C W {data}truncated.json  | truncated.json:1:
          test: empty object           | test C W {data}empty_object.json | empty_object.json: no 'images'
          test: directory as file      | test C W {data}directory.json  | directory.json: is a directory
          test: annotations no images  | test C W {data}no_images.json | the dataset has no images to test on
          test: class not in file      | test C W {data}good.json test_dataloader.dataset.metainfo.classes=(persn,) | class 'persn' is not among the file's 80 categories
          test: box of three numbers   | test C W {data}short_box.json  | annotations[0]: expected 'bbox' to be [x, y, width, height], got 3 numbers
          test: box that is not finite | test C W {data}nan_box.json    | annotations[0]: expected 'bbox' to be [x, y, width, height], got NaN
          test: missing photographs    | test C W {data}good.json test_dataloader.dataset.data_prefix.img=nowhere/ | no such image file; check data_root, data_prefix
          eval: missing results        | eval --gt good.json --results nowhere.json | nowhere.json: cannot read: no such file or directory
          eval: directory as results   | eval --gt good.json --results directory.json | directory.json: is a directory
          eval: empty results          | eval --gt good.json --results empty.json | empty.json: the file is empty
          eval: results of no box      | eval --gt good.json --results empty_list.json | the list of results is empty
          eval: the files exchanged    | eval --gt empty_list.json --results good.json | a list, as detection results are
          eval: unknown image          | eval --gt good.json --results stray_result.json | image_id 77 is not among the images
          eval: score that is a text   | eval --gt good.json --results text_score.json | expected 'score' to be a finite number, got the string 'high'
          eval: score not finite       | eval --gt good.json --results nan_score.json | expected 'score' to be a finite number, got NaN
          eval: unknown metric         | eval --gt good.json --results good.json --metric foo | Invalid value for option '--metric'
          summary: side of none        | model summary C --shape 0      | --shape [0]: expected sides from 1
          summary: odd side            | model summary C --shape 31     | cannot join along dimension 1
          print: missing config        | config print nowhere.py        | there is no config '
          info: truncated checkpoint   | checkpoint info truncated.pth  | truncated.pth: not a readable zip archive
          convert: unknown format      | checkpoint convert W {out}/x.foo | expected an output ending in .pth or .safetensors
          convert: hostile checkpoint  | checkpoint convert {hostile}/hostile_zip.pth {out}/x.pth | refused
          parity: missing fixture      | parity nowhere.json.gz         | nowhere.json.gz: no such file or directory
          explain: unknown type        | explain Nowhere                | unknown type 'Nowhere'
          data: missing config         | data check nowhere.py          | there is no config '
          data: no data                | data check no_model.py         | train_dataloader: the config has no train_dataloader
          data: page of another kind   | data check C --html {out}/x.pdf | x.pdf: expected a file that ends in .html
          data: unknown loader         | data check C --dataloader foo  | Invalid value for option '--dataloader'
          data: metainfo no dict       | data check bad_metainfo.py     | test_dataloader.dataset.metainfo: wrong type; expected dict
          browse: nowhere to           | data browse C                  | --output-dir DIR is needed
          browse: none                 | data browse C --output-dir {out} -n 0 | --num 0: expected 1 or more
          browse: no data              | data browse no_model.py --output-dir {out} | the config has no train_dataloader with a dataset
          browse: missing annotations  | data browse C --output-dir {out} | instances_train2017.json: cannot read: no such file or directory
          convert: unknown kind        | data convert foo directory     | Unmatched arguments from index 2: 'foo'
          convert: no VOC folder       | data convert voc directory     | directory: neither it nor a folder in it has 'Annotations'
          convert: missing folder      | data convert voc nowhere.d     | nowhere.d: no such folder
          convert: missing classes     | data convert voc directory --classes nowhere.txt | nowhere.txt: cannot read: no such file
          convert: origin              | data convert voc directory --origin 2 | --origin 2: expected 0 or 1
          convert: two folders         | data convert voc directory twin | --out DIR is needed
          unknown command              | detect C W J                   | Unmatched arguments from index 0: 'detect'
          unknown flag before          | --colour                       | Unknown option: '--colour'
          """)
  void isRefusedWithOneMessage(String scenario, String arguments, String message)
      throws IOException {
    Path out = folder.resolve("out");

    CommandRun run = CommandRun.of(arguments(arguments, out));

    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(run.out()).isEmpty();
    assertThat(written(out)).isEmpty();
    assertThat(Path.of("/tmp/pwned")).doesNotExist();
  }

  private static String[] arguments(String line, Path out) {
    String[] words = DATA.matcher(line).replaceAll(SETTINGS).trim().split(" +");
    Stream<String> more =
        switch (words[0]) {
          case "infer" -> Stream.of("--out-dir", out.toString());
          case "test" -> Stream.of("--work-dir", out.toString());
          default -> Stream.of();
        };
    return Stream.concat(Stream.of(words[0]), Stream.concat(more, rest(words, out)))
        .toArray(String[]::new);
  }

  private static Stream<String> rest(String[] words, Path out) {
    List<String> all = Arrays.asList(words);
    return all.subList(1, all.size()).stream().map(word -> argument(word, out));
  }

  private static String argument(String word, Path out) {
    return switch (word) {
      case "C" -> BadInputs.config().toString();
      case "W" -> weights.toString();
      case "J" -> folder.resolve("demo.jpg").toString();
      case "''" -> "";
      case "rtmdet_nano_person.pth" -> weights.resolveSibling(word).toString();
      default ->
          isInput(word)
              ? folder.resolve(word).toString()
              : word.replace("{hostile}", hostile.toString())
                  .replace("{out}", out.toString())
                  .replace("{folder}", folder.toString());
    };
  }

  private static boolean isInput(String word) {
    return word.equals("directory")
        || (word.matches("[a-z0-9*{_/]+([.][a-z.]+)?") && word.contains("."));
  }

  private static List<Path> written(Path out) throws IOException {
    if (!Files.exists(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
