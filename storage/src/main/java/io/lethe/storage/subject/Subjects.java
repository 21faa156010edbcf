package io.lethe.storage.subject;

import io.lethe.domain.SubjectId;
import io.lethe.storage.key.DigestKey;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Who is known here, and by what: a random number and a keyed digest. The names that an identity
 * provider gives are never stored.
 */
public final class Subjects {
  private static final String DIGEST_PURPOSE = "subject";

  private final Jdbi jdbi;
  private final DigestKey digests;
  private final Clock clock;

  public Subjects(Jdbi jdbi, DigestKey digests, Clock clock) {
    this.jdbi = jdbi;
    this.digests = digests;
    this.clock = clock;
  }

  /**
   * The id of this person, the same one each time; made when the person is first seen. The caller
   * has verified the token that these come from.
   *
   * @param issuer the token's {@code iss}
   * @param subject the token's {@code sub}, unique within its issuer
   */
  public SubjectId recognise(String issuer, String subject) {
    byte[] digest = digests.digest(DIGEST_PURPOSE, issuer, subject);
    return jdbi.withExtension(
        SubjectsDao.class,
        dao -> {
          Optional<SubjectId> known = dao.find(digest);
          if (known.isPresent()) {
            return known.get();
          }
          dao.insert(SubjectId.random(), digest, clock.instant());
          // Whose row it became if two requests were the first at once.
          return dao.find(digest).orElseThrow();
        });
  }
}
