package io.lethe.api.rights;

import io.lethe.api.identity.NetworkOfRequest;
import io.lethe.api.problem.Refusal;
import io.lethe.storage.identifier.Identifier;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * How often strangers of one network may ask in an hour. Kept in memory by each process and
 * forgotten with the hour.
 */
public final class Allowance {
  private final int anHour;
  private final Clock clock;
  private final Map<Identifier.Network, Integer> asked = new HashMap<>();
  private Instant hour = Instant.EPOCH;

  public Allowance(int anHour, Clock clock) {
    this.anHour = anHour;
    this.clock = clock;
  }

  /**
   * @throws io.lethe.api.problem.Refused if it was too often
   */
  synchronized void require(ContainerRequestContext request) {
    Instant now = clock.instant();
    Instant thisHour = now.truncatedTo(ChronoUnit.HOURS);
    if (!thisHour.equals(hour)) {
      asked.clear();
      hour = thisHour;
    }
    if (NetworkOfRequest.of(request).map(this::count).orElse(1) > anHour) {
      throw new Refusal.TooManyRequests(Duration.between(now, thisHour.plus(1, ChronoUnit.HOURS)))
          .asException();
    }
  }

  private int count(Identifier.Network network) {
    return asked.merge(network, 1, Integer::sum);
  }
}
