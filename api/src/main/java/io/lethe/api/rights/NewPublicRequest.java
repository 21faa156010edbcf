package io.lethe.api.rights;

import io.lethe.api.problem.RequestRefusal;
import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.Right;
import org.jspecify.annotations.Nullable;

/** What somebody asks for who has nothing but an address. Personal: its text form says nothing. */
record NewPublicRequest(@Nullable String email, @Nullable Right right, @Nullable String details) {

  /**
   * @throws io.lethe.api.problem.Refused naming the first field that can't be worked with
   */
  EmailAddress checkedAddress() {
    return EmailAddress.parse(email == null ? "" : email)
        .orElseThrow(
            () ->
                new RequestRefusal.InvalidField(
                        "/email", "It is no address that mail can be sent to.")
                    .asException());
  }

  Right checkedRight() {
    return NewRightsRequest.check(right, details);
  }

  @Override
  public String toString() {
    return "NewPublicRequest";
  }
}
