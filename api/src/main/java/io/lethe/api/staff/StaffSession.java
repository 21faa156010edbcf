package io.lethe.api.staff;

import io.lethe.api.identity.Role;
import io.lethe.domain.rights.StaffId;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody of the staff, signed in.
 *
 * @param formWord stands in every form that the session is shown: a form without it was made by
 *     somebody else
 */
public record StaffSession(
    StaffId staff, Set<Role> roles, String formWord, Instant since, Instant until) {

  public StaffSession {
    roles = Set.copyOf(roles);
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  @Override
  public String toString() {
    return "StaffSession[" + staff + "]";
  }
}
