package io.lethe.api.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a token says its bearer is. Issuer and subject are personal: they go no further than to where
 * they become a {@link io.lethe.domain.SubjectId}.
 */
record TokenSubject(String issuer, String subject, Set<Role> roles, @Nullable Instant signedInAt) {

  TokenSubject {
    roles = Set.copyOf(roles);
  }

  @Override
  public String toString() {
    return "TokenSubject";
  }
}
