package org.vedette.config.component;

import java.util.List;
import java.util.Map;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.ScalarNode;

/** Components to bind in tests; the index beside the test resources lists them. */
final class Parts {
  private Parts() {}

  @ComponentKind("spine")
  interface Spine {}

  @ComponentKind("throat")
  interface Throat {}

  @ComponentKind("watcher")
  interface Watches {}

  enum Mode {
    NEAREST,
    BILINEAR
  }

  /** {@code None | bool | 'on_input'}. */
  sealed interface Extra {
    record Flag(boolean on) implements Extra {}

    record Source(String name) implements Extra {}

    record Many(List<Flag> flags) implements Extra {}

    @FromConfig
    static Extra of(ConfigNode node, BindContext context) {
      if (node instanceof ScalarNode scalar && scalar.value() instanceof Boolean on) {
        return new Flag(on);
      }
      if (node instanceof ListNode list) {
        return new Many(list.items().stream().map(i -> context.bind(Flag.class, i)).toList());
      }
      if (node instanceof ScalarNode scalar && "on_input".equals(scalar.value())) {
        return new Source("on_input");
      }
      throw new IllegalArgumentException("a bool or 'on_input'");
    }
  }

  record Shared(@Default("3") int depth, @Default("0.5") double rate) {}

  record Point(int x, @Default("7") int y) {}

  record Spelled(int annFile, int ann_type, int T, int T_max, int iouThr2X) {}

  @Component("Tower")
  static final class Tower implements Spine {
    final Tower.Config config;

    public Tower(Tower.Config config) {
      this.config = config;
    }

    public record Config(
        int in_channels,
        @Flat Shared shared,
        @Default("(1, 2)") int[] strides,
        @Default("None") Double alpha,
        @Default("[]") List<Spec<Throat>> throats,
        @Default("None") Extra extra,
        @Default("'nearest'") Mode mode,
        @Default("dict(x=1)") Point origin,
        @Default("{}") Map<String, Double> weights,
        @Key("default") @Default("True") boolean byDefault,
        @Default("None") DictNode raw) {
      public Config {
        if (in_channels < 1) {
          throw new IllegalArgumentException("in_channels must be positive, got " + in_channels);
        }
      }
    }
  }

  @Component("mmpretrain.Tower")
  static final class ForeignTower implements Spine {
    public ForeignTower() {}
  }

  @Component("Fan")
  static final class Fan implements Throat {
    final Fan.Config config;

    public Fan(Fan.Config config) {
      this.config = config;
    }

    public record Config(
        OneOrMany<Integer> in_channels,
        @Default("None") Spec<Throat> inner,
        @Default("None") Integer hand_down,
        @Default("'x'") String name) {
      public Config {
        // Trips over None, as a careless check does.
        if (name.isEmpty()) {
          throw new IllegalArgumentException("name is empty");
        }
        if (hand_down != null && inner != null) {
          inner = inner.with("hand_down", ScalarNode.of(hand_down));
        }
      }
    }
  }

  @Component("Identity")
  static final class Identity implements Throat {
    public Identity() {}
  }

  @Component("Doomed")
  static final class Doomed implements Throat {
    public Doomed(Doomed.Config config) {
      if (config.badly()) {
        throw new IllegalStateException("a bug");
      }
      throw new IllegalArgumentException("cannot be built");
    }

    public record Config(boolean badly) {}
  }

  @Component({"Watcher", "Guard"})
  static final class Watcher implements Watches {
    final String name;

    public Watcher(Watcher.Config config) {
      this.name = config.type();
    }

    public record Config(String type) {}
  }
}
