package io.lethe.storage.rights;

import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A way through the requests that were answered or taken back, the newest first. */
public final class ClosedRequests {
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  /** Behind everything. */
  private static final Place END = new Place(LAST, new RequestId(new UUID(-1, -1)));

  private final Jdbi jdbi;

  ClosedRequests(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What is looked for; all of it where a part is absent.
   *
   * @param month in which it was closed, in UTC
   * @param toTell only those whose answer was not told yet
   */
  public record Wanted(@Nullable RequestState state, @Nullable YearMonth month, boolean toTell) {
    public static final Wanted ALL = new Wanted(null, null, false);
  }

  /** Where a page ends: the next one begins behind it. */
  public record Place(Instant closedAt, RequestId id) {}

  /**
   * A page without what was written in them: a list does not need it, and to unseal it would take a
   * key for each.
   *
   * @param after absent for the first page
   */
  public List<RightsRequest> page(Wanted wanted, @Nullable Place after, int limit) {
    YearMonth month = wanted.month();
    Instant from = month == null ? Instant.EPOCH : beginning(month);
    Instant to = month == null ? LAST : beginning(month.plusMonths(1));
    Place before = after == null ? END : after;
    RequestState state = wanted.state();
    return jdbi
        .withExtension(
            ClosedRequestsDao.class,
            dao ->
                wanted.toTell()
                    ? dao.toTell(before.closedAt(), before.id(), limit)
                    : state == null
                        ? dao.all(from, to, before.closedAt(), before.id(), limit)
                        : dao.inState(state, from, to, before.closedAt(), before.id(), limit))
        .stream()
        .map(row -> row.open(Optional.empty()))
        .toList();
  }

  private static Instant beginning(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
