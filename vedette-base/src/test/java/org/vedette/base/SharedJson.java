package org.vedette.base;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads reference files as a tree: maps, lists, strings, Long, Double, Boolean and null. */
public final class SharedJson {
  private SharedJson() {}

  /** The value of a shared JSON file, unpacked when it is named {@code *.gz}. */
  public static Object read(String relative) {
    return read(SharedData.require(relative));
  }

  /** The value of a JSON file. */
  public static Object read(Path file) {
    return JsonReader.read(
        file,
        json -> {
          if (!json.next()) {
            throw json.error("empty");
          }
          return value(json);
        });
  }

  /** Hands each value of a shared file of JSON lines to {@code each}. */
  public static void readLines(String relative, Consumer<Map<String, Object>> each) {
    JsonReader.read(
        SharedData.require(relative),
        json -> {
          int count = 0;
          for (; json.next(); count++) {
            each.accept(map(value(json)));
          }
          return count;
        });
  }

  private static Object value(JsonReader json) {
    if (json.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (String key = json.nextKey(); key != null; key = json.nextKey()) {
        map.put(key, value(json));
      }
      return map;
    }
    if (json.isArray()) {
      List<Object> list = new ArrayList<>();
      while (json.next()) {
        list.add(value(json));
      }
      return list;
    }
    return scalar(json);
  }

  private static Object scalar(JsonReader json) {
    if (json.isString()) {
      return json.stringValue("");
    }
    if (json.isNull()) {
      return null;
    }
    if (!json.isNumber()) {
      return json.flagValue("");
    }
    String text = json.found();
    boolean whole = text.chars().allMatch(c -> c == '-' || Character.isDigit(c));
    return whole ? (Object) json.longValue("") : (Object) json.doubleValue("");
  }

  /** A value that is a map. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /** A value that is a list. */
  @SuppressWarnings("unchecked")
  public static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  /** A value that is a number. */
  public static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  /** A value that is a list of numbers. */
  public static double[] doubles(Object value) {
    return list(value).stream().mapToDouble(SharedJson::number).toArray();
  }

  /** A value that is a list of whole numbers. */
  public static int[] ints(Object value) {
    return list(value).stream().mapToInt(item -> ((Number) item).intValue()).toArray();
  }
}
