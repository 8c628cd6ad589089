package org.vedette.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the suites of reference numbers for single operations ({@code components/ops}). */
public final class ComponentFixtures {
  private static final Set<String> NOT_NUMBERS = Set.of("nan", "inf", "-inf");

  private final JsonParser parser;

  private ComponentFixtures(JsonParser parser) {
    this.parser = parser;
  }

  /** All cases of a suite file, a JSON document that may be gzipped, in order. */
  public static List<FixtureCase> read(Path file) {
    try (InputStream in = open(file);
        JsonParser parser =
            JsonFactory.builder().build().createParser(ObjectReadContext.empty(), in)) {
      parser.nextToken();
      Map<?, ?> suite = (Map<?, ?>) new ComponentFixtures(parser).value();
      List<FixtureCase> cases = new ArrayList<>();
      for (Object item : (List<?>) suite.get("cases")) {
        cases.add(fixture((Map<?, ?>) item));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static FixtureCase fixture(Map<?, ?> json) {
    return new FixtureCase(
        (String) json.get("name"),
        (String) json.get("op"),
        section(json, "params"),
        section(json, "inputs"),
        section(json, "outputs"),
        Boolean.TRUE.equals(json.get("topk_boundary_tie")));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> section(Map<?, ?> json, String key) {
    Object section = json.get(key);
    return section == null ? Map.of() : (Map<String, Object>) section;
  }

  private Object value() {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("unexpected " + token);
    };
  }

  private Object object() {
    Map<String, Object> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      entries.put(key, value());
    }
    return FixtureTensor.isTensor(entries) ? FixtureTensor.of(entries) : entries;
  }

  /** An array of numbers as double[], any other as a list. */
  private Object array() {
    double[] numbers = new double[16];
    int count = 0;
    List<Object> items = null;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object item = value();
      if (items == null && isNumber(item)) {
        if (count == numbers.length) {
          numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = toNumber(item);
      } else {
        items = items == null ? boxed(numbers, count) : items;
        items.add(item);
      }
    }
    return items == null ? Arrays.copyOf(numbers, count) : items;
  }

  private static boolean isNumber(Object item) {
    return item instanceof Double || (item instanceof String text && NOT_NUMBERS.contains(text));
  }

  private static double toNumber(Object item) {
    if (item instanceof Double number) {
      return number;
    }
    return switch ((String) item) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      default -> Double.NEGATIVE_INFINITY;
    };
  }

  private static List<Object> boxed(double[] numbers, int count) {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(numbers[i]);
    }
    return items;
  }
}
