package io.lethe.api.desk;

import io.lethe.api.Patience;
import io.lethe.api.staff.PageRefused;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.rights.Desk;
import io.lethe.storage.rights.NotPossible;
import io.lethe.workflows.rights.RightsCalls;

/**
 * Does what was confirmed at the desk, then wakes the request's workflow. What can't be done where
 * the request is now is said in a sentence, and leaves nothing behind.
 */
public final class DeskActs {
  private final Desk desk;
  private final RightsCalls workflows;
  private final Patience patience;

  public DeskActs(Desk desk, RightsCalls workflows, Patience patience) {
    this.desk = desk;
    this.workflows = workflows;
    this.patience = patience;
  }

  /**
   * @throws PageRefused if it is not possible, or the form lacks something
   */
  void perform(DeskAct act, RequestId id, DeskForm form, StaffId by) {
    try {
      decide(act, id, form, by);
    } catch (NotPossible not) {
      throw new PageRefused(409, "This can't be done now", not.why().sentence());
    }
    wake(id);
  }

  void wake(RequestId id) {
    patience.within(
        () -> {
          workflows.changed(id);
          return id;
        });
  }

  private void decide(DeskAct act, RequestId id, DeskForm form, StaffId by) {
    switch (act) {
      case VERIFY -> desk.verify(id, by);
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
      case HOLD -> desk.hold(id, form.required("ground", "The ground"), by);
      case RELEASE -> desk.release(id, by);
    }
  }
}
