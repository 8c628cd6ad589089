package org.vedette.engine;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.vedette.base.AtomicFiles;
import org.vedette.base.ShutdownException;
import org.vedette.engine.checkpoint.LastCheckpoint;
import org.vedette.engine.hook.Hook;
import org.vedette.engine.log.RunWriter;

/** The first and the last that is written of a run. */
final class RunOpening {
  private static final String RULE = "-".repeat(60);

  private RunOpening() {}

  /** Logs what the run is made of, and saves the resolved config in the work folder. */
  static void open(Run run) {
    String environment =
        RunEnvironment.of(run).entrySet().stream()
            .map(fact -> "    " + fact.getKey() + ": " + fact.getValue())
            .collect(Collectors.joining("\n"));
    run.log().fileOnly("\n" + RULE + "\nSystem environment:\n" + environment + "\n" + RULE + "\n");
    String config = run.settings().configText();
    run.log().fileOnly("Config:\n" + config);
    Path dump = run.folder().workDir().resolve(run.settings().configName() + ".py");
    AtomicFiles.writeString(dump, config);
    run.log()
        .fileOnly(
            run.hooks().stream()
                .map(Hook::getClass)
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "Hooks in the order of their calls: ", "")));
    for (RunWriter writer : run.writers()) {
      writer.start(run);
      writer.config(config);
    }
  }

  /** Closes what is open, and logs why a run failed or where it was stopped. */
  static void close(Run run, Throwable failure) {
    if (failure instanceof ShutdownException) {
      run.log().warn("{}", stopped(run));
    } else if (failure != null) {
      run.log().error("The run ended in an error: {}", failure.toString());
    }
    run.writers().forEach(RunWriter::close);
    run.log().close();
  }

  private static String stopped(Run run) {
    String place =
        run.span().byEpoch()
            ? String.format("in epoch %d, after iteration %d", run.epoch() + 1, run.iteration())
            : "after iteration " + run.iteration();
    String next =
        LastCheckpoint.find(run.folder().workDir())
            .map(file -> "--resume goes on from " + file)
            .orElse("there is no checkpoint yet to go on from");
    return "The run was stopped " + place + "; " + next;
  }
}
