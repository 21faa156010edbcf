package io.lethe.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderingTest {
  @TempDir Path folder;

  @Test
  void saysBeforehandThatTheRealOneHasItsPrices() {
    List<String> said = new ArrayList<>();
    DevelopmentSettings settings =
        new DevelopmentSettings(
            folder, new VarFolder(folder), new Ports(0), Map.of("FAL_KEY", "an:example"));
    try (Rendering real = Rendering.start(settings, said::add)) {
      assertThat(real.references()).isEmpty();
    }

    assertThat(said).singleElement().asString().contains("real fal.ai", "prices");
  }
}
