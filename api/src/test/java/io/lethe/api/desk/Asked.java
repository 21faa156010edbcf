package io.lethe.api.desk;

import io.lethe.api.testing.RunningApi;
import io.lethe.domain.SubjectId;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.storage.account.AccountEdit;
import io.lethe.storage.account.Accounts;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.rights.Channel;
import io.lethe.storage.rights.NewRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Subjects and what they asked, for tests of the desk. */
final class Asked {
  private Asked() {}

  /** Of a new subject, who is not verified. */
  static RequestId by(RunningApi api, Right right, @Nullable String details) {
    return open(api, someone(api), right, details, false);
  }

  /** Of a new subject, with their own token: it waits for nobody of the staff. */
  static RequestId verified(RunningApi api, Right right) {
    return open(api, someone(api), right, null, true);
  }

  private static RequestId open(
      RunningApi api, SubjectId subject, Right right, @Nullable String details, boolean verified) {
    return api.stores()
        .people()
        .rights()
        .requests()
        .open(new NewRequest(subject, right, Channel.API, details, verified, Instant.now()))
        .id();
  }

  static SubjectId confirmed(RunningApi api, String address) {
    SubjectId subject = someone(api);
    Accounts accounts = api.stores().people().accounts();
    accounts.change(subject, List.of(new AccountEdit.Email(new EmailAddress(address))));
    String path = api.mail().newest(address).get("path");
    accounts.confirm(new LinkWord(path.substring(Accounts.CONFIRMATION_PATH.length())));
    return subject;
  }

  private static SubjectId someone(RunningApi api) {
    return api.stores().subjects().recognise("https://idp.example", UUID.randomUUID().toString());
  }
}
