package io.lethe.dev;

import io.lethe.dev.command.DemoCommand;
import io.lethe.dev.command.MailCommand;
import io.lethe.dev.command.MakeCommand;
import io.lethe.dev.command.ResetCommand;
import io.lethe.dev.command.Terminal;
import io.lethe.dev.command.UpCommand;
import io.lethe.dev.command.VerifyFalCommand;
import io.lethe.dev.system.DevelopmentSettings;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;

/** What {@code ./lethe} runs: one command line with a subcommand for each thing to do. */
@Command(
    name = "lethe",
    description = "Makes the video and forgets the face: all of Lethe on this machine.",
    mixinStandardHelpOptions = true,
    version = "Lethe 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = HelpCommand.class,
    footer = {
      "",
      "Exit codes: 0 done, 1 something went wrong (a sentence says what), 2 wrong usage.",
      "The data lies in var/ in the checkout, or where the variable LETHE_VAR says."
    })
public final class LetheMain {
  private LetheMain() {}

  public static void main(String[] arguments) {
    // Before the first logger is made: logback.xml asks for it.
    System.setProperty(
        "lethe.log",
        DevelopmentSettings.of(System.getenv(), 0).folder().logs().resolve("lethe.log").toString());
    System.exit(commandLine(System.getenv(), Terminal.ofProcess()).execute(arguments));
  }

  /** The command line with all that the commands need from outside. */
  static CommandLine commandLine(Map<String, String> environment, Terminal terminal) {
    CommandLine line =
        new CommandLine(new LetheMain())
            .addSubcommand(new DemoCommand(environment, terminal))
            .addSubcommand(new UpCommand(environment, terminal))
            .addSubcommand(new MakeCommand(environment, terminal))
            .addSubcommand(new MailCommand(environment, terminal))
            .addSubcommand(new VerifyFalCommand(environment, terminal))
            .addSubcommand(new ResetCommand(environment, terminal));
    line.setParameterExceptionHandler(
        (wrong, given) -> {
          terminal.complain("lethe: " + wrong.getMessage());
          terminal.complain(wrong.getCommandLine().getUsageMessage());
          return ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          LoggerFactory.getLogger(LetheMain.class).error("Ended", failure);
          if (failure instanceof ExplainedFailure) {
            terminal.complain("lethe: " + failure.getMessage());
          } else {
            terminal.complain("lethe: this is a bug in Lethe:");
            failure.printStackTrace();
          }
          return ExitCode.SOFTWARE;
        });
    return line;
  }
}
