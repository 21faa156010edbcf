package io.lethe.dev.command;

import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.Occupancy;
import io.lethe.dev.system.VarFolder;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Removes the development data. */
@Command(
    name = "reset",
    description = "Removes the development data: ledger, vault, keys, workflows, saved videos.",
    mixinStandardHelpOptions = true)
public final class ResetCommand implements Callable<Integer> {
  private final Map<String, String> environment;
  private final Terminal terminal;

  @Option(names = "--all", description = "Remove the programs that were fetched, too.")
  private boolean all;

  public ResetCommand(Map<String, String> environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    VarFolder folder = DevelopmentSettings.of(environment, 0).folder();
    Occupancy occupancy =
        Occupancy.take(folder)
            .orElseThrow(
                () ->
                    new ExplainedFailure(
                        "A system is running on this data: stop it first (Ctrl-C in its terminal)."));
    try (occupancy) {
      folder.erase(all);
    }
    terminal.say(
        all
            ? "Removed everything in " + folder.root() + "."
            : "Removed the data in " + folder.root() + "; fetched programs are kept.");
    return ExitCode.OK;
  }
}
