package org.vedette.config;

import java.util.ArrayList;
import java.util.List;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.config.syntax.Source;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads JSON into nodes: whole numbers and floats apart, texts such as "NaN" as texts. */
final class JsonReader {
  // Python's json writes and reads bare NaN and Infinity.
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Source source;
  private final JsonParser parser;

  private JsonReader(Source source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  /** The value of a text. */
  static ConfigNode read(Source source) {
    String text =
        source.text().startsWith("\uFEFF") ? " " + source.text().substring(1) : source.text();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonReader reader = new JsonReader(source, parser);
      if (parser.nextToken() == null) {
        throw source.error(0, "the JSON text is empty");
      }
      ConfigNode value = reader.value();
      if (parser.nextToken() != null) {
        throw reader.error("the JSON text goes on after its value");
      }
      return value;
    } catch (StreamReadException e) {
      throw source.error(offset(e, text.length()), "no JSON: " + e.getOriginalMessage());
    } catch (JacksonException e) {
      throw source.error(0, "no JSON: " + e.getOriginalMessage());
    }
  }

  private static int offset(StreamReadException e, int length) {
    long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
    return (int) Math.max(0, Math.min(length, offset));
  }

  private ConfigException error(String message) {
    return source.error((int) parser.currentTokenLocation().getCharOffset(), message);
  }

  private Location here() {
    return source.location((int) parser.currentTokenLocation().getCharOffset());
  }

  private ConfigNode value() {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new ScalarNode(parser.getString(), here());
      case VALUE_NUMBER_INT -> new ScalarNode(Numbers.narrow(parser.getBigIntegerValue()), here());
      case VALUE_NUMBER_FLOAT -> new ScalarNode(parser.getDoubleValue(), here());
      case VALUE_TRUE, VALUE_FALSE -> new ScalarNode(token == JsonToken.VALUE_TRUE, here());
      case VALUE_NULL -> new ScalarNode(null, here());
      default -> throw error("no JSON: unexpected " + token);
    };
  }

  private DictNode object() {
    DictNode dict = new DictNode(here());
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      dict.put(key, value());
    }
    return dict;
  }

  private ListNode array() {
    Location location = here();
    List<ConfigNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new ListNode(items, false, location);
  }
}
