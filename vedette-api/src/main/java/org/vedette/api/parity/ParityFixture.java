package org.vedette.api.parity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;

/**
 * A model fixture: a model's settings and what the reference computed with formula weights and
 * inputs.
 */
public final class ParityFixture {
  private final DictNode root;

  ParityFixture(DictNode root) {
    this.root = root;
  }

  /** The fixture's name: family and config. */
  public String name() {
    return root.string("name");
  }

  /** The model's settings. */
  public DictNode model() {
    return root.dict("model");
  }

  /** All type names in the settings. */
  public List<String> types() {
    return Json.list(root, "types").items().stream().map(Json::text).toList();
  }

  int height() {
    return Json.integer(root, "H");
  }

  int width() {
    return Json.integer(root, "W");
  }

  int batch() {
    return Json.integer(root, "batch");
  }

  int tensorBatch() {
    return Json.integer(root, "tensor_batch");
  }

  int numClasses() {
    return Json.integer(root, "num_classes");
  }

  boolean hasMasks() {
    return Json.flag(root, "with_mask");
  }

  boolean hasProposals() {
    return Json.flag(root, "proposals");
  }

  boolean hasIgnored() {
    return Json.flag(root, "ignored");
  }

  /** Whether the record was made with the losses of the last epochs, when heads add one. */
  boolean isLastPhase() {
    ListNode patches = Json.list(root, "patches");
    return patches != null
        && patches.items().stream()
            .anyMatch(patch -> Json.text(patch).contains("bbox_head.use_l1 = True"));
  }

  /** Names and shapes of the parameters and buffers, in order. */
  Map<String, long[]> state() {
    Map<String, long[]> state = new LinkedHashMap<>();
    for (ConfigNode item : Json.list(root, "state_dict").items()) {
      List<ConfigNode> entry = ((ListNode) item).items();
      state.put(Json.text(entry.get(0)), Json.longs(entry.get(1)));
    }
    return state;
  }

  /** Summaries of the tensors of each section, by section and path. */
  Map<String, Map<String, DictNode>> tensorSections() {
    Map<String, Map<String, DictNode>> sections = new LinkedHashMap<>();
    DictNode tensor = root.dict("tensor");
    if (tensor == null) {
      return sections;
    }
    tensor.entries().forEach((name, value) -> sections.put((String) name, summaries(value)));
    return sections;
  }

  private static Map<String, DictNode> summaries(ConfigNode value) {
    Map<String, DictNode> byPath = new LinkedHashMap<>();
    if (value instanceof ListNode list) {
      for (ConfigNode item : list.items()) {
        DictNode summary = (DictNode) item;
        byPath.put(summary.string("path"), summary);
      }
    }
    return byPath;
  }

  /** The detections of each image, or null. */
  List<DictNode> predictions() {
    ListNode list = Json.list(root, "predict");
    if (list == null) {
      return null;
    }
    List<DictNode> images = new ArrayList<>();
    list.items().forEach(item -> images.add((DictNode) item));
    return images;
  }

  /** Losses, gradients and buffers after one step, or null. */
  DictNode loss() {
    return root.dict("loss");
  }

  /** How much the reference's own numbers move with the input. */
  DictNode sensitivity() {
    return root.dict("sensitivity");
  }
}
