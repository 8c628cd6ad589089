package org.vedette.cli;

import picocli.CommandLine.Command;

/** {@code vedette log}: upstream's tools/analysis_tools/analyze_logs.py, and a comparison. */
@Command(
    name = "log",
    description =
        "Draw, compare and time runs by their logs: vis_data/*.json of Vedette or MMDetection 3.x;"
            + " none of it loads libtorch.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LogPlotCommand.class, LogCompareCommand.class, LogTimeCommand.class})
final class LogCommand {}
