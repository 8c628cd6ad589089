package org.vedette.cli;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.vedette.config.component.ComponentInfo;
import org.vedette.config.component.Explainer;
import org.vedette.config.component.KeyInfo;
import org.vedette.config.component.RegisteredType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What {@code explain --format json} prints. */
final class ExplainJson {
  private interface Body {
    void write(JsonGenerator json);
  }

  private ExplainJson() {}

  /** {@code {kind: [{"name", "class", "summary"}]}}. */
  static String list(Map<String, List<RegisteredType>> byKind, Explainer explainer) {
    return document(
        json -> {
          json.writeStartObject();
          byKind.forEach(
              (kind, types) -> {
                json.writeArrayPropertyStart(kind);
                for (RegisteredType type : types) {
                  json.writeStartObject();
                  json.writeStringProperty("name", type.name());
                  json.writeStringProperty("class", type.className());
                  json.writeStringProperty("summary", explainer.summary(type));
                  json.writeEndObject();
                }
                json.writeEndArray();
              });
          json.writeEndObject();
        });
  }

  /**
   * {@code [{"kind", "names", "class", "summary", "keys": [{"name", "type", "java", "required",
   * "default", "doc", "keys"}]}]}; {@code default} is a literal of the config language, and stands
   * only where the key is not required.
   */
  static String describe(List<ComponentInfo> infos) {
    return document(
        json -> {
          json.writeStartArray();
          infos.forEach(info -> describe(json, info));
          json.writeEndArray();
        });
  }

  private static void describe(JsonGenerator json, ComponentInfo info) {
    json.writeStartObject();
    json.writeStringProperty("kind", info.kind());
    json.writeArrayPropertyStart("names");
    info.names().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("class", info.className());
    json.writeStringProperty("summary", info.summary());
    keys(json, info.keys());
    json.writeEndObject();
  }

  private static void keys(JsonGenerator json, List<KeyInfo> keys) {
    json.writeArrayPropertyStart("keys");
    for (KeyInfo key : keys) {
      json.writeStartObject();
      json.writeStringProperty("name", key.name());
      json.writeStringProperty("type", key.type());
      json.writeStringProperty("java", key.javaType());
      json.writeBooleanProperty("required", key.required());
      if (!key.required()) {
        json.writeStringProperty("default", key.defaultText());
      }
      json.writeStringProperty("doc", key.doc());
      if (!key.keys().isEmpty()) {
        keys(json, key.keys());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String document(Body body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      body.write(json);
    }
    return text + "\n";
  }
}
