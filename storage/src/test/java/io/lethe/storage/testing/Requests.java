package io.lethe.storage.testing;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.storage.rights.Channel;
import io.lethe.storage.rights.NewRequest;
import io.lethe.storage.rights.Rights;

/** What subjects ask by right, and a deletion's whole course. */
public final class Requests {
  private Requests() {}

  /** Over the API and with the subject's own token: it waits for nobody of the staff. */
  public static RequestId ask(TestStorage storage, SubjectId subject, Right right) {
    return storage
        .stores()
        .people()
        .rights()
        .requests()
        .open(new NewRequest(subject, right, Channel.API, null, true, storage.clock().instant()))
        .id();
  }

  /** Erases whoever asked for it, step by step as the request's workflow does. */
  public static void erase(Rights rights, RequestId deletion) {
    rights.course().begin(deletion);
    rights.deletions().begin(deletion);
    rights.deletions().eraseHoldings(deletion);
    rights.deletions().issueReceipt(deletion);
  }
}
