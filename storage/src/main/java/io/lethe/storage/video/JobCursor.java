package io.lethe.storage.video;

import io.lethe.domain.JobId;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The place in a list, newest first, after which the next page begins. Stays valid whatever is
 * ordered or erased meanwhile.
 */
public record JobCursor(Instant orderedAt, JobId id) {
  /** The first page begins after it. */
  static final JobCursor BEFORE_ALL =
      new JobCursor(Instant.parse("9999-12-31T00:00:00Z"), new JobId(new UUID(-1, -1)));

  private static final int BYTES = 8 + 4 + 16;

  /** Opaque text, safe in an address. */
  public String encode() {
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(orderedAt.getEpochSecond())
            .putInt(orderedAt.getNano())
            .putLong(id.value().getMostSignificantBits())
            .putLong(id.value().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** Absent when the text is not one that {@link #encode} made. */
  public static Optional<JobCursor> parse(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES) {
        return Optional.empty();
      }
      Instant orderedAt = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
      if (orderedAt.isBefore(Instant.EPOCH) || orderedAt.isAfter(BEFORE_ALL.orderedAt)) {
        return Optional.empty();
      }
      return Optional.of(
          new JobCursor(orderedAt, new JobId(new UUID(bytes.getLong(), bytes.getLong()))));
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      return Optional.empty();
    }
  }
}
