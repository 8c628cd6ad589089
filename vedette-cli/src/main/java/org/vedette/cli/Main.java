package org.vedette.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.vedette.base.ShutdownException;
import org.vedette.base.VedetteException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The command line. Exit codes: 0 when all went well, 1 for a bug of Vedette or a check that
 * failed, 2 for an error of the input: a config, an image, an annotation file, a checkpoint or a
 * flag; 128 and the signal's number when it was ended by one: 130 for Ctrl-C.
 */
@Command(
    name = "vedette",
    description =
        "Object detection on the JVM: MMDetection's configs, checkpoints, data and numbers.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = HelpCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  /**
   * Commands by name. One is made only when it is asked for: reflecting on all of them would be
   * most of the start-up time.
   */
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    // One line per command, in the order in which a user meets them.
    COMMANDS.put("doctor", DoctorCommand::new);
    COMMANDS.put("demo", DemoCommand::new);
    COMMANDS.put("train", TrainCommand::new);
    COMMANDS.put("infer", InferCommand::new);
    COMMANDS.put("test", TestCommand::new);
    COMMANDS.put("eval", EvalCommand::new);
    COMMANDS.put("config", ConfigCommand::new);
    COMMANDS.put("data", DataCommand::new);
    COMMANDS.put("log", LogCommand::new);
    COMMANDS.put("explain", ExplainCommand::new);
    COMMANDS.put("model", ModelCommand::new);
    COMMANDS.put("checkpoint", CheckpointCommand::new);
    COMMANDS.put("parity", ParityCommand::new);
    COMMANDS.put("bench", BenchCommand::new);
  }

  private Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs a command in this JVM and gives its exit code. */
  public static int run(String... args) {
    CommandLine line = new CommandLine(new Main());
    String asked = args.length == 0 ? "" : args[0];
    COMMANDS.forEach(
        (name, command) -> {
          if (!COMMANDS.containsKey(asked) || name.equals(asked)) {
            line.addSubcommand(name, command.get());
          }
        });
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Main::report);
    if (args.length == 0) {
      line.usage(System.out);
      return 0;
    }
    return line.execute(args);
  }

  private static int report(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (error instanceof ShutdownException) {
      // The signal's own exit code stands: the JVM is past taking another.
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (error instanceof VedetteException) {
      err.println("error: " + error.getMessage());
      err.flush();
      return CommandLine.ExitCode.USAGE;
    }
    err.println("This is a bug of Vedette; please report it with the lines below.");
    error.printStackTrace(err);
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
