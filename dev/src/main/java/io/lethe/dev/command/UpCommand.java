package io.lethe.dev.command;

import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.DevelopmentSystem;
import io.lethe.dev.system.Occupancy;
import io.lethe.dev.system.SystemAddresses;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Keeps a system running until it is told to stop. */
@Command(
    name = "up",
    description = "Starts the whole system and keeps it running until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  private final Map<String, String> environment;
  private final Terminal terminal;

  @Mixin private SystemOptions options = new SystemOptions();

  public UpCommand(Map<String, String> environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    DevelopmentSettings settings = DevelopmentSettings.of(environment, options.portOffset);
    Optional<SystemAddresses> running = Occupancy.running(settings.folder());
    if (running.isPresent()) {
      throw new ExplainedFailure(
          "A system is already running here, at %s.".formatted(running.get().api()));
    }
    terminal.say("Starting ...");
    DevelopmentSystem system = DevelopmentSystem.start(settings, terminal::say);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  terminal.say("Stopping ...");
                  system.close();
                  terminal.say("Stopped. The data is kept; ./lethe reset removes it.");
                  stopped.countDown();
                  // A signal would make the exit code 128 + its number; a clean stop is a success.
                  Runtime.getRuntime().halt(ExitCode.OK);
                },
                "stop"));
    terminal.say(Welcome.text(system.addresses(), settings));
    stopped.await();
    return ExitCode.OK;
  }
}
