package org.vedette.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.vedette.base.AtomicFiles;
import org.vedette.base.VedetteException;
import org.vedette.data.convert.ConvertReport;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code vedette data convert} has for all kinds. */
final class ConvertOutput {
  private ConvertOutput() {}

  /** The names themselves, or the lines of the one text file that is named. */
  static List<String> classNames(List<String> classes) {
    return classes.size() == 1 && classes.get(0).endsWith(".txt")
        ? lines(Path.of(classes.get(0)))
        : classes;
  }

  /** The lines of a file that are not empty. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new VedetteException(file + ": cannot read: " + AtomicFiles.reason(e), e);
    }
  }

  /** Prints the files and what a config needs to use them; notes go to standard error. */
  static void print(ConvertReport report, CommandSpec spec) {
    notes(report.notes(), spec);
    PrintWriter stdout = spec.commandLine().getOut();
    for (ConvertReport.Written split : report.splits()) {
      int objects = split.objects().values().stream().mapToInt(Integer::intValue).sum();
      String counts =
          split.objects().entrySet().stream()
              .map(count -> count.getKey() + " " + count.getValue())
              .collect(Collectors.joining(", "));
      stdout.println(
          split.file() + ": " + split.images() + " images, " + objects + " boxes: " + counts);
    }
    String names =
        report.classes().stream().map(name -> "'" + name + "',").collect(Collectors.joining(" "));
    stdout.println("in a config:");
    stdout.println("  data_root='" + report.imageRoot() + "/', data_prefix=dict(img=''),");
    stdout.println("  metainfo=dict(classes=(" + names + "))");
    stdout.flush();
  }

  /** Prints what the user should know. */
  static void notes(List<String> notes, CommandSpec spec) {
    PrintWriter err = spec.commandLine().getErr();
    notes.forEach(note -> err.println("note: " + note));
    err.flush();
  }
}
