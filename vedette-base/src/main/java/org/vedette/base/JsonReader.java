package org.vedette.base;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Pulls values from a big JSON file as they come, so that a reader keeps only what it needs. Every
 * error names the file and, once {@link #at} was called, the record.
 *
 * <p>Python's {@code NaN} and {@code Infinity} are read as numbers; files named {@code *.gz} are
 * unpacked.
 */
public final class JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final JsonParser parser;
  private final Path file;
  private String record = "";

  private JsonReader(JsonParser parser, Path file) {
    this.parser = parser;
    this.file = file;
  }

  /**
   * Reads a whole file with {@code body}, which starts before the first value.
   *
   * @throws DataException when the file is missing, a directory, empty, truncated, or no JSON
   */
  public static <T> T read(Path file, Function<JsonReader, T> body) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + ": is a directory; expected a JSON file");
    }
    try (InputStream in = open(file);
        JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
      JsonReader reader = new JsonReader(parser, file);
      T result = body.apply(reader);
      if (parser.nextToken() != null) {
        throw reader.error("more data after the end of the JSON value");
      }
      return result;
    } catch (JacksonIOException e) {
      throw unreadable(file, e.getCause());
    } catch (UnexpectedEndOfInputException e) {
      throw new DataException(file + ": the JSON ends in the middle; is the file truncated?", e);
    } catch (JacksonException e) {
      throw new DataException(
          file
              + ":"
              + e.getLocation().getLineNr()
              + ":"
              + e.getLocation().getColumnNr()
              + ": not valid JSON: "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz")
        ? new BufferedInputStream(new GZIPInputStream(in), 1 << 16)
        : in;
  }

  private static DataException unreadable(Path file, IOException e) {
    return new DataException(file + ": cannot read: " + AtomicFiles.reason(e), e);
  }

  /** Names the record that is read now, for errors: {@code annotations[3]}. */
  public void at(String name) {
    record = name;
  }

  /** An error about the record that is read now. */
  public DataException error(String message) {
    return new DataException(file + ": " + (record.isEmpty() ? "" : record + ": ") + message);
  }

  /**
   * Steps to the next value: the first of the file, or the next item of an array.
   *
   * @return false at the end of the array, or when the file has no value at all
   */
  public boolean next() {
    JsonToken token = parser.nextToken();
    return token != null && token != JsonToken.END_ARRAY;
  }

  /** Steps to the next key of an object and to its value; null at the object's end. */
  public String nextKey() {
    if (parser.nextToken() == JsonToken.END_OBJECT) {
      return null;
    }
    String key = parser.currentName();
    parser.nextToken();
    return key;
  }

  /** Requires that the value is an object; {@link #nextKey} then gives its keys. */
  public void object(String what) {
    require(JsonToken.START_OBJECT, what);
  }

  /** Requires that the value is an array; {@link #next} then gives its items. */
  public void array(String what) {
    require(JsonToken.START_ARRAY, what);
  }

  private void require(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw error("expected " + what + ", got " + found());
    }
  }

  /** Whether the value is an object. */
  public boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /** Whether the value is an array. */
  public boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /** Whether the value is a string. */
  public boolean isString() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  /** Whether the value is null. */
  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Whether the value is a number, or a NaN or Infinity. */
  public boolean isNumber() {
    return parser.currentToken().isNumeric();
  }

  /** The value as a whole number of 64 bits. */
  public long longValue(String what) {
    require(JsonToken.VALUE_NUMBER_INT, what);
    return parser.getLongValue();
  }

  /** The value as a whole number of 32 bits. */
  public int intValue(String what) {
    long value = longValue(what);
    if (value != (int) value) {
      throw error("expected " + what + ", got " + value);
    }
    return (int) value;
  }

  /** The value as a number. */
  public double doubleValue(String what) {
    if (!isNumber()) {
      throw error("expected " + what + ", got " + found());
    }
    return parser.getDoubleValue();
  }

  /** The value as a string. */
  public String stringValue(String what) {
    require(JsonToken.VALUE_STRING, what);
    return parser.getString();
  }

  /** The value as a flag: true, false, or a number that is zero or not. */
  public boolean flagValue(String what) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> doubleValue(what) != 0;
    };
  }

  /** The value as an array of numbers. */
  public double[] doubles(String what) {
    array(what);
    double[] values = new double[8];
    int size = 0;
    while (next()) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = doubleValue(what);
    }
    return Arrays.copyOf(values, size);
  }

  /** The value as an array of whole numbers. */
  public int[] ints(String what) {
    array(what);
    IntList values = new IntList(16);
    while (next()) {
      values.add(intValue(what));
    }
    return values.toArray();
  }

  /**
   * The value with all it holds: a Map in the file's order, a List, a String, a Number, a Boolean,
   * or null.
   */
  public Object value() {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key = nextKey(); key != null; key = nextKey()) {
          map.put(key, value());
        }
        return map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (next()) {
          list.add(value());
        }
        return list;
      }
      case VALUE_STRING -> {
        return parser.getString();
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        return parser.currentToken() == JsonToken.VALUE_TRUE;
      }
      case VALUE_NULL -> {
        return null;
      }
      default -> {
        return parser.getNumberValue();
      }
    }
  }

  /** Skips the value with all it holds. */
  public void skip() {
    parser.skipChildren();
  }

  /** The value, in words, for an error. */
  public String found() {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "the string '" + parser.getString() + "'";
      case VALUE_NULL -> "null";
      default -> parser.getString();
    };
  }
}
