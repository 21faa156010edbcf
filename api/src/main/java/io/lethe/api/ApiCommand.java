package io.lethe.api;

import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.lethe.storage.ledger.LedgerUnavailable;
import io.lethe.workflows.TemporalUnavailable;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** Dropwizard's {@code server} command; what an operator can mend is said in one sentence. */
final class ApiCommand extends ServerCommand<ApiConfiguration> {
  ApiCommand(Application<ApiConfiguration> api) {
    super(api, "server", "Serves the API.");
  }

  @Override
  public void onError(Cli cli, @Nullable Namespace namespace, Throwable failure) {
    if (failure instanceof LedgerUnavailable || failure instanceof TemporalUnavailable) {
      cli.getStdErr().println("lethe-api: " + failure.getMessage());
    } else {
      super.onError(cli, namespace, failure);
    }
  }
}
