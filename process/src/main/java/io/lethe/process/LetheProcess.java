package io.lethe.process;

import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;

/**
 * One of the two processes. Its only command is {@code server FILE}; the file may name environment
 * variables as {@code ${NAME:-value}}.
 *
 * @param <C> what it reads of {@code config.yml}
 */
public abstract class LetheProcess<C extends Configuration> extends Application<C> {
  private final String name;
  private final String purpose;

  /**
   * @param name the first word of what it says on the console
   * @param purpose one sentence for {@code --help}
   */
  protected LetheProcess(String name, String purpose) {
    this.name = name;
    this.purpose = purpose;
  }

  @Override
  public final String getName() {
    return name;
  }

  @Override
  protected final void addDefaultCommands(Bootstrap<C> bootstrap) {
    bootstrap.addCommand(new ServeCommand<>(this, purpose));
  }

  @Override
  public final void initialize(Bootstrap<C> bootstrap) {
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
  }
}
