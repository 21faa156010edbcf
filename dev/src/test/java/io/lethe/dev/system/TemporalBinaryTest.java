package io.lethe.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalBinaryTest {
  @TempDir Path root;

  @Test
  void takesTheOneOnThePathFirst() throws IOException {
    Path onPath = program(root.resolve("bin/temporal"), "rwxr-xr-x");
    program(root.resolve("tools/temporal"), "rwxr-xr-x");

    assertThat(binary().find()).contains(onPath);
  }

  @Test
  void takesTheOneInTheToolsFolder() throws IOException {
    Path tool = program(root.resolve("tools/temporal"), "rwxr-xr-x");

    assertThat(binary().find()).contains(tool);
  }

  @Test
  void passesOverAFileThatIsNotAProgram() throws IOException {
    program(root.resolve("bin/temporal"), "rw-r--r--");

    assertThat(binary().find()).isEmpty();
  }

  private TemporalBinary binary() {
    return new TemporalBinary(
        root.resolve("tools"), Map.of("PATH", root.resolve("bin") + ":" + root.resolve("none")));
  }

  private static Path program(Path file, String permissions) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
