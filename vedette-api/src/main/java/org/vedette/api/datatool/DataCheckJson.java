package org.vedette.api.datatool;

import java.io.StringWriter;
import org.vedette.api.datatool.Check.Severity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a report as one line of JSON. */
final class DataCheckJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private DataCheckJson() {}

  static String write(DataReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("errors", report.count(Severity.ERROR));
      json.writeNumberProperty("warnings", report.count(Severity.WARNING));
      json.writeArrayPropertyStart("datasets");
      report.parts().forEach(part -> part(json, part));
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void part(JsonGenerator json, DataCheck.Part part) {
    Statistics figures = part.statistics();
    json.writeStartObject();
    json.writeStringProperty("key", part.key());
    json.writeStringProperty("annotations", part.annotations());
    if (!part.sameAs().isEmpty()) {
      json.writeStringProperty("same_as", part.sameAs());
    }
    json.writeNumberProperty("images", figures.images());
    json.writeNumberProperty("objects", figures.objects());
    json.writeNumberProperty("crowds", figures.crowds());
    histogram(json, "classes", figures.classes());
    histogram(json, "sizes", figures.sizes());
    histogram(json, "aspects", figures.aspects());
    histogram(json, "objects_per_image", figures.objectsPerImage());
    json.writeArrayPropertyStart("findings");
    part.findings().forEach(finding -> finding(json, finding));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void histogram(JsonGenerator json, String name, Histogram histogram) {
    json.writeObjectPropertyStart(name);
    for (int i = 0; i < histogram.names().size(); i++) {
      json.writeNumberProperty(histogram.names().get(i), histogram.counts().get(i));
    }
    json.writeEndObject();
  }

  private static void finding(JsonGenerator json, Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("check", finding.check().key());
    json.writeStringProperty("severity", finding.check().severity().key());
    json.writeStringProperty("message", finding.check().text());
    json.writeNumberProperty("count", finding.count());
    json.writeArrayPropertyStart("examples");
    finding.examples().forEach(example -> json.writeString(example.text()));
    json.writeEndArray();
    json.writeEndObject();
  }
}
