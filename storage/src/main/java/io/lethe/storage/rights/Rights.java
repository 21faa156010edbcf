package io.lethe.storage.rights;

import io.lethe.storage.account.Accounts;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.Suppressions;
import io.lethe.storage.erasure.ReceiptSigner;
import io.lethe.storage.holding.Holdings;
import io.lethe.storage.key.DigestKey;
import io.lethe.storage.key.SubjectKeys;
import io.lethe.storage.mail.Outbox;
import io.lethe.storage.staff.AuditLog;
import io.lethe.storage.vault.ObjectStore;
import io.lethe.storage.vault.Tombstones;
import io.lethe.storage.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/**
 * The stores of requests by right: the subject's side, the staff's, and what is done about them.
 */
public record Rights(
    RightsRequests requests,
    RequestCourse course,
    MailedRequests mailed,
    Desk desk,
    LegalHolds holds,
    Letters letters,
    ClosedRequests closed,
    Corrections corrections,
    Deletions deletions,
    RestoredSubjects restored,
    AccessPackages packages) {

  /** What they are put together from. */
  public record Foundation(
      Jdbi jdbi,
      SubjectKeys keys,
      DigestKey digests,
      Accounts accounts,
      Outbox outbox,
      Consents consents,
      Suppressions suppressions,
      Vault vault,
      ObjectStore objects,
      Tombstones tombstones,
      ReceiptSigner signer,
      Duration linkFor,
      Duration mailFor,
      Clock clock) {}

  public static Rights assemble(Foundation on, Holdings holdings, RightsSettings settings) {
    LockedRequest.Parts parts =
        new LockedRequest.Parts(
            on.keys(),
            on.accounts(),
            on.outbox(),
            on.consents(),
            on.suppressions(),
            new AuditLog(on.jdbi(), on.digests(), on.clock()));
    Corrections corrections = new Corrections(on.jdbi(), parts, holdings, on.clock());
    RightsRequests requests =
        new RightsRequests(on.jdbi(), parts, corrections, on.digests(), settings, on.clock());
    Strangers strangers = new Strangers(on.digests(), on.clock());
    Deletions deletions =
        new Deletions(
            on.jdbi(), parts, holdings, on.tombstones(), on.signer(), on.mailFor(), on.clock());
    return new Rights(
        requests,
        new RequestCourse(on.jdbi(), parts, settings, on.clock()),
        new MailedRequests(
            on.jdbi(), parts, requests, strangers, on.digests(), on.linkFor(), on.clock()),
        new Desk(on.jdbi(), parts, holdings, settings, on.clock()),
        new LegalHolds(on.jdbi(), parts, settings.zone(), on.clock()),
        new Letters(on.jdbi(), requests, parts, strangers, settings.zone(), on.clock()),
        new ClosedRequests(on.jdbi()),
        corrections,
        deletions,
        new RestoredSubjects(on.jdbi(), on.tombstones(), requests, deletions, parts, on.clock()),
        new AccessPackages(
            on.jdbi(),
            parts,
            on.digests(),
            on.objects(),
            new AccessPackage(on.jdbi(), holdings, on.vault(), on.clock()),
            settings.packageFor(),
            on.clock()));
  }
}
