package io.lethe.api.desk;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.rights.LegalHolds;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds whom staff mean: by a confirmed address, or by the number of a request or a job. */
public final class SubjectSearch {
  private final Accounts accounts;
  private final LegalHolds holds;

  public SubjectSearch(Accounts accounts, LegalHolds holds) {
    this.accounts = accounts;
    this.holds = holds;
  }

  /**
   * @throws io.lethe.api.staff.PageRefused if it is nobody, or may be several
   */
  SubjectId find(String text) {
    Optional<UUID> number = number(text);
    List<SubjectId> found =
        number.isPresent()
            ? byNumber(number.get())
            : EmailAddress.parse(text).map(accounts::withEmail).orElseGet(List::of);
    if (found.size() != 1) {
      throw DeskForm.amiss(
          found.isEmpty() ? "There is nobody" : "There are several accounts with this address",
          "Give the confirmed e-mail address of one account, or the number of a request or of a job"
              + " of the person.");
    }
    return found.get(0);
  }

  private List<SubjectId> byNumber(UUID number) {
    return holds
        .subjectOf(new RequestId(number))
        .or(() -> holds.subjectOf(new JobId(number)))
        .map(List::of)
        .orElseGet(List::of);
  }

  private static Optional<UUID> number(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
