package io.lethe.storage;

import io.lethe.storage.rights.RightsSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code people} of the configuration: how long what is kept of people is kept.
 *
 * @param linkFor how long a mailed link can be followed
 * @param identifiersFor how long a device or network is kept after it was last seen
 * @param usageFor how long a usage event is kept after it happened
 * @param fewestPeople below which there is no total of usage; at least 20
 * @param mailFor how long a mail may wait to be sent
 * @param rights how requests by right are answered
 */
public record PeopleSettings(
    Duration linkFor,
    Duration identifiersFor,
    Duration usageFor,
    Integer fewestPeople,
    Duration mailFor,
    RightsSettings rights) {
  /** Fewer people than that can be told apart. */
  private static final int NEVER_FEWER = 20;

  public PeopleSettings(
      @Nullable Duration linkFor,
      @Nullable Duration identifiersFor,
      @Nullable Duration usageFor,
      @Nullable Integer fewestPeople,
      @Nullable Duration mailFor,
      @Nullable RightsSettings rights) {
    this.linkFor = linkFor == null ? Duration.ofHours(24) : linkFor;
    this.identifiersFor = identifiersFor == null ? Duration.ofDays(90) : identifiersFor;
    this.usageFor = usageFor == null ? Duration.ofDays(30) : usageFor;
    this.fewestPeople = fewestPeople == null ? NEVER_FEWER : fewestPeople;
    this.mailFor = mailFor == null ? Duration.ofDays(7) : mailFor;
    this.rights = rights == null ? RightsSettings.usual() : rights;
    if (this.fewestPeople < NEVER_FEWER) {
      throw new IllegalArgumentException(
          "people.fewestPeople must be at least 20: totals over fewer people name them");
    }
  }

  /** What counts where nothing is configured. */
  public static PeopleSettings usual() {
    return new PeopleSettings(null, null, null, null, null, null);
  }
}
