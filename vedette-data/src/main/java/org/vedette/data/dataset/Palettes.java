package org.vedette.data.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.vedette.data.MetaInfo;

/** The classes and colours of well-known datasets. */
public final class Palettes {
  /** COCO's 80 things. */
  public static final MetaInfo COCO = load("coco");

  /** Pascal VOC's 20 classes. */
  public static final MetaInfo VOC = load("voc");

  /** Cityscapes' 8 things. */
  public static final MetaInfo CITYSCAPES = load("cityscapes");

  private Palettes() {}

  /** The classes and colours that a dataset type has by itself; null when it has none. */
  public static MetaInfo ofType(String type) {
    return switch (type) {
      case "CocoDataset" -> COCO;
      case "VOCDataset" -> VOC;
      case "CityscapesDataset" -> CITYSCAPES;
      case "ADE20KInstanceDataset" -> load("ade20k_instance");
      case "DeepFashionDataset" -> load("deepfashion");
      case "iSAIDDataset" -> load("isaid");
      case "LVISDataset", "LVISV05Dataset" -> load("lvis_v0.5");
      case "LVISV1Dataset" -> load("lvis_v1");
      case "Objects365V1Dataset" -> load("objects365_v1");
      case "Objects365V2Dataset" -> load("objects365_v2");
      case "WIDERFaceDataset" -> load("wider_face");
      case "CrowdHumanDataset" -> load("crowdhuman");
      default -> null;
    };
  }

  /** The classes and colours of the resource of a name; no colours where it has none. */
  private static MetaInfo load(String name) {
    List<String> classes = new ArrayList<>();
    List<int[]> colours = new ArrayList<>();
    try (InputStream in = Palettes.class.getResourceAsStream(name + ".txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        classes.add(line.substring(0, tab));
        if (tab + 1 == line.length()) {
          continue;
        }
        String[] rgb = line.substring(tab + 1).split(" ", -1);
        colours.add(
            new int[] {
              Integer.parseInt(rgb[0]), Integer.parseInt(rgb[1]), Integer.parseInt(rgb[2])
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MetaInfo(classes, colours);
  }
}
