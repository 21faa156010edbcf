package io.lethe.process;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.lethe.storage.key.KeysUnusable;
import io.lethe.storage.ledger.LedgerUnavailable;
import io.lethe.workflows.TemporalUnavailable;
import java.io.FileNotFoundException;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * Dropwizard's {@code server} command; what an operator can mend is said briefly, without a trace.
 */
final class ServeCommand<C extends Configuration> extends ServerCommand<C> {
  private final String name;

  ServeCommand(Application<C> process, String purpose) {
    super(process, "server", purpose);
    this.name = process.getName();
  }

  @Override
  public void onError(Cli cli, @Nullable Namespace namespace, Throwable failure) {
    if (canMend(failure)) {
      cli.getStdErr().println(name + ": " + String.valueOf(failure.getMessage()).strip());
    } else {
      super.onError(cli, namespace, failure);
    }
  }

  /** A FileNotFoundException is about the configuration: nothing else is opened by a given name. */
  private static boolean canMend(Throwable failure) {
    return failure instanceof StartUpFailure
        || failure instanceof ConfigurationException
        || failure instanceof FileNotFoundException
        || failure instanceof KeysUnusable
        || failure instanceof LedgerUnavailable
        || failure instanceof TemporalUnavailable;
  }
}
