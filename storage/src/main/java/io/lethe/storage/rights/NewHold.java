package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.HoldId;
import java.time.LocalDate;

/**
 * A legal hold as it is placed.
 *
 * @param id drawn when the form is, so that the same form sent twice places one hold
 * @param ground why, for whoever reviews it
 * @param lastDay the last day on which it holds, by the controller's calendar
 */
public record NewHold(HoldId id, SubjectId subject, String ground, LocalDate lastDay) {
  @Override
  public String toString() {
    return "NewHold[" + id + "]";
  }
}
