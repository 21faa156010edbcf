package io.lethe.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
  @TempDir Path folder;

  @Test
  void saysInOneLineThatTheConfigurationIsNotThere() {
    Path missing = folder.resolve("none.yml");

    assertThat(said(missing)).startsWith("lethe-test: ").contains("none.yml").hasLineCount(1);
  }

  @Test
  void saysWhichKeyOfTheConfigurationNobodyKnowsAndShowsNoTrace() throws IOException {
    assertThat(said(written("conectWait: 5")))
        .startsWith("lethe-test: ")
        .contains("conectWait", "Did you mean?", "connectWait")
        .doesNotContain("\tat ");
  }

  @Test
  void saysWhyItCantStartAsConfigured() throws IOException {
    assertThat(said(written("connectWait: ${NOT_SET_IN_ANY_ENVIRONMENT:-0}")))
        .isEqualToIgnoringNewLines("lethe-test: Set connectWait to more than 0.");
  }

  private Path written(String line) throws IOException {
    return Files.writeString(folder.resolve("config.yml"), line + "\n");
  }

  private String said(Path configuration) {
    TestProcess process = new TestProcess();
    Bootstrap<TestConfiguration> bootstrap = new Bootstrap<>(process);
    process.addDefaultCommands(bootstrap);
    process.initialize(bootstrap);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    new Cli(new JarLocation(getClass()), bootstrap, new ByteArrayOutputStream(), err)
        .run("server", configuration.toString());
    return err.toString(StandardCharsets.UTF_8);
  }

  static final class TestConfiguration extends Configuration {
    @JsonProperty private int connectWait;
  }

  private static final class TestProcess extends LetheProcess<TestConfiguration> {
    TestProcess() {
      super("lethe-test", "Tests.");
    }

    @Override
    public void run(TestConfiguration configuration, Environment environment) {
      if (configuration.connectWait == 0) {
        throw new StartUpFailure("Set connectWait to more than 0.");
      }
    }
  }
}
