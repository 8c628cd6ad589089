package org.vedette.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.vedette.api.doctor.Doctor;
import org.vedette.api.doctor.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vedette doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Checks the JDK, the native libraries, their cache, threads and GPUs. Exit code 1 when something is wrong.")
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("vedette " + Version.text());
    List<Finding> findings = Doctor.examine();
    for (Finding finding : findings) {
      out.printf("%-5s %-20s %s%n", sign(finding.state()), finding.name(), finding.detail());
      if (!finding.advice().isEmpty()) {
        out.printf("%-26s -> %s%n", "", finding.advice());
      }
    }
    boolean bad = findings.stream().anyMatch(finding -> finding.state() == Finding.State.BAD);
    out.println(bad ? "Something is wrong: see the arrows above." : "All is well.");
    out.flush();
    return bad ? 1 : 0;
  }

  private static String sign(Finding.State state) {
    return switch (state) {
      case OK -> "ok";
      case NOTE -> "note";
      case BAD -> "BAD";
    };
  }
}
