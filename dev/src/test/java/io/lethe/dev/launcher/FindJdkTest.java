package io.lethe.dev.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs .mvn/find-jdk.sh with JDKs that are only folders; the machine's own ones are older. */
class FindJdkTest {
  private static final Path SCRIPT = Path.of("../.mvn/find-jdk.sh").toAbsolutePath().normalize();

  @TempDir Path home;

  @Test
  void prefersTheNewestWhereverItIs() throws Exception {
    jdk("jdk with a space", 98);
    Path newest = jdk(".sdkman/candidates/java/99.0.1-tem", 99);

    assertThat(find("newest", home.resolve("jdk with a space"))).isEqualTo(newest.toString());
  }

  @Test
  void takesTheConfiguredOneWhereItWillDo() throws Exception {
    jdk(".sdkman/candidates/java/99.0.1-tem", 99);
    Path configured = jdk("mine", 17);

    assertThat(find("configured", configured)).isEqualTo(configured.toString());
  }

  @Test
  void passesOverAnOldOneAndOneThatCannotCompile() throws Exception {
    Path old = jdk("old", 11);
    Path runtime = jdk("runtime", 100);
    Files.delete(runtime.resolve("bin/javac"));
    Path usable = jdk(".jdks/usable", 99);

    assertThat(find("configured", old)).isEqualTo(usable.toString());
    assertThat(find("configured", runtime)).isEqualTo(usable.toString());
  }

  private Path jdk(String folder, int version) throws IOException {
    Path jdk = home.resolve(folder);
    Files.createDirectories(jdk.resolve("bin"));
    for (String program : new String[] {"java", "javac"}) {
      Path file = Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
    return jdk;
  }

  private String find(String which, Path javaHome) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh", "-eu", "-c", ". \"$0\"; find_jdk \"$1\"", SCRIPT.toString(), which);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().remove("SDKMAN_DIR");
    Process process = builder.start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return answer.strip();
  }
}
