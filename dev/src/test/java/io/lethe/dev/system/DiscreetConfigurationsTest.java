package io.lethe.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.AbstractServerFactory;
import io.lethe.api.ApiConfiguration;
import io.lethe.process.log.SafeLogging;
import io.lethe.workers.WorkersConfiguration;
import java.lang.reflect.Constructor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Even a configuration that says nothing at all of logs and servers. */
class DiscreetConfigurationsTest {
  static Stream<Class<? extends Configuration>> configurations() {
    return Stream.of(ApiConfiguration.class, WorkersConfiguration.class);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void handOutNoLoggingWithoutTheLayerAndNoServerWithARequestLog(
      Class<? extends Configuration> type) throws Exception {
    Constructor<?> constructor = type.getConstructors()[0];
    Configuration configuration =
        (Configuration) constructor.newInstance(new Object[constructor.getParameterCount()]);

    assertThat(configuration.getLoggingFactory()).isInstanceOf(SafeLogging.class);
    AbstractServerFactory server = (AbstractServerFactory) configuration.getServerFactory();
    assertThat(server.getRequestLogFactory().isEnabled()).isFalse();
    assertThat(server.getEnableThreadNameFilter()).isFalse();
  }
}
