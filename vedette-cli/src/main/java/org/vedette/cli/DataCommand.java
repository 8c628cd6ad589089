package org.vedette.cli;

import picocli.CommandLine.Command;

/** {@code vedette data}: looks at datasets, and brings them into COCO's form. */
@Command(
    name = "data",
    description = "Check, browse and convert datasets; none of it loads libtorch.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DataCheckCommand.class, DataBrowseCommand.class, DataConvertCommand.class})
final class DataCommand {}
