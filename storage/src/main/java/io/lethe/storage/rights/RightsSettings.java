package io.lethe.storage.rights;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code rights} of the configuration.
 *
 * @param zone where the controller is: its calendar and clocks decide when a month is over
 * @param staffEmail who is reminded; nobody is if it is absent, and the console shows it all the
 *     same
 * @param signInAtMostAgo how fresh a sign-in has to be to get out or erase all that is kept
 * @param packageFor how long an access package waits to be downloaded
 */
public record RightsSettings(
    ZoneId zone, @Nullable String staffEmail, Duration signInAtMostAgo, Duration packageFor) {

  public RightsSettings(
      @Nullable ZoneId zone,
      @Nullable String staffEmail,
      @Nullable Duration signInAtMostAgo,
      @Nullable Duration packageFor) {
    this.zone = zone == null ? ZoneId.of("UTC") : zone;
    this.staffEmail = staffEmail == null || staffEmail.isBlank() ? null : staffEmail;
    this.signInAtMostAgo = signInAtMostAgo == null ? Duration.ofMinutes(15) : signInAtMostAgo;
    this.packageFor = packageFor == null ? Duration.ofDays(7) : packageFor;
  }

  /** What counts where nothing is configured. */
  public static RightsSettings usual() {
    return new RightsSettings(null, null, null, null);
  }
}
