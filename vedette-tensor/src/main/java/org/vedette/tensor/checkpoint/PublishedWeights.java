package org.vedette.tensor.checkpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vedette.base.CheckpointException;
import org.vedette.base.Suggestions;

/** The URLs that names such as {@code torchvision://resnet50} stand for. */
final class PublishedWeights {
  private static final String LIST = "published.txt";

  /** What upstream calls a scheme, too. */
  private static final Map<String, String> SCHEMES =
      Map.of(
          "torchvision", "torchvision",
          "modelzoo", "torchvision",
          "open-mmlab", "open-mmlab",
          "openmmlab", "open-mmlab");

  private PublishedWeights() {}

  /** Whether a name's scheme is one of a list of names. */
  static boolean handles(String name) {
    return SCHEMES.containsKey(scheme(name));
  }

  /**
   * The URL of a name.
   *
   * @throws CheckpointException when the list does not have it
   */
  static String url(String name) {
    String scheme = SCHEMES.get(scheme(name));
    String own = name.substring(name.indexOf("://") + 3);
    Map<String, String> urls = read(scheme);
    String found = urls.get(own);
    if (found != null && found.startsWith("=")) {
      found = urls.get(found.substring(1));
    }
    if (found == null) {
      String near = Suggestions.didYouMean(own, List.copyOf(urls.keySet()));
      throw new CheckpointException(
          name
              + ": "
              + scheme
              + " publishes no such weights"
              + (near.isEmpty() ? "" : "; " + near));
    }
    return found;
  }

  private static String scheme(String name) {
    int end = name.indexOf("://");
    return end < 0 ? "" : name.substring(0, end);
  }

  private static Map<String, String> read(String scheme) {
    Map<String, String> urls = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PublishedWeights.class.getResourceAsStream(LIST), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(" ", -1);
        if (fields[0].equals(scheme)) {
          urls.put(fields[1], fields[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return urls;
  }
}
