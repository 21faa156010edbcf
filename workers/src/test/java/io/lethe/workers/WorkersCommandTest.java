package io.lethe.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersCommandTest {
  private static final Path CONFIG = Path.of("../config.yml");

  @TempDir Path folder;

  @Test
  void saysInOneLineThatTheConfigurationIsNotThere() {
    Path missing = folder.resolve("none.yml");

    assertThat(said(missing)).startsWith("lethe-workers: ").contains("none.yml").hasLineCount(1);
  }

  @Test
  void saysWhichKeyOfTheConfigurationNobodyKnowsAndShowsNoTrace() throws IOException {
    Path misspelt = folder.resolve("config.yml");
    Files.writeString(misspelt, Files.readString(CONFIG).replace("connectWait:", "conectWait:"));

    assertThat(said(misspelt))
        .startsWith("lethe-workers: ")
        .contains("conectWait", "Did you mean?")
        .doesNotContain("\tat ");
  }

  private String said(Path configuration) {
    WorkersApplication application = new WorkersApplication();
    Bootstrap<WorkersConfiguration> bootstrap = new Bootstrap<>(application);
    application.addDefaultCommands(bootstrap);
    application.initialize(bootstrap);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    new Cli(new JarLocation(getClass()), bootstrap, new ByteArrayOutputStream(), err)
        .run("server", configuration.toString());
    return err.toString(StandardCharsets.UTF_8);
  }
}
