package org.vedette.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir private Path folder;

  @Test
  void newFileIsWrittenWithItsFolders() throws IOException {
    Path file = folder.resolve("a/b/c.txt");
    AtomicFiles.writeString(file, "new");
    assertThat(file).hasContent("new");
  }

  @Test
  void writerThatFailsLeavesTheOldFileAndNoLitter() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    temporary -> {
                      Files.writeString(temporary, "ha");
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot write " + file + ": disk full");
    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void folderInTheWayIsNamed() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    assertThatThrownBy(() -> AtomicFiles.writeString(taken, "x"))
        .isInstanceOf(DataException.class)
        .hasMessage("cannot write " + taken + ": is a directory; expected a file");
  }

  @Test
  void deviceIsNotReplacedByFile() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "this system has no " + device);
    assertThatThrownBy(() -> AtomicFiles.writeString(device, "x"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is not a regular file");
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void linkStaysAndItsFileIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
    AtomicFiles.writeString(link, "new");
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(file).hasContent("new");
  }
}
