package io.lethe.dev.command;

import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.SystemAddresses;

/** What a person needs to know once the system runs: where it is, and lines to paste. */
final class Welcome {
  private Welcome() {}

  static String text(SystemAddresses at, DevelopmentSettings settings) {
    return """

        Lethe is up.
          API               %s
          API document      %s/openapi.json
          health, metrics   %s
          Temporal Web UI   %s
          identity          %s   (gives a token to anybody: development only)
          ledger            %s   (user postgres)
          data and logs     %s
        """
        .formatted(
            at.api(),
            at.api(),
            at.apiAdmin(),
            at.temporalUi() == null ? "none with this Temporal server" : at.temporalUi(),
            at.identity(),
            at.ledger(),
            settings.folder().root());
  }
}
