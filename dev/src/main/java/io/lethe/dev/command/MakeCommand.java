package io.lethe.dev.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Written next. */
@Command(name = "make", mixinStandardHelpOptions = true)
public final class MakeCommand implements Callable<Integer> {
  public MakeCommand(Map<String, String> environment, Terminal terminal) {}

  @Override
  public Integer call() {
    return 0;
  }
}
