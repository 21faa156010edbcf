package io.lethe.dev.system;

import java.util.Optional;

/** The Temporal server that a development system works with, wherever it came from. */
sealed interface Temporal extends AutoCloseable
    permits ConfiguredTemporal, OfficialTemporal, InMemoryTemporal {

  /** Host and port of its gRPC service. */
  String target();

  /** Where its Web UI is, if we know of one. */
  Optional<String> webUi();

  @Override
  void close();
}
