package io.lethe.storage.provider;

import io.lethe.storage.egress.Egress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known to be left of a request at the provider.
 *
 * @param egress the submission that it came from
 * @param forgotten whether the job's erasure has begun here
 * @param output where the provider keeps the video, until it was seen to be gone
 */
public record Trace(
    Egress egress,
    boolean forgotten,
    @Nullable String output,
    @Nullable CancelOutcome cancel,
    @Nullable TraceEnd end,
    @Nullable Instant endedAt,
    int filesDeleted,
    @Nullable Instant deletedAt,
    @Nullable Instant absentAt) {

  public Optional<String> outputAddress() {
    return Optional.ofNullable(output);
  }

  public Optional<CancelOutcome> cancelOutcome() {
    return Optional.ofNullable(cancel);
  }

  public boolean hasEnded() {
    return end != null;
  }

  public boolean isDeleted() {
    return deletedAt != null;
  }

  public boolean isAbsent() {
    return absentAt != null;
  }

  /** Leaves the address out: whoever has it may be able to watch. */
  @Override
  public String toString() {
    return "Trace[" + egress.id() + "]";
  }
}
