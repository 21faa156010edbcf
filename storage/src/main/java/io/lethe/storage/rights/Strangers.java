package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.subject.SubjectsDao;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * People who ask something of us and have no account: each is a subject like any other, so that
 * what they wrote lies sealed under a key of their own and can be erased. Nothing else refers to
 * them.
 */
final class Strangers {
  private final DigestKey digests;
  private final Clock clock;

  Strangers(DigestKey digests, Clock clock) {
    this.digests = digests;
    this.clock = clock;
  }

  /** The same one each time, as long as they are not forgotten. */
  SubjectId byAddress(Handle handle, EmailAddress address) {
    return meet(handle, digests.digest("stranger", address.normalised()));
  }

  /** Somebody new: nothing on a letter tells two people of one name apart. */
  SubjectId byLetter(Handle handle) {
    return meet(handle, digests.digest("letter", UUID.randomUUID().toString()));
  }

  private SubjectId meet(Handle handle, byte[] digest) {
    handle.attach(MailedRequestsDao.class).meet(SubjectId.random(), digest, clock.instant());
    return handle.attach(SubjectsDao.class).find(digest).orElseThrow();
  }

  static boolean isOne(Handle handle, SubjectId subject) {
    return handle.attach(MailedRequestsDao.class).isStranger(subject);
  }
}
