package io.lethe.api.identity;

import io.lethe.domain.SubjectId;
import java.security.Principal;

/** Whose token came with the request. Resources ask for it with {@code @Auth}. */
public record Bearer(SubjectId subject) implements Principal {

  /** The opaque id: all that is known here. */
  @Override
  public String getName() {
    return subject.toString();
  }
}
