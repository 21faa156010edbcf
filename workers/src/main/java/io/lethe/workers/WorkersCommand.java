package io.lethe.workers;

import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.lethe.storage.ledger.LedgerUnavailable;
import io.lethe.workflows.TemporalUnavailable;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** Dropwizard's {@code server} command; what an operator can mend is said in one sentence. */
final class WorkersCommand extends ServerCommand<WorkersConfiguration> {
  WorkersCommand(Application<WorkersConfiguration> workers) {
    super(workers, "server", "Runs the workers.");
  }

  @Override
  public void onError(Cli cli, @Nullable Namespace namespace, Throwable failure) {
    if (failure instanceof StartUpFailure
        || failure instanceof LedgerUnavailable
        || failure instanceof TemporalUnavailable) {
      cli.getStdErr().println("lethe-workers: " + failure.getMessage());
    } else {
      super.onError(cli, namespace, failure);
    }
  }
}
