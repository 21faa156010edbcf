package io.lethe.api.video;

import io.lethe.domain.JobId;
import io.lethe.storage.video.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moment a video counts as delivered: it is written down first, and then whoever waits for it
 * is told to erase.
 */
public final class Collection {
  private static final Logger LOG = LoggerFactory.getLogger(Collection.class);

  private final Jobs jobs;
  private final JobWorkflows workflows;

  public Collection(Jobs jobs, JobWorkflows workflows) {
    this.jobs = jobs;
    this.workflows = workflows;
  }

  /** Returns false if there is no video to collect. */
  boolean record(JobId job) {
    if (!jobs.collected(job)) {
      return false;
    }
    workflows.collected(job);
    return true;
  }

  /**
   * For when the video is on its way already, and nobody can be told of a failure. What is not
   * recorded is made good by the client's own word, or by the end of the delivery window.
   */
  void recordQuietly(JobId job) {
    try {
      record(job);
    } catch (RuntimeException failed) {
      LOG.warn("job {}: collection not passed on: {}", job, failed.getClass().getSimpleName());
    }
  }
}
