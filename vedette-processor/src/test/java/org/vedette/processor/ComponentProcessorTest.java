package org.vedette.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentProcessorTest {
  private static final String HEADER =
      "package acme; import org.vedette.config.component.*; import java.util.*; ";

  private static final Source KINDS =
      new Source(
          "acme.Neck",
          HEADER
              + "@ComponentKind(\"neck\") public interface Neck {}"
              + " @ComponentKind(\"head\") interface Head {}");

  @TempDir Path output;

  /** A class in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Compiles, and gives the error messages. */
  private List<String> compile(Source... sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    String classPath = output + java.io.File.pathSeparator + System.getProperty("java.class.path");
    JavaCompiler.CompilationTask task =
        compiler.getTask(
            null,
            null,
            found,
            List.of("-d", output.toString(), "-cp", classPath, "-Xlint:-processing"),
            null,
            List.of(sources));
    task.setProcessors(List.of(new ComponentProcessor()));
    task.call();
    List<String> messages = new ArrayList<>();
    found.getDiagnostics().forEach(each -> messages.add(each.getMessage(Locale.ROOT)));
    return messages;
  }

  private static Source neck(String name, String body) {
    return new Source("acme." + name, HEADER + "/** Doc. */ " + body);
  }

  private static Source config(String docs, String components) {
    return neck(
        "Fpn",
        "@Component(\"FPN\") public class Fpn implements Neck { public Fpn(Config c) {}"
            + "\n/** Keys.\n"
            + docs
            + "*/\n public record Config("
            + components
            + ") {} }");
  }

  private String read(String name) throws IOException {
    return Files.readString(output.resolve(name), StandardCharsets.UTF_8);
  }

  @Test
  void aGoodComponentIsListedUnderEachOfItsNamesWithItsDocs() throws IOException {
    Source good =
        new Source(
            "acme.Fpn",
            HEADER
                + """
                /**
                 * A {@code Feature} pyramid of <i>levels</i>, see {@link Neck} and e.g. this. More here.
                 *
                 * <p>Much more.
                 */
                @Component({"FPN", "acme.FPN"})
                public class Fpn implements Neck {
                  public Fpn(Fpn.Config config) {}

                  /**
                   * Keys.
                   *
                   * @param in_channels channels of each input,
                   *     finest first
                   * @param wait_ how long
                   * @param inner a part
                   * @param next what follows
                   */
                  public record Config(
                      List<Integer> in_channels,
                      @Key("wait") @Default("1.5") double wait_,
                      @Flat Shared shared,
                      @Default("None") List<Part> inner,
                      @Default("dict(type='FPN', in_channels=[1, 2])") Spec<? extends Neck> next) {}

                  /**
                   * Shared.
                   *
                   * @param howDeep how deep
                   */
                  public record Shared(@Default("3") int howDeep) {}

                  /**
                   * A part.
                   *
                   * @param x C:\\\\dir
                   */
                  public record Part(int x) {}
                }
                """);
    assertThat(compile(KINDS, good)).isEmpty();
    assertThat(read(Outputs.INDEX)).isEqualTo("neck FPN acme.Fpn\nneck acme.FPN acme.Fpn\n");
    assertThat(read(Outputs.DOCS + "acme.Fpn.properties"))
        .isEqualTo("summary=A Feature pyramid of levels, see Neck and e.g. this.\n");
    assertThat(read(Outputs.DOCS + "acme.Fpn$Config.properties"))
        .isEqualTo(
            """
            summary=Keys.
            key.in_channels=channels of each input, finest first
            key.wait=how long
            key.inner=a part
            key.next=what follows
            """);
    assertThat(read(Outputs.DOCS + "acme.Fpn$Shared.properties")).contains("key.how_deep=how deep");
    assertThat(read(Outputs.DOCS + "acme.Fpn$Part.properties")).contains("key.x=C:\\\\\\\\dir");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int x                                    | config key 'x' has no doc
          @Default("1.0") int x                    | @Default("1.0") is no int
          @Default("None") boolean x               | @Default("None") is not True or False
          @Default("abc") double x                 | @Default("abc") is no number
          @Default("dict(type='BN'") Spec<Neck> x  | @Default("dict(type='BN'") lacks a )
          @Default("'BN") String x                 | @Default("'BN") does not close a quote
          @Default("[1))") List<Integer> x         | @Default("[1))") has a ')' too many
          @Default("nearest") String x             | @Default("nearest") is no literal
          Object x                                 | cannot be of type java.lang.Object
          Map<Integer, String> x                   | cannot be of type java.util.Map
          String[] x                               | cannot be of type java.lang.String[]
          Spec<String> x                           | cannot be of type
          @Flat int x                              | @Flat needs a record, not int
          @Others int x                            | @Others needs a Map<String, X>, not int
          """)
  void aKeyThatIsWrongDoesNotCompile(String component, String message) {
    String docs = message.contains("no doc") ? "" : "@param x the x\n";
    assertThat(compile(KINDS, config(docs, component)))
        .singleElement()
        .asString()
        .contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class Fpn { public Fpn() {} }                          | implements no @ComponentKind
          class Fpn implements Neck, Head { public Fpn() {} }    | is of several kinds
          class Fpn implements Neck { Fpn() {} }                 | needs one public constructor
          class Fpn implements Neck { public Fpn(int x) {} }     | needs one public constructor
          abstract class Fpn implements Neck { public Fpn() {} } | must be a concrete class
          """)
  void aClassThatIsNoComponentDoesNotCompile(String type, String message) {
    assertThat(compile(KINDS, neck("Fpn", "@Component(\"FPN\") public " + type)))
        .singleElement()
        .asString()
        .contains(message);
  }

  @Test
  void theKindIsChosenWhereThereAreSeveral() throws IOException {
    String both = " public class Fpn implements Neck, Head { public Fpn() {} }";
    assertThat(compile(KINDS, neck("Fpn", "@Component(value = \"FPN\", kind = Head.class)" + both)))
        .isEmpty();
    assertThat(read(Outputs.INDEX)).isEqualTo("head FPN acme.Fpn\n");
    assertThat(compile(KINDS, neck("Fpn", "@Component(value = \"FPN\", kind = List.class)" + both)))
        .contains("the component is no java.util.List");
  }

  @Test
  void namesAreCheckedAndTakenOnce() {
    assertThat(compile(KINDS, neck("A", "@Component(\"a b\") public class A implements Neck {}")))
        .containsExactly("'a b' cannot be the name of a component");
    assertThat(
            compile(
                KINDS,
                neck("A", "@Component(\"FPN\") public class A implements Neck {}"),
                neck("B", "@Component(\"FPN\") public class B implements Neck {}")))
        .containsExactly("there are two of neck 'FPN'; the other is acme.A");
  }

  @Test
  void compilingOneClassAgainKeepsTheOthersInTheIndex() throws IOException {
    Source a = neck("A", "@Component(\"A\") public class A implements Neck {}");
    Source b = neck("B", "@Component(\"B\") public class B implements Neck {}");
    assertThat(compile(KINDS, a, b)).isEmpty();
    Source renamed = neck("A", "@Component(\"A2\") public class A implements Neck {}");
    assertThat(compile(renamed)).isEmpty();
    assertThat(read(Outputs.INDEX)).isEqualTo("neck A2 acme.A\nneck B acme.B\n");
    Files.delete(output.resolve("acme/B.class"));
    assertThat(compile(renamed)).isEmpty();
    assertThat(read(Outputs.INDEX)).isEqualTo("neck A2 acme.A\n");
  }
}
