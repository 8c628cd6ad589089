package org.vedette.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LazyConfigTest {
  @TempDir private Path folder;
  private ConfigFolder configs;

  @BeforeEach
  void open() {
    configs = new ConfigFolder(folder);
  }

  private String dotted(String file, String key) {
    ConfigNode node = ConfigFile.load(folder.resolve(file)).root();
    for (String part : key.split("\\.", -1)) {
      node = ((DictNode) node).get(part);
    }
    return ((TypeNode) node).dotted();
  }

  @Test
  void importedClassesAreTypesAndLeaveTheTopLevel() {
    configs.write(
        "a.py",
        "from mmdet.models import FasterRCNN, ResNet as Net",
        "import torch.nn as nn",
        "import mmdet.models.necks",
        "model = dict(type=FasterRCNN, backbone=dict(type=Net, act=nn.modules.SiLU),",
        "             neck=mmdet.models.necks.FPN)");
    assertThat(ConfigFile.load(folder.resolve("a.py")).root().keys()).containsExactly("model");
    assertThat(dotted("a.py", "model.type")).isEqualTo("mmdet.models.FasterRCNN");
    assertThat(dotted("a.py", "model.backbone.type")).isEqualTo("mmdet.models.ResNet");
    assertThat(dotted("a.py", "model.backbone.act")).isEqualTo("torch.nn.modules.SiLU");
    assertThat(dotted("a.py", "model.neck")).isEqualTo("mmdet.models.necks.FPN");
  }

  @Test
  void basesAreImportedAndTheirDictsMergeOnUpdate() {
    configs.write(
        "_base_/model.py",
        "from mmdet.models import ResNet",
        "model = dict(backbone=dict(type=ResNet, depth=50), neck=dict(a=1, b=2))",
        "size = (1, 2)");
    configs.write("_base_/run.py", "from mmengine.config import read_base", "lr, seed = 0.1, 7");
    configs.write(
        "x/a.py",
        "from mmengine.config import read_base",
        "",
        "with read_base():",
        "    from .._base_.model import *",
        "    from .._base_.run import lr as rate",
        "",
        "model.update(dict(backbone=dict(type=ResNet, depth=101)))",
        "model.merge(dict(neck=dict(_delete_=True, c=size)))",
        "model.neck.d = rate");
    assertThat(configs.resolve("x/a.py"))
        .isEqualTo(
            "{'model': {'backbone': {'type': ResNet, 'depth': 101}, "
                + "'neck': {'c': (1, 2), 'd': 0.1}}, 'size': (1, 2), 'rate': 0.1}");
  }

  @Test
  void mergeKeepsWhatTheOtherDoesNotName() {
    configs.write("base.py", "a = dict(x=dict(p=1, q=2), y=[1], z=3)");
    configs.write(
        "a.py",
        "with read_base():",
        "    from .base import *",
        "a.merge(dict(x=dict(q=5, _delete_=False), y=dict(_delete_=True, k=1)))");
    assertThat(configs.resolve("a.py"))
        .isEqualTo("{'a': {'x': {'p': 1, 'q': 5}, 'y': {'k': 1}, 'z': 3}}");
  }

  @Test
  void aBaseFromItsPackageIsFoundInTheSourceTree() {
    configs.write(
        "mmdet/configs/base/run.py", "from mmengine.runner import Loop", "l = dict(t=Loop)");
    configs.write(
        "projects/p/a.py", "with read_base():", "    from mmdet.configs.base.run import *");
    assertThat(dotted("projects/p/a.py", "l.t")).isEqualTo("mmengine.runner.Loop");
  }

  @Test
  void bracesAreNoTemplatesInALazyConfig() {
    configs.write("a.py", "from mmdet.models import X", "a = '{{fileBasename}}'");
    assertThat(configs.resolve("a.py")).isEqualTo("{'a': '{{fileBasename}}'}");
  }
}
