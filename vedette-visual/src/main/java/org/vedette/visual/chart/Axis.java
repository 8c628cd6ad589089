package org.vedette.visual.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A range of numbers with round ticks, along some pixels. */
final class Axis {
  private final double low;
  private final double high;
  private final double step;
  private final double from;
  private final double to;

  private Axis(double low, double high, double step, double from, double to) {
    this.low = low;
    this.high = high;
    this.step = step;
    this.from = from;
    this.to = to;
  }

  /**
   * An axis that holds all numbers from {@code low} to {@code high}.
   *
   * @param ticks about how many steps it has
   * @param widen whether it goes on to the next ticks
   * @param from the pixel of the low end
   * @param to the pixel of the high end
   */
  static Axis of(double low, double high, int ticks, boolean widen, double from, double to) {
    double least = Double.isFinite(low) ? low : 0;
    double most = Double.isFinite(high) ? high : 1;
    if (most - least <= 1e-12 * Math.max(Math.abs(least), Math.abs(most))) {
      double margin = most == 0 ? 1 : Math.abs(most) / 2;
      least -= margin;
      most += margin;
    }
    double step = roundStep((most - least) / ticks);
    if (widen) {
      least = Math.floor(least / step + 1e-9) * step;
      most = Math.ceil(most / step - 1e-9) * step;
    }
    return new Axis(least, most, step, from, to);
  }

  private static double roundStep(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double lead = step / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  /** The pixel of a number. */
  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** The round numbers on the axis. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /** A tick as text, with the digits that its step needs. */
  String label(double tick) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    if (size != 0 && (size < 1e-3 || size >= 1e6)) {
      return tick == 0 ? "0" : String.format(Locale.ROOT, "%.1e", tick).replace("e-0", "e-");
    }
    int digits = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f", tick + 0.0);
  }
}
