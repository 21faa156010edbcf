package io.lethe.api.video;

import io.lethe.api.identity.Bearer;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.domain.JobId;
import io.lethe.domain.video.JobState;
import io.lethe.storage.erasure.Erasures;
import io.lethe.storage.provider.ProviderTraces;
import io.lethe.storage.video.Job;
import io.lethe.storage.video.Jobs;

/**
 * A subject's own jobs. Another subject's job does not exist here: the answer is the same, so that
 * ids can't be tried out.
 */
public final class OwnJobs {
  private final Jobs jobs;
  private final Erasures erasures;
  private final ProviderTraces traces;

  public OwnJobs(Jobs jobs, Erasures erasures, ProviderTraces traces) {
    this.jobs = jobs;
    this.erasures = erasures;
    this.traces = traces;
  }

  /**
   * @throws io.lethe.api.problem.Refused if the subject has no such job
   */
  public Job require(Bearer bearer, JobId id) {
    return jobs.find(bearer.subject(), id)
        .orElseThrow(() -> new Refusal.Plain(ProblemType.NO_SUCH_VIDEO).asException());
  }

  /** As it is now; for jobs that were required before. */
  Job again(JobId id) {
    return jobs.find(id)
        .orElseThrow(() -> new Refusal.Plain(ProblemType.NO_SUCH_VIDEO).asException());
  }

  /** As it is right after the guardian was told to erase it. */
  VideoView viewOfEnding(JobId id) {
    Job job = again(id);
    return job.state() == JobState.ERASED ? view(job) : VideoView.ending(job);
  }

  /** With its receipt, if there is one, and with what became of it at the provider. */
  VideoView view(Job job) {
    if (!job.state().isForgotten()) {
      return VideoView.of(job);
    }
    String atProvider = traces.find(job.id()).map(AtProvider::of).orElse(null);
    return VideoView.forgotten(job, erasures.receipt(job.id()), atProvider);
  }
}
