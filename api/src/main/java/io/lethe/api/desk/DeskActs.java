package io.lethe.api.desk;

import io.lethe.api.rights.RequestWorkflows;
import io.lethe.api.staff.PageRefused;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.rights.Desk;
import io.lethe.storage.rights.Letters;
import io.lethe.storage.rights.NotPossible;
import java.time.LocalDate;

/**
 * Does what was confirmed at the desk, then wakes the request's workflow. What can't be done where
 * the request is now is said in a sentence, and leaves nothing behind.
 */
public final class DeskActs {
  private final Desk desk;
  private final Letters letters;
  private final RequestWorkflows workflows;

  public DeskActs(Desk desk, Letters letters, RequestWorkflows workflows) {
    this.desk = desk;
    this.letters = letters;
    this.workflows = workflows;
  }

  /**
   * @return whether it goes on at once; otherwise Temporal can't be reached, and it goes on by
   *     itself once that is back
   * @throws PageRefused if it is not possible, or the form lacks something
   */
  boolean perform(DeskAct act, RequestId id, DeskForm form, StaffId by) {
    try {
      decide(act, id, form, by);
    } catch (NotPossible not) {
      throw new PageRefused(409, "This can't be done now", not.why().sentence());
    }
    return wake(id);
  }

  boolean wake(RequestId id) {
    return workflows.tell(id);
  }

  private void decide(DeskAct act, RequestId id, DeskForm form, StaffId by) {
    switch (act) {
      case VERIFY -> desk.verify(id, form.required("how", "How you confirmed it"), by);
      case APPROVE -> desk.approve(id, by);
      case FULFIL -> desk.fulfil(id, form.required("answer", "The answer"), by);
      case DENY ->
          desk.deny(
              id,
              form.choice("reason", RequestReason.class, "The reason"),
              form.required("answer", "The answer"),
              by);
      case EXTEND ->
          desk.extend(
              id,
              form.required("months", "The number of months").equals("1") ? 1 : 2,
              form.required("answer", "The answer"),
              form.isTicked("told"),
              by);
      case TELL -> tell(id, form, by);
    }
  }

  private void tell(RequestId id, DeskForm form, StaffId by) {
    LocalDate day = form.day("day", "The day it was sent");
    try {
      letters.told(id, day, by);
    } catch (IllegalArgumentException outside) {
      throw DeskForm.amiss(
          "The day can't be", "An answer is sent between the day of the letter and today.");
    }
  }
}
