package io.lethe.process.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.server.DefaultServerFactory;
import org.junit.jupiter.api.Test;

final class WithoutRequestLogTest {
  @Test
  void noRequestIsWrittenDownWhateverIsConfigured() {
    DefaultServerFactory configured = new DefaultServerFactory();
    assertThat(configured.getRequestLogFactory().isEnabled()).isTrue();

    WithoutRequestLog.of(configured);

    assertThat(configured.getRequestLogFactory().isEnabled()).isFalse();
    assertThat(configured.getEnableThreadNameFilter()).isFalse();
  }
}
