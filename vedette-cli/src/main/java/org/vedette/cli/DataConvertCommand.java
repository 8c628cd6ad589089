package org.vedette.cli;

import picocli.CommandLine.Command;

/** {@code vedette data convert KIND}: a subcommand for each kind of annotations. */
@Command(
    name = "convert",
    description = "Write annotations of other kinds as COCO files, and COCO files as others.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "KIND",
    subcommands = {
      DataConvertVocCommand.class,
      DataConvertViaCommand.class,
      DataConvertCityscapesCommand.class,
      DataConvertImagesCommand.class,
      DataConvertCocoCommand.class
    })
final class DataConvertCommand {}
