package io.lethe.dev.system;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.util.Objects;
import org.eclipse.jetty.server.Server;

/**
 * One of our two servers, run inside this process: two fewer JVMs to start. It is put together as
 * its own main method would, except that it can be stopped.
 */
final class DropwizardPart implements AutoCloseable {
  private final Server server;

  private DropwizardPart(Server server) {
    this.server = server;
  }

  /**
   * Starts the server; when this returns it listens.
   *
   * @param part what to call it in a message
   */
  static <C extends Configuration> DropwizardPart start(
      Application<C> application, String part, ConfigurationSourceProvider source) {
    try {
      return new DropwizardPart(started(application, source));
    } catch (IOException | ConfigurationException e) {
      throw new ExplainedFailure(
          "The configuration (config.yml) of %s is not right: %s".formatted(part, e.getMessage()),
          e);
    } catch (Exception e) {
      throw new ExplainedFailure("%s did not start: %s".formatted(part, e.getMessage()), e);
    }
  }

  private static <C extends Configuration> Server started(
      Application<C> application, ConfigurationSourceProvider source) throws Exception {
    Bootstrap<C> bootstrap = new Bootstrap<>(application);
    application.initialize(bootstrap);
    C configuration =
        bootstrap
            .getConfigurationFactoryFactory()
            .create(
                application.getConfigurationClass(),
                Objects.requireNonNull(bootstrap.getValidatorFactory()).getValidator(),
                bootstrap.getObjectMapper(),
                // No dw. system properties: two servers share this process.
                "no-overrides")
            .build(source, "config.yml");
    configuration
        .getLoggingFactory()
        .configure(bootstrap.getMetricRegistry(), application.getName());
    Environment environment =
        new Environment(
            application.getName(),
            bootstrap.getObjectMapper(),
            bootstrap.getValidatorFactory(),
            bootstrap.getMetricRegistry(),
            bootstrap.getClassLoader(),
            bootstrap.getHealthCheckRegistry(),
            configuration);
    bootstrap.run(configuration, environment);
    application.run(configuration, environment);
    Server server = configuration.getServerFactory().build(environment);
    try {
      server.start();
    } catch (Exception e) {
      server.stop();
      throw e;
    }
    return server;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop cleanly", e);
    }
  }
}
