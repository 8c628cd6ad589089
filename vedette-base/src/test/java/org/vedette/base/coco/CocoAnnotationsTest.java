package org.vedette.base.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.DataException;
import org.vedette.base.RleMasks;
import org.vedette.base.SharedData;

class CocoAnnotationsTest {
  private static final String IMAGES =
      "'images':[{'id':7,'file_name':'a.jpg','height':4,'width':6},"
          + "{'id':3,'file_name':'b.jpg','height':2,'width':2,'license':{'x':[1]}}]";
  private static final String CATEGORIES =
      "'categories':[{'id':18,'name':'dog'},{'id':2,'name':'cat','supercategory':'animal'}]";

  @TempDir Path folder;

  @Test
  void annotationsAreGroupedByImageInTheOrderOfTheFile() {
    CocoAnnotations coco =
        read(
            file(
                "{'info':{},"
                    + IMAGES
                    + ",'annotations':["
                    + annotation(1, 3, 2, "'segmentation':[[0,0,2,0,2,2,0,2]],'iscrowd':0")
                    + ","
                    + annotation(2, 7, 18, "'area':2.5,'iscrowd':1,'ignore':1")
                    + ","
                    + annotation(
                        3, 3, 18, "'segmentation':{'size':[2,2],'counts':[1,2,1]},'iscrowd':0")
                    + "],"
                    + CATEGORIES
                    + "}"));
    assertThat(coco.imageCount()).isEqualTo(2);
    assertThat(coco.categoryNames()).containsExactly("dog", "cat");
    assertThat(coco.start(0)).isZero();
    assertThat(coco.end(0)).isEqualTo(1);
    assertThat(coco.id(0)).isEqualTo(2);
    assertThat(coco.isCrowd(0)).isTrue();
    assertThat(coco.isIgnored(0)).isTrue();
    assertThat(coco.area(0)).isEqualTo(2.5);
    assertThat(coco.area(1)).isNaN();
    assertThat(new long[] {coco.id(1), coco.id(2)}).containsExactly(1, 3);
    assertThat(coco.category(1)).isEqualTo(1);
    assertThat(coco.box(2, 3)).isEqualTo(4);
    assertThat(coco.segmentation(0)).isNull();
    assertThat(coco.segmentation(1).toRle(2, 2).counts()).containsExactly(0, 4);
    assertThat(RleMasks.decode(coco.segmentation(2).toRle(2, 2))).containsExactly(0, 1, 1, 0);
    assertThat(coco.findImage(3)).isEqualTo(1);
    assertThat(coco.findImage(4)).isEqualTo(-1);
  }

  @Test
  void aFileWithoutAnnotationsHasImagesOnly() {
    CocoAnnotations coco = read(file("{" + IMAGES + "," + CATEGORIES + "}"));
    assertThat(coco.size()).isZero();
    assertThat(coco.end(1)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[] | a list, as detection results are",
        "{'images':[],'annotations':[]} | no 'categories'",
        "{'categories':[]} | no 'images'",
        "{'images':[{'file_name':'a'}],'categories':[]} | images[0]: missing 'id'",
        "{'images':[{'id':'1'}],'categories':[]} | images[0]: expected 'id' to be a whole number",
        "{'images':[{'id':1},{'id':1}],'categories':[]} | images[1]: id 1 was used before",
        "{'images':{},'categories':[]} | expected 'images' to be a list, got an object",
        "{'images':[],'categories':[{'id':1}]} | categories[0]: missing 'name'",
        "{'images':[{'id':1 | truncated",
        "{'images':[}} | not valid JSON",
        "{'images':[],'categories':[]} x | not valid JSON",
        "'' | expected an object",
      })
  void aWrongFileIsRefusedNamingTheRecord(String json, String message) {
    assertThatThrownBy(() -> read(file(json)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("ann.json")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'id':5,'image_id':7,'category_id':2} | annotations[0]: missing 'bbox'",
        "{'id':5,'image_id':9,'category_id':2,'bbox':[0,0,1,1]} | annotations[0] (id 5): image_id 9",
        "{'id':5,'image_id':7,'category_id':9,'bbox':[0,0,1,1]} | category_id 9 is not among",
        "{'id':5,'image_id':7,'category_id':2,'bbox':[0,0,1]} | got 3 numbers",
        "{'id':5,'image_id':7,'category_id':2,'bbox':[0,0,1,NaN]} | got NaN",
        "{'bbox':[0,0,1,1],'segmentation':{'size':[2,2],'counts':[1,1]}} | RLE of 2 pixels",
        "{'bbox':[0,0,1,1],'segmentation':{'size':[2,2],'counts':'~'}} | RLE text holds '~'",
        "{'bbox':[0,0,1,1],'segmentation':{'counts':'1'}} | needs 'size'",
        "{'bbox':[0,0,1,1],'segmentation':[[1,2]]} | a polygon of 2 numbers",
        "{'bbox':[0,0,1,1],'segmentation':'x.png'} | expected 'segmentation' to be a list",
      })
  void aWrongAnnotationIsRefusedNamingTheRecord(String annotation, String message) {
    String json = "{" + IMAGES + "," + CATEGORIES + ",'annotations':[" + annotation + "]}";
    assertThatThrownBy(() -> read(file(json)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("ann.json: annotations[0]")
        .hasMessageContaining(message);
  }

  @Test
  void duplicateAnnotationIdsAreRefused() {
    String json =
        "{"
            + IMAGES
            + ","
            + CATEGORIES
            + ",'annotations':["
            + annotation(1, 3, 2, "'x':0")
            + ","
            + annotation(1, 7, 2, "'x':0")
            + "]}";
    assertThatThrownBy(() -> read(file(json)))
        .hasMessageContaining("annotations[1]: id 1 was used before");
  }

  @Test
  void missingFileDirectoryAndEmptyFileAreTold() throws IOException {
    assertThatThrownBy(() -> read(folder.resolve("no.json")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is a directory");
    assertThatThrownBy(() -> read(Files.createFile(folder.resolve("e.json"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the file is empty");
  }

  @Test
  @Tag("real")
  void realCocoFileIsReadWithItsCrowds() {
    Path path = SharedData.require("data/coco_tiny/annotations/instances_val2017.json");
    CocoAnnotations coco = read(path);
    assertThat(coco.imageCount()).isEqualTo(80);
    assertThat(coco.size()).isEqualTo(815);
    int crowds = 0;
    for (int i = 0; i < coco.size(); i++) {
      crowds += coco.isCrowd(i) ? 1 : 0;
      assertThat(coco.segmentation(i) instanceof Segmentation.Bitmap).isEqualTo(coco.isCrowd(i));
    }
    assertThat(crowds).isEqualTo(11);
    assertThat(CocoAnnotations.readBoxes(path).segmentation(0)).isNull();
  }

  private static CocoAnnotations read(Path file) {
    return CocoAnnotations.read(file);
  }

  private static String annotation(long id, long image, long category, String more) {
    return "{'id':%d,'image_id':%d,'category_id':%d,'bbox':[1,2,3,4],%s}"
        .formatted(id, image, category, more);
  }

  private Path file(String json) {
    try {
      return Files.writeString(folder.resolve("ann.json"), json.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
