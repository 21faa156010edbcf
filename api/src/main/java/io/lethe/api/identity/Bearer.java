package io.lethe.api.identity;

import io.lethe.api.problem.IdentityRefusal;
import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.StaffId;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose token came with the request. Resources ask for it with {@code @Auth}.
 *
 * @param roles what the bearer may do beside looking after their own data
 * @param staff who that is in the log of what staff did; absent for whoever has no role
 * @param signedInAt when the person last proved who they are ({@code auth_time}); absent if the
 *     token does not say
 */
public record Bearer(
    SubjectId subject, Set<Role> roles, @Nullable StaffId staff, @Nullable Instant signedInAt)
    implements Principal {

  public Bearer {
    roles = Set.copyOf(roles);
  }

  /** The opaque id: all that is known here. */
  @Override
  public String getName() {
    return subject.toString();
  }

  /**
   * @throws io.lethe.api.problem.Refused if the token does not name the role
   */
  public void require(Role role) {
    if (!roles.contains(role)) {
      throw new IdentityRefusal.RoleMissing(role).asException();
    }
  }

  /**
   * Whom the log is to name.
   *
   * @throws IllegalStateException if no role was required before
   */
  public StaffId requireStaff() {
    if (staff == null) {
      throw new IllegalStateException("only who has a role acts as staff");
    }
    return staff;
  }

  /**
   * For what a token that was left lying about must not be enough for (RFC 9470).
   *
   * @throws io.lethe.api.problem.Refused if the person signed in longer ago, or the token does not
   *     say when
   */
  public void requireSignedInSince(Instant now, Duration atMostAgo) {
    if (signedInAt == null || signedInAt.plus(atMostAgo).isBefore(now)) {
      throw new IdentityRefusal.SignInAgain(atMostAgo).asException();
    }
  }
}
