package io.lethe.storage.subject;

import io.lethe.domain.SubjectId;
import io.lethe.storage.key.DigestKey;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Who is known here. */
public final class Subjects {
  public Subjects(Jdbi jdbi, DigestKey digests, Clock clock) {}

  /** The id of this person, the same one each time; made when the person is first seen. */
  public SubjectId recognise(String issuer, String subject) {
    throw new UnsupportedOperationException("written next");
  }
}
