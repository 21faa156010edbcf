package io.lethe.domain.rights;

import java.util.UUID;

/** The opaque number of a member of staff: whose decision it was. */
public record StaffId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
