package io.lethe.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  @Test
  void theRepositorysOwnConfigurationCanBeRead() throws Exception {
    assertThat(read(config()).models()).hasSizeGreaterThan(6);
  }

  @Test
  void aModelThatCouldNotWorkStopsTheStartWithASentence() throws Exception {
    String broken = config().replaceFirst("photo: \\{field: image_url}", "photo: {field: prompt}");

    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("models.[0]")
        .hasMessageContaining(
            "model kling-2.5-turbo-standard the upload 'photo' needs a field of the provider's"
                + " input");
  }

  @Test
  void nothingIsKeptLongerThanTheNoticePromises() throws Exception {
    String longer = config().replace("${LETHE_ERASE_BY:-PT4H}", "PT4H1S");

    assertThatThrownBy(() -> read(longer))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "videos.eraseBy is PT4H1S, and the notice on AI processing promises PT4H");
  }

  private static String config() throws IOException {
    return Files.readString(Path.of("../config.yml"));
  }

  private static ApiConfiguration read(String yaml) throws IOException, ConfigurationException {
    return new YamlConfigurationFactory<>(
            ApiConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
        .build(
            new SubstitutingSourceProvider(
                path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
                new EnvironmentVariableSubstitutor(false)),
            "config.yml");
  }
}
