package org.vedette.engine.optim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.vedette.base.SharedJson;
import org.vedette.tensor.DType;
import org.vedette.tensor.Layer;
import org.vedette.tensor.Param;
import org.vedette.tensor.Tensors;

/** Models that have the parameters' names, numbers of dimensions and kinds of layers only. */
final class ParamwiseModels {
  private static final String SUITE = "reference/components/schedules/paramwise.json.gz";

  private ParamwiseModels() {}

  /** A layer of any upstream types. */
  static final class Part extends Layer {
    private final List<String> types;

    Part(String... types) {
      this.types = List.of(types);
    }

    @Override
    public List<String> upstreamTypes() {
      return types;
    }

    /** Adds a parameter below, with the layers on the way. */
    Param add(String name, String fullName, long... shape) {
      int dot = name.indexOf('.');
      if (dot < 0) {
        return param(name, Tensors.zeros(DType.FLOAT32, shape));
      }
      String first = name.substring(0, dot);
      Part below = (Part) children().get(first);
      if (below == null) {
        below = child(first, new Part(typeOf(first, fullName)));
      }
      return below.add(name.substring(dot + 1), fullName, shape);
    }

    void share(String name, Layer layer) {
      child(name, layer);
    }
  }

  /** What a layer of a name is; conv_offset in a deformable convolution is a plain one. */
  private static String typeOf(String name, String fullName) {
    return switch (name) {
      case "dcn" -> "ModulatedDeformConv2d";
      case "dcn1" -> "DeformConv2d";
      case "gn" -> "GroupNorm";
      case "ln", "norm", "norm1", "norm2" -> "LayerNorm";
      case "bn", "bn1", "bn2" -> "_BatchNorm";
      case "backbone" -> fullName.contains("downsample_layers") ? "ConvNeXt" : "Backbone";
      case "conv", "conv1", "conv2", "conv_offset", "cls", "reg" -> "Conv2d";
      default -> "Module";
    };
  }

  /** The model of a case. */
  static Layer of(String name, List<?> table) {
    return name.startsWith("M1") ? m1(!name.endsWith("without_shared")) : named(table);
  }

  private static Layer m1(boolean shared) {
    Part model = new Part("Module");
    Map<String, Object> suite = SharedJson.map(SharedJson.read(SUITE));
    for (Object item : (List<?>) suite.get("M1_params")) {
      List<?> row = (List<?>) item;
      long[] shape = ((List<?>) row.get(1)).stream().mapToLong(size -> (Long) size).toArray();
      Param param = model.add((String) row.get(0), (String) row.get(0), shape);
      param.setTrainable((Boolean) row.get(2));
    }
    if (shared) {
      model.share("shared", model.children().get("head").children().get("cls"));
    }
    return model;
  }

  private static Layer named(List<?> table) {
    List<String> names = new ArrayList<>();
    table.forEach(row -> names.add((String) ((List<?>) row).get(0)));
    if (names.get(0).contains("downsample_layers")) {
      // The table goes by groups; a ConvNeXt is built in this order.
      names.sort(Comparator.comparing(ParamwiseModels::place));
    }
    Part model = new Part("Module");
    for (String name : names) {
      boolean flat = name.endsWith(".bias") || name.endsWith("gamma") || isNorm(name);
      model.add(name, name, flat ? new long[] {2} : new long[] {2, 2, 1, 1});
    }
    return model;
  }

  private static boolean isNorm(String name) {
    return name.matches(".*norm\\d?\\.weight|.*\\.bn\\d?\\.weight")
        || name.matches("backbone\\.downsample_layers\\.(0\\.1|[123]\\.0)\\.weight");
  }

  private static String place(String name) {
    List<String> order = List.of("downsample_layers", "stages", "norm", "neck", "bbox_head");
    int section = 0;
    while (!name.contains("." + order.get(section)) && !name.startsWith(order.get(section))) {
      section++;
    }
    List<String> parts =
        List.of("gamma", "depthwise_conv", ".norm", "pointwise_conv1", "pointwise_conv2");
    int part = 0;
    while (part < parts.size() && !name.contains(parts.get(part))) {
      part++;
    }
    String numbers = name.replaceAll("conv\\d", "").replaceAll("[^0-9]", "");
    return section + numbers + part + (name.endsWith("weight") ? 0 : 1);
  }
}
