package org.vedette.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vedette.base.Location;
import org.vedette.base.SharedJson;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;
import org.vedette.testkit.FixtureCase;

/** Reads the suites whose cases are plain JSON. */
public final class Json {
  private Json() {}

  /** The cases of a suite; each has all its keys as parameters. */
  public static List<FixtureCase> cases(String file, String nameKey) {
    Map<String, Object> suite = SharedJson.map(SharedJson.read(file));
    List<FixtureCase> cases = new ArrayList<>();
    for (Object item : (List<?>) suite.get("cases")) {
      Map<String, Object> json = SharedJson.map(item);
      String name = cases.size() + " " + json.get(nameKey);
      cases.add(new FixtureCase(name, "case", json, Map.of(), Map.of(), false));
    }
    return cases;
  }

  /** A value of JSON as a config holds it. */
  public static ConfigNode node(Object json) {
    if (json instanceof Map<?, ?> map) {
      DictNode dict = new DictNode(Location.UNKNOWN);
      map.forEach((key, value) -> dict.put(key, node(value)));
      return dict;
    }
    if (json instanceof List<?> list) {
      return new ListNode(list.stream().map(Json::node).toList(), false, Location.UNKNOWN);
    }
    return ScalarNode.of(json);
  }

  /** A number. */
  public static double number(Object json) {
    return ((Number) json).doubleValue();
  }
}
