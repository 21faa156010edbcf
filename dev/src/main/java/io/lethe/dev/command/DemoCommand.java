package io.lethe.dev.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Written next. */
@Command(name = "demo", mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  public DemoCommand(Map<String, String> environment, Terminal terminal) {}

  @Override
  public Integer call() {
    return 0;
  }
}
