package org.vedette.metrics.coco;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vedette.base.coco.CocoAnnotations;

/** Hand-sized annotation and results files: one image of 100x100, one category, unless said. */
final class TestSet {
  private final Path folder;
  private final StringBuilder annotations = new StringBuilder();
  private final StringBuilder results = new StringBuilder();
  private String images = image(1);
  private String categories = category(1, "cat");

  TestSet(Path folder) {
    this.folder = folder;
  }

  static String image(long id) {
    return "{\"id\":" + id + ",\"file_name\":\"a.jpg\",\"height\":100,\"width\":100}";
  }

  static String category(long id, String name) {
    return "{\"id\":" + id + ",\"name\":\"" + name + "\"}";
  }

  TestSet images(String... records) {
    images = String.join(",", records);
    return this;
  }

  TestSet categories(String... records) {
    categories = String.join(",", records);
    return this;
  }

  /** Adds an annotation of the first image and category; {@code more} are further keys. */
  TestSet truth(long id, String box, double area, String more) {
    return rawTruth(
        "\"id\":"
            + id
            + ",\"image_id\":1,\"category_id\":1,\"bbox\":"
            + box
            + ",\"area\":"
            + area
            + more);
  }

  TestSet truth(long id, String box) {
    return truth(id, box, 2000, "");
  }

  TestSet rawTruth(String keys) {
    annotations.append(annotations.length() == 0 ? "{" : ",{").append(keys).append('}');
    return this;
  }

  /** Adds a result of the first image and category. */
  TestSet result(String box, String score) {
    return rawResult("\"image_id\":1,\"category_id\":1,\"bbox\":" + box + ",\"score\":" + score);
  }

  TestSet rawResult(String keys) {
    results.append(results.length() == 0 ? "{" : ",{").append(keys).append('}');
    return this;
  }

  Path truthFile() {
    return write(
        "truth.json",
        "{\"images\":["
            + images
            + "],\"categories\":["
            + categories
            + "],\"annotations\":["
            + annotations
            + "]}");
  }

  Path resultFile() {
    return write("results.json", "[" + results + "]");
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CocoEvaluation evaluate(IouType iouType) {
    return evaluate(EvalParams.coco(iouType, 1));
  }

  CocoEvaluation evaluate(EvalParams params) {
    CocoAnnotations truth = CocoAnnotations.read(truthFile());
    Results found = ResultColumns.read(resultFile(), params.iouType()).resolve(truth);
    boolean masks = params.iouType() == IouType.SEGM;
    return CocoEvaluator.evaluate(GroundTruth.of(truth, masks), found, params);
  }
}
