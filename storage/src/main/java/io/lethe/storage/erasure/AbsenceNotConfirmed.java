package io.lethe.storage.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.erasure.Place;

/** Something of the job is still there, so there is no receipt. Erase again, then try again. */
public final class AbsenceNotConfirmed extends RuntimeException {
  public AbsenceNotConfirmed(JobId job, Place place) {
    super("job " + job + " still has data in " + place);
  }
}
