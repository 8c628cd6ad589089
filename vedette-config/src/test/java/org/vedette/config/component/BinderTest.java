package org.vedette.config.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vedette.base.ConfigException;
import org.vedette.base.Location;
import org.vedette.base.Problem;
import org.vedette.config.ConfigNode;
import org.vedette.config.DictNode;
import org.vedette.config.ListNode;
import org.vedette.config.Literals;
import org.vedette.config.ScalarNode;
import org.vedette.config.TypeNode;
import org.vedette.config.component.Parts.Extra;
import org.vedette.config.component.Parts.Fan;
import org.vedette.config.component.Parts.Mode;
import org.vedette.config.component.Parts.Point;
import org.vedette.config.component.Parts.Shared;
import org.vedette.config.component.Parts.Spine;
import org.vedette.config.component.Parts.Throat;
import org.vedette.config.component.Parts.Tower;
import org.vedette.config.component.Parts.Watcher;
import org.vedette.config.component.Parts.Watches;

class BinderTest {
  private final Binder binder = new Binder(Registry.load());

  private Tower.Config tower(String text) {
    return ((Tower) binder.spec(Spine.class, text).build()).config;
  }

  private List<String> problems(String text) {
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class,
            () -> binder.spec(Spine.class, Literals.parse(text), "model.spine"));
    assertThat(thrown).as("an error for " + text).isNotNull();
    return thrown.problems().stream().map(BinderTest::withoutPlace).toList();
  }

  private static String withoutPlace(Problem problem) {
    String text = problem.toString();
    return text.substring(text.indexOf(": ") + 2);
  }

  @Test
  void absentKeysTakeTheirDefaults() {
    Tower.Config config = tower("dict(type='Tower', in_channels=8)");
    assertThat(config.in_channels()).isEqualTo(8);
    assertThat(config.shared()).isEqualTo(new Shared(3, 0.5));
    assertThat(config.strides()).containsExactly(1, 2);
    assertThat(config.alpha()).isNull();
    assertThat(config.throats()).isEmpty();
    assertThat(config.extra()).isNull();
    assertThat(config.mode()).isEqualTo(Mode.NEAREST);
    assertThat(config.origin()).isEqualTo(new Point(1, 7));
    assertThat(config.weights()).isEmpty();
    assertThat(config.byDefault()).isTrue();
    assertThat(config.raw()).isNull();
  }

  @Test
  void everyTypeOfKeyIsBound() {
    Tower.Config config =
        tower(
            "dict(type='Tower', in_channels=8, depth=4, rate=1, strides=[2], alpha=2, "
                + "throats=[dict(type='Identity'), dict(type='Fan', in_channels=[1, 2])], "
                + "extra='on_input', mode='bilinear', origin=dict(x=3, y=4), "
                + "weights=dict(a=1, b=.5), default=False, raw=dict(any=[1]))");
    assertThat(config.shared()).isEqualTo(new Shared(4, 1.0));
    assertThat(config.strides()).containsExactly(2);
    assertThat(config.alpha()).isEqualTo(2.0);
    assertThat(config.throats()).hasSize(2);
    assertThat(((Fan) config.throats().get(1).build()).config.in_channels().values())
        .containsExactly(1, 2);
    assertThat(config.extra()).isEqualTo(new Extra.Source("on_input"));
    assertThat(config.mode()).isEqualTo(Mode.BILINEAR);
    assertThat(config.origin()).isEqualTo(new Point(3, 4));
    assertThat(config.weights()).isEqualTo(Map.of("a", 1.0, "b", 0.5));
    assertThat(config.byDefault()).isFalse();
    assertThat(config.raw().get("any")).isInstanceOf(ListNode.class);
  }

  @Test
  void aKeyOfOneOrManyKeepsWhichItWas() {
    Fan one = (Fan) binder.spec(Throat.class, "dict(type='Fan', in_channels=5)").build();
    assertThat(one.config.in_channels()).isEqualTo(OneOrMany.of(5));
    assertThat(one.config.in_channels().repeated(2)).containsExactly(5, 5);
    Fan many = (Fan) binder.spec(Throat.class, "dict(type='Fan', in_channels=(5,))").build();
    assertThat(many.config.in_channels()).isEqualTo(new OneOrMany<>(List.of(5), true));
    assertThatThrownBy(() -> many.config.in_channels().repeated(2))
        .hasMessage("expected one value or a list of 2, got a list of 1");
  }

  @Test
  void allProblemsOfTheTreeAreReportedTogether() {
    assertThat(
            problems(
                "dict(type='Tower', dept=1, strides=[1, 'x', 2.0], alpha='a', mode='bilinaer', "
                    + "throats=[dict(type='Fann'), dict(in_channels=1), 3], "
                    + "origin=dict(y=None), weights={1: 2}, extra=3)"))
        .containsExactly(
            "model.spine.dept: unknown key; did you mean 'depth'?",
            "model.spine.in_channels: missing key; expected int",
            "model.spine.strides.1: wrong type; expected int; got 'x' (str)",
            "model.spine.strides.2: wrong type; expected int; got 2.0 (float)",
            "model.spine.alpha: wrong type; expected float; got 'a' (str)",
            "model.spine.throats.0.type: unknown throat 'Fann'; did you mean 'Fan'?",
            "model.spine.throats.1.type: missing key; expected the type of a throat; "
                + "types: Doomed, Fan, Identity",
            "model.spine.throats.2: wrong type; expected dict with the type of a throat; "
                + "got 3 (int)",
            "model.spine.extra: wrong value; expected a bool or 'on_input'; got 3 (int)",
            "model.spine.mode: unknown value; expected 'nearest' | 'bilinear'; "
                + "got 'bilinaer' (str); did you mean 'bilinear'?",
            "model.spine.origin.x: missing key; expected int",
            "model.spine.origin.y: wrong type; expected int; got None",
            "model.spine.weights: wrong type of key; expected str; got 1 (int)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          in_channels=True | got True (bool)
          in_channels=8.0  | got 8.0 (float)
          in_channels='8'  | got '8' (str)
          in_channels=None | got None
          in_channels=3000000000 | got 3000000000 (int)
          in_channels=8, default=1 | got 1 (int)
          in_channels=8, rate=True | got True (bool)
          in_channels=8, strides=3 | got 3 (int)
          in_channels=8, strides=[None] | got None
          in_channels=8, origin=[1] | got [1] (list)
          in_channels=8, mode=1 | got 1 (int)
          in_channels=8, raw=1 | got 1 (int)
          """)
  void aValueOfAnotherTypeIsRefused(String keys, String got) {
    assertThat(problems("dict(type='Tower', " + keys + ")"))
        .singleElement()
        .asString()
        .endsWith(got);
  }

  @Test
  void aProblemCarriesTheLineOfTheValue() {
    DictNode dict = new DictNode(new Location("a.py", 1, 0));
    dict.put("type", new ScalarNode("Tower", new Location("a.py", 1, 5)));
    dict.put("in_channels", new ScalarNode("8", new Location("b.py", 7, 3)));
    assertThatThrownBy(() -> binder.spec(Spine.class, dict, "model.backbone"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "b.py:7:3: model.backbone.in_channels: wrong type; expected int; got '8' (str)");
  }

  @Test
  void aRecordsOwnCheckIsAProblemOfItsDict() {
    assertThat(problems("dict(type='Tower', in_channels=0)"))
        .containsExactly("model.spine: in_channels must be positive, got 0");
  }

  @Test
  void noneThatARecordTripsOverIsAProblemOfItsKey() {
    assertThatThrownBy(
            () -> binder.spec(Throat.class, "dict(type='Fan', in_channels=1, name=None)"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("name: None is not allowed here; expected str");
  }

  @Test
  void aTypeOfAnotherKindIsNamedAsSuch() {
    assertThat(problems("dict(type='Fan')"))
        .containsExactly(
            "model.spine.type: 'Fan' is not a spine but a throat; "
                + "see: vedette explain --kind spine");
  }

  @Test
  void aProblemInAPartThatAFactoryBindsKeepsItsText() {
    assertThat(problems("dict(type='Tower', in_channels=1, extra=[dict(off=True)])"))
        .containsExactly(
            "model.spine.extra.off: unknown key; keys: on",
            "model.spine.extra.on: missing key; expected bool");
  }

  @Test
  void parentsHandValuesDownAndProblemsThereAreReportedWithTheRest() {
    Fan fan =
        (Fan)
            binder
                .spec(
                    Throat.class,
                    "dict(type='Fan', in_channels=1, hand_down=4, "
                        + "inner=dict(type='Fan', in_channels=2))")
                .build();
    assertThat(((Fan.Config) fan.config.inner().config()).hand_down()).isEqualTo(4);
    assertThat(
            problems(
                "dict(type='Tower', in_channels='a', throats=[dict(type='Fan', in_channels=1, "
                    + "hand_down=4, inner=dict(type='Identity'))])"))
        .containsExactly(
            "model.spine.in_channels: wrong type; expected int; got 'a' (str)",
            "model.spine.throats.0.inner.hand_down: unknown key; there are no keys here");
  }

  /** Keys that nobody named beforehand. */
  record Open(int size, @Others Map<String, Point> parts) {}

  @Test
  void keysOfNoOtherComponentGoWhereOthersGo() {
    DictNode node = (DictNode) Literals.parse("dict(size=3, left=dict(x=1), right=dict(x=2, y=3))");
    Open open = binder.bind(Open.class, node, "open");
    assertThat(open.parts())
        .containsExactly(Map.entry("left", new Point(1, 7)), Map.entry("right", new Point(2, 3)));
    node = (DictNode) Literals.parse("dict(size=3)");
    assertThat(binder.bind(Open.class, node, "open").parts()).isEmpty();
    assertThatThrownBy(
            () ->
                binder.bind(
                    Open.class, (DictNode) Literals.parse("dict(size=3, left=dict(z=1))"), "open"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("open.left.z: unknown key");
  }

  @Test
  void withSetsOrReplacesAKey() {
    Spec<Throat> spec = binder.spec(Throat.class, "dict(type='Fan', in_channels=1)");
    assertThat(spec.accepts("name")).isTrue();
    assertThat(spec.accepts("type")).isFalse();
    Fan changed = (Fan) spec.with("in_channels", ScalarNode.of(9)).build();
    assertThat(changed.config.in_channels()).isEqualTo(OneOrMany.of(9));
    assertThat(((Fan.Config) spec.config()).in_channels()).isEqualTo(OneOrMany.of(1));
    assertThat(spec.with("inner", null).node().get("inner").isNone()).isTrue();
    assertThat(spec.node().has("inner")).isFalse();
  }

  @Test
  void aConstructorThatRefusesKeepsThePath() {
    ConfigNode refused = Literals.parse("dict(type='Doomed', badly=False)");
    Spec<Throat> spec = binder.spec(Throat.class, refused, "model.neck");
    assertThatThrownBy(spec::build)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("model.neck: cannot be built");
    ConfigNode bug = Literals.parse("dict(type='Doomed', badly=True)");
    Throwable thrown =
        catchThrowableOfType(
            IllegalStateException.class,
            () -> binder.spec(Throat.class, bug, "model.neck").build());
    assertThat(thrown.getSuppressed()[0])
        .hasMessageStartingWith("while building model.neck (Doomed");
  }

  @Test
  void aClassOfALazyConfigStandsForItsName() {
    DictNode dict = (DictNode) Literals.parse("dict(in_channels=8)");
    dict.put("type", new TypeNode("mmdet.models.spines.tower", "Tower", Location.UNKNOWN));
    dict.put("mode", new TypeNode("torch.modes", "bilinear", Location.UNKNOWN));
    Tower tower = (Tower) binder.spec(Spine.class, dict, "").build();
    assertThat(tower.config.mode()).isEqualTo(Mode.BILINEAR);
  }

  @Test
  void theScopeOfADictHoldsForWhatItHolds() {
    assertThat(
            binder.spec(Spine.class, "dict(type='Tower', _scope_='mmpretrain')").componentClass())
        .isEqualTo(Parts.ForeignTower.class);
    assertThat(
            tower(
                "dict(type='Tower', _scope_='mmdet', in_channels=1, origin=dict(x=1, _scope_='a'))"))
        .isNotNull();
  }

  @Test
  void aClassOfSeveralNamesLearnsWhichOneItWasGiven() {
    assertThat(((Watcher) binder.spec(Watches.class, "dict(type='mmdet.Guard')").build()).name)
        .isEqualTo("Guard");
  }

  @Test
  void keysAreTheSnakeCaseOfTheComponents() {
    assertThat(
            binder.bind(
                Parts.Spelled.class, "dict(ann_file=1, ann_type=2, T=3, T_max=4, iou_thr2_x=5)"))
        .isEqualTo(new Parts.Spelled(1, 2, 3, 4, 5));
  }

  @Test
  void plainValuesAndNoneAreBoundByThemselves() {
    assertThat(binder.bind(int.class, "3")).isEqualTo(3);
    assertThat(binder.bind(Point.class, "dict(x=2)")).isEqualTo(new Point(2, 7));
    assertThat(binder.bind(Point.class, "None")).isNull();
    assertThat(binder.spec(Throat.class, "None")).isNull();
  }
}
