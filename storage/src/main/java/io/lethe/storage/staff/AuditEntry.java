package io.lethe.storage.staff;

import io.lethe.domain.rights.HoldId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.StaffId;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the {@link AuditLog}.
 *
 * @param number counted from 1, without gaps
 * @param request what was acted on, or the number of the campaign that was ordered; absent for a
 *     sign-in, a sign-out, or a hold that no request waits for
 * @param hold the legal hold that was placed or lifted; absent for all else
 * @param previous the seal of the entry before; zeros for the first
 * @param seal 32 bytes over all of the above
 */
public record AuditEntry(
    long number,
    StaffId staff,
    StaffAct act,
    @Nullable RequestId request,
    @Nullable HoldId hold,
    Instant at,
    byte[] previous,
    byte[] seal) {

  /**
   * The seal in hexadecimal digits: who has noted those of the head can tell whether it changed.
   */
  public String sealInDigits() {
    return HexFormat.of().formatHex(seal);
  }
}
