package org.vedette.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vedette.base.DataException;

class LastCheckpointTest {
  @TempDir private Path folder;

  @Test
  void aNewFolderHasNone() {
    assertThat(LastCheckpoint.find(folder)).isEmpty();
  }

  @Test
  void theOneThatWasWrittenLastIsFound() throws IOException {
    Path file = Files.createFile(folder.resolve("epoch_2.pth"));
    LastCheckpoint.write(folder, file);
    assertThat(LastCheckpoint.find(folder)).contains(file);
  }

  @Test
  void aMovedFolderIsUnderstood() throws IOException {
    Path file = Files.createFile(folder.resolve("epoch_2.pth"));
    Files.writeString(folder.resolve("last_checkpoint"), "/elsewhere/run/epoch_2.pth\n");
    assertThat(LastCheckpoint.find(folder)).contains(file);
  }

  @Test
  void theFileThatIsNamedGoesBeforeOneOfThatNameInTheWorkFolder() throws IOException {
    Path named = Files.createDirectory(folder.resolve("out")).resolve("epoch_2.pth");
    Files.createFile(named);
    Files.createFile(folder.resolve("epoch_2.pth"));
    LastCheckpoint.write(folder, named);
    assertThat(LastCheckpoint.find(folder)).contains(named);
  }

  @Test
  void anEmptyFileIsAnError() throws IOException {
    Files.writeString(folder.resolve("last_checkpoint"), "");
    assertThatThrownBy(() -> LastCheckpoint.find(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("got an empty file");
  }

  @Test
  void oneThatIsGoneIsAnError() {
    LastCheckpoint.write(folder, folder.resolve("epoch_2.pth"));
    assertThatThrownBy(() -> LastCheckpoint.find(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("epoch_2.pth, which is not there");
  }
}
