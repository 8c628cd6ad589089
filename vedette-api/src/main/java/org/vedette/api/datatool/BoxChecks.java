package org.vedette.api.datatool;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at the objects and classes of a dataset; needs no picture. */
final class BoxChecks {
  /** How much an area may be above its box's: annotation tools round each by themselves. */
  private static final double AREA_SLACK = 1.05;

  private final CheckedData data;
  private final Findings findings;

  private BoxChecks(CheckedData data, Findings findings) {
    this.data = data;
    this.findings = findings;
  }

  static void run(CheckedData data, Findings findings) {
    BoxChecks checks = new BoxChecks(data, findings);
    checks.classes();
    data.pictures().forEach(checks::picture);
    if (data.pictures().isEmpty()) {
      findings.add(Check.NO_IMAGES, "the dataset is empty");
    }
  }

  private void classes() {
    List<String> classes = data.classes();
    // As often as the file lists them: a name that is there twice is told of elsewhere.
    List<String> known = data.categories().stream().filter(classes::contains).toList();
    for (String name : classes) {
      if (!known.contains(name)) {
        findings.add(Check.CLASS_MISSING, name);
      }
    }
    if (Set.copyOf(known).size() == classes.size() && known.size() == classes.size()) {
      for (int i = 0; i < classes.size(); i++) {
        if (!known.get(i).equals(classes.get(i))) {
          findings.add(
              Check.CLASS_ORDER,
              "label "
                  + i
                  + ": "
                  + known.get(i)
                  + " in the file, "
                  + classes.get(i)
                  + " in the config");
        }
      }
    }
    counts();
  }

  private void counts() {
    int[] counts = new int[data.categories().size()];
    for (CheckedPicture picture : data.pictures()) {
      for (CheckedPicture.Item item : picture.items()) {
        if (item.category() >= 0) {
          counts[item.category()]++;
        }
      }
    }
    for (int c = 0; c < counts.length; c++) {
      String name = data.categories().get(c);
      if (data.isClass(c) && counts[c] == 0) {
        findings.add(Check.CLASS_EMPTY, name);
      } else if (!data.isClass(c) && counts[c] > 0) {
        findings.add(Check.CATEGORY_UNUSED, name + ": " + counts[c] + " objects");
      }
    }
  }

  private void picture(CheckedPicture picture) {
    if (picture.items().stream().noneMatch(item -> data.isClass(item.category()))) {
      findings.add(Check.IMAGE_EMPTY, picture.name(), picture, null);
    }
    Set<List<Object>> seen = new HashSet<>();
    for (CheckedPicture.Item item : picture.items()) {
      if (!seen.add(List.of(item.category(), item.x(), item.y(), item.width(), item.height()))) {
        report(Check.OBJECT_TWICE, picture, item, "");
      }
      box(picture, item);
      area(picture, item);
    }
  }

  private void box(CheckedPicture picture, CheckedPicture.Item item) {
    if (item.width() <= 0 || item.height() <= 0) {
      report(Check.BOX_DEGENERATE, picture, item, "");
      return;
    }
    if (item.width() < 1 || item.height() < 1) {
      report(Check.BOX_TINY, picture, item, "");
    }
    if (picture.width() < 0 || picture.height() < 0) {
      return;
    }
    double right = item.x() + item.width() - picture.width();
    double below = item.y() + item.height() - picture.height();
    String size = " in " + picture.width() + "x" + picture.height();
    if (item.x() >= picture.width()
        || item.y() >= picture.height()
        || item.x() + item.width() <= 0
        || item.y() + item.height() <= 0) {
      report(Check.BOX_OUTSIDE, picture, item, size);
    } else if (Math.max(Math.max(-item.x(), -item.y()), Math.max(right, below)) > 1) {
      report(Check.BOX_PARTLY_OUTSIDE, picture, item, size);
    }
  }

  private void area(CheckedPicture picture, CheckedPicture.Item item) {
    double box = item.width() * item.height();
    if (item.area() <= 0 || item.area() > AREA_SLACK * box + 1) {
      report(Check.AREA, picture, item, ", area " + item.area());
    }
  }

  private void report(Check check, CheckedPicture picture, CheckedPicture.Item item, String more) {
    String text = item.name() + " of " + picture.name() + ": box " + item.box() + more;
    findings.add(check, text, picture, item);
  }
}
