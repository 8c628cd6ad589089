package org.vedette.visual.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {
  private static Chart lines() {
    return LineChart.of(
        "Losses <all>",
        "iteration",
        List.of(
            Series.line("loss", new double[] {1, 2, 3}, new double[] {3, Double.NaN, 1}),
            Series.dotted("val & test", new double[] {1, 3}, new double[] {2, 2})));
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void svgIsWellFormedWhateverTheNames() throws Exception {
    Document document = parsed(lines().svgFile());
    assertThat(document.getDocumentElement().getAttribute("aria-label")).isEqualTo("Losses <all>");
    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(2);
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .startsWith("val & test: 2");
  }

  @Test
  void anElementTakesTheColoursOfItsPageAndAFileBringsItsOwn() {
    assertThat(lines().svgElement()).contains("currentColor").doesNotContain("<style>");
    assertThat(lines().svgFile()).contains("prefers-color-scheme:dark");
  }

  @Test
  void aNumberThatIsMissingBreaksTheLine() {
    assertThat(lines().svgElement()).containsPattern("d=\"M[\\d.]+ [\\d.]+M[\\d.]+ [\\d.]+\"");
  }

  @Test
  void pngHasTwicePixelsAndSomethingOnThem() {
    for (Chart chart :
        List.of(
            lines(),
            BarChart.of("Objects", List.of("cat", "dog"), new double[] {3, 0}),
            HeatMap.of(
                "Confusion",
                List.of("cat", "background"),
                new double[][] {{0.5, 0.5}, {Double.NaN, Double.NaN}},
                "truth",
                "found"))) {
      byte[] png = chart.pngFile();
      try (BytePointer bytes = new BytePointer(png);
          Mat encoded = new Mat(1, png.length, opencv_core.CV_8UC1, bytes);
          Mat image = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_COLOR)) {
        assertThat(image.cols()).isEqualTo((int) Math.round(2 * chart.width()));
        assertThat(image.rows()).isEqualTo((int) Math.round(2 * chart.height()));
        assertThat(opencv_core.mean(image).get(0)).isBetween(150.0, 254.9);
      }
    }
  }

  @Test
  void chartsOfNothingAreEmptyNotBroken() throws Exception {
    parsed(LineChart.of("Losses", "iteration", List.of()).svgFile());
    parsed(BarChart.of("Objects", List.of(), new double[0]).svgFile());
    Series empty = Series.line("loss", new double[0], new double[0]);
    parsed(LineChart.of("Losses", "iteration", List.of(empty)).svgFile());
    assertThat(LineChart.of("Losses", "iteration", List.of(empty)).pngFile()).isNotEmpty();
  }

  @Test
  void aStyleIsSeenBehindTheLines() {
    LineChart chart =
        LineChart.of(
            "Losses",
            "iteration",
            List.of(Series.line("loss", new double[] {1, 2}, new double[] {2, 1})));
    List<ChartStyle> shaded =
        Arrays.stream(ChartStyle.values())
            .filter(style -> chart.in(style).svgFile().contains("<rect"))
            .toList();
    assertThat(shaded).containsExactly(ChartStyle.DARKGRID, ChartStyle.DARK);
    assertThat(chart.in(ChartStyle.DARKGRID).svgFile()).contains("stroke=\"var(--paper");
    assertThat(
            Arrays.stream(ChartStyle.values())
                .map(style -> chart.in(style).svgFile().split("<path", -1).length)
                .distinct())
        .as("grids and marks")
        .hasSizeGreaterThan(3);
    assertThat(Arrays.stream(ChartStyle.values()).map(style -> chart.in(style).svgFile()))
        .doesNotHaveDuplicates();
    assertThat(Arrays.stream(ChartStyle.values()).map(style -> chart.in(style).pngFile()))
        .doesNotHaveDuplicates();
  }

  @Test
  void ticksAreRoundAndLabelsHaveTheDigitsTheyNeed() {
    Axis axis = Axis.of(0.3, 11.2, 5, true, 0, 100);
    assertThat(axis.ticks()).containsExactly(0.0, 5.0, 10.0, 15.0);
    assertThat(axis.at(7.5)).isEqualTo(50);
    assertThat(axis.label(5)).isEqualTo("5");
    Axis rates = Axis.of(0, 2e-4, 4, true, 0, 100);
    assertThat(rates.ticks().stream().map(rates::label)).contains("0", "5.0e-5", "2.0e-4");
    Axis constant = Axis.of(0.5, 0.5, 5, true, 0, 100);
    assertThat(constant.at(0.5)).isBetween(0.0, 100.0);
  }

  @Test
  void manyPointsBecomeMeansOfNeighbours() {
    double[] x = new double[1000];
    Arrays.setAll(x, i -> i);
    Series thin = Series.line("loss", x, x).thinned(10);
    assertThat(thin.x()).hasSize(10);
    assertThat(thin.y()[0]).isEqualTo(49.5);
  }
}
