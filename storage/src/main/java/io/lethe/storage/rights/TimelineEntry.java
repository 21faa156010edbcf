package io.lethe.storage.rights;

import io.lethe.domain.rights.StaffId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a request.
 *
 * @param staff who did it; absent if the subject or the system did
 */
public record TimelineEntry(StepTaken what, @Nullable StaffId staff, Instant at) {}
