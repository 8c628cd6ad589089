package org.vedette.metrics.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.DataException;

class ResultColumnsTest {
  private static final String START = "{\"image_id\":1,\"category_id\":1,";

  @TempDir private Path folder;

  private OfflineEvaluation evaluate(Path truth, Path results, EvalTarget target) {
    return OfflineEvaluation.run(truth, results, target, false);
  }

  private TestSet good() {
    return new TestSet(folder).truth(1, "[0,0,40,50]").result("[0,0,40,50]", "0.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the file is empty; expected COCO results",
        "[] | the list of results is empty",
        "{} | an object, as annotation files are",
        "7 | expected a list of results, got 7",
        "[7] | results[0]: expected an object, got 7",
        "[{\"image_id\":1 | the JSON ends in the middle",
        "[{\"image_id\":1,}] | not valid JSON",
        "[{\"image_id\":1,\"category_id\":1,\"score\":1,\"bbox\":[0,0,1,1]}] 7 | more data after the end",
        "[{\"image_id\":1,\"category_id\":1,\"score\":1}] | results[0]: missing 'bbox'",
        "[{\"image_id\":1,\"score\":1,\"bbox\":[0,0,1,1]}] | results[0]: missing 'category_id'",
        "[{\"category_id\":1,\"score\":1,\"bbox\":[0,0,1,1]}] | results[0]: missing 'image_id'",
        "[{\"category_id\":1,\"image_id\":1,\"bbox\":[0,0,1,1]}] | results[0]: missing 'score'",
        "[{\"image_id\":\"a\"}] | results[0]: expected 'image_id' to be a whole number, got the string",
        "[{\"score\":NaN}] | results[0]: expected 'score' to be a finite number, got NaN",
        "[{\"score\":1e999}] | results[0]: expected 'score' to be a finite number, got Infinity",
        "[{\"score\":\"1\"}] | results[0]: expected 'score' to be a finite number, got the string '1'",
        "[{\"bbox\":[0,0,1]}] | results[0]: expected 'bbox' to be [x, y, width, height], got 3 numbers",
        "[{\"bbox\":[0,0,1,1,1]}] | results[0]: expected 'bbox' to be [x, y, width, height], got more",
        "[{\"bbox\":[]}] | results[0]: expected 'bbox' to be [x, y, width, height], got 0 numbers",
        "[{\"bbox\":null}] | results[0]: expected 'bbox' to be [x, y, width, height], got null",
        "[{\"bbox\":[0,0,NaN,1]}] | results[0]: expected 'bbox' to be [x, y, width, height], got NaN"
      })
  void aWrongResultsFileIsRefusedWithItsNameAndRecord(String text, String message) {
    TestSet set = good();
    Path results = set.write("wrong.json", text);
    assertThatThrownBy(() -> evaluate(set.truthFile(), results, EvalTarget.BBOX))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("wrong.json")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the file is empty",
        "[] | a list, as detection results are",
        "{} | no 'images'",
        "{\"images\":[],\"categories\":[] | the JSON ends in the middle"
      })
  void aWrongAnnotationFileIsRefusedWithItsName(String text, String message) {
    TestSet set = good();
    Path truth = set.write("wrong.json", text);
    assertThatThrownBy(() -> evaluate(truth, set.resultFile(), EvalTarget.BBOX))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("wrong.json")
        .hasMessageContaining(message);
  }

  @Test
  void aMissingFileAndADirectoryAreRefused() {
    TestSet set = good();
    assertThatThrownBy(
            () -> evaluate(set.truthFile(), folder.resolve("none.json"), EvalTarget.BBOX))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none.json: cannot read: no such file");
    assertThatThrownBy(() -> evaluate(set.truthFile(), folder, EvalTarget.BBOX))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is a directory");
  }

  @Test
  void resultsOfImagesAndCategoriesThatTheTruthLacksAreRefused() {
    TestSet set = good();
    String rest = "\"bbox\":[0,0,1,1],\"score\":1}]";
    Path image = set.write("image.json", "[{\"image_id\":2,\"category_id\":1," + rest);
    assertThatThrownBy(() -> evaluate(set.truthFile(), image, EvalTarget.BBOX))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("results[0]: image_id 2 is not among the images of");
    Path category = set.write("category.json", "[{\"image_id\":1,\"category_id\":0," + rest);
    assertThatThrownBy(() -> evaluate(set.truthFile(), category, EvalTarget.BBOX))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("results[0]: category_id 0 is not among the categories of");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"bbox\":[0,0,1,1] | missing 'segmentation'",
        "\"segmentation\":[] | missing 'segmentation'",
        "\"segmentation\":7 | expected 'segmentation' to be",
        "\"segmentation\":{\"size\":[100,100]} | needs 'size'",
        "\"segmentation\":{\"size\":[100,100],\"counts\":[1,2]} | RLE of 3 pixels",
        "\"segmentation\":{\"size\":[100,100],\"counts\":\"z\"} | RLE text"
      })
  void resultsWithoutARightMaskAreRefusedForSegm(String field, String message) {
    TestSet set = good();
    Path results = set.write("wrong.json", "[" + START + "\"score\":1," + field + "}]");
    assertThatThrownBy(() -> evaluate(set.truthFile(), results, EvalTarget.SEGM))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("wrong.json: results[0]: ")
        .hasMessageContaining(message);
  }

  @Test
  void truthsWithoutMasksAreRefusedForSegm() {
    TestSet set = good();
    String mask = "\"score\":1,\"segmentation\":[[0,0,9,0,9,9]]}]";
    Path results = set.write("masks.json", "[" + START + mask);
    assertThatThrownBy(() -> evaluate(set.truthFile(), results, EvalTarget.SEGM))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("truth.json: annotation 1: no 'segmentation'");
  }

  @Test
  void outlinesNeedTheSizeOfTheirImage() {
    String polygon = ",\"segmentation\":[[0,0,9,0,9,9]]";
    TestSet set = new TestSet(folder).images("{\"id\":1}").truth(1, "[0,0,9,9]", 40, polygon);
    String mask = "\"score\":1,\"segmentation\":[[0,0,9,0,9,9]]}]";
    Path results = set.write("masks.json", "[" + START + mask);
    assertThatThrownBy(() -> evaluate(set.truthFile(), results, EvalTarget.SEGM))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("truth.json: image 1: masks need its 'height' and 'width'");
  }

  @Test
  void packedFilesAreUnpackedAndUnknownKeysAreSkipped() throws IOException {
    TestSet set = good();
    Path packed = folder.resolve("results.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      String record = START + "\"id\":9,\"area\":3,\"score\":1,\"bbox\":[0,0,40,50],\"x\":[{}]}";
      out.write(("[" + record + "]").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(evaluate(set.truthFile(), packed, EvalTarget.BBOX).stats()[8]).isEqualTo(1);
  }
}
