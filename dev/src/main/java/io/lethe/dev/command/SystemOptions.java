package io.lethe.dev.command;

import picocli.CommandLine.Option;

/** Options of every command that starts a system. */
final class SystemOptions {
  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "${env:LETHE_PORT_OFFSET:-0}",
      description = "Add N to every port, so that two systems can run side by side. Default: 0.")
  int portOffset;
}
