package org.vedette.api;

import java.io.StringWriter;
import org.vedette.base.Detections;
import org.vedette.base.Rle;
import org.vedette.base.RleMasks;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Detections as upstream's inferencer writes them: {@code {"labels": [..], "scores": [..],
 * "bboxes": [[x1, y1, x2, y2], ..]}}, and {@code "masks"} as compressed run lengths where there are
 * any.
 */
public final class PredictionJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private PredictionJson() {}

  /** The detections as one JSON object. */
  public static String of(Detections found) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeName("labels");
      json.writeArray(found.labels(), 0, found.size());
      json.writeArrayPropertyStart("scores");
      for (float score : found.scores()) {
        json.writeNumber((double) score);
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("bboxes");
      for (int i = 0; i < found.size(); i++) {
        json.writeStartArray();
        for (int k = 0; k < 4; k++) {
          json.writeNumber((double) found.boxes()[4 * i + k]);
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      if (found.hasMasks()) {
        writeMasks(json, found.masks());
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeMasks(JsonGenerator json, Rle[] masks) {
    json.writeArrayPropertyStart("masks");
    for (Rle mask : masks) {
      json.writeStartObject();
      json.writeName("size");
      json.writeArray(new int[] {mask.height(), mask.width()}, 0, 2);
      json.writeStringProperty("counts", RleMasks.compress(mask));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
