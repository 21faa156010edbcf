package io.lethe.api.video;

import io.lethe.domain.JobId;
import io.lethe.domain.video.JobState;
import io.lethe.storage.video.JobEvent;
import java.time.Instant;

/** The data of a server-sent event: the job came to a state. */
record JobEventView(JobId id, JobState state, String why, String whatComesNext, Instant at) {

  static JobEventView of(JobId job, JobEvent event) {
    return new JobEventView(
        job, event.state(), event.state().meaning(), event.state().whatComesNext(), event.at());
  }
}
