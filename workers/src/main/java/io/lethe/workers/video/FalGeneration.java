package io.lethe.workers.video;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.Reason;
import io.lethe.fal.Download;
import io.lethe.fal.FalClient;
import io.lethe.fal.FalFailure;
import io.lethe.fal.FalFiles;
import io.lethe.fal.FalQueue;
import io.lethe.fal.FalRequest;
import io.lethe.fal.FalResult;
import io.lethe.fal.FalStatus;
import io.lethe.storage.egress.Egress;
import io.lethe.storage.egress.EgressJournal;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.provider.ProviderTraces;
import io.lethe.storage.provider.TraceEnd;
import io.lethe.storage.vault.NewMedia;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Job;
import io.lethe.storage.video.Jobs;
import io.lethe.workers.model.Bills;
import io.lethe.workers.provider.AcceptedRequest;
import io.lethe.workers.provider.FalTraces;
import io.lethe.workflows.EndingFailure;
import io.lethe.workflows.video.GenerationActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Videos made by models at fal.ai. Every failure of fal.ai's is translated by {@link FalFailures};
 * its own words stay out of histories and logs. How a job is submitted at most once stands in
 * {@link FalSubmitting}.
 */
public final class FalGeneration implements GenerationActivities {
  private static final Logger log = LoggerFactory.getLogger(FalGeneration.class);
  private static final String VIDEO_TYPE = "video/mp4";

  private final FalSubmitting submitting;
  private final FalQueue queue;
  private final FalFiles files;
  private final FalTraces following;
  private final ProviderTraces traces;
  private final EgressJournal journal;
  private final Jobs jobs;
  private final Vault vault;
  private final Bills bills;

  public FalGeneration(
      FalSubmitting submitting,
      FalClient fal,
      FalTraces following,
      ProviderTraces traces,
      EgressJournal journal,
      Jobs jobs,
      Vault vault,
      Bills bills) {
    this.submitting = submitting;
    this.queue = fal.queue();
    this.files = fal.files();
    this.following = following;
    this.traces = traces;
    this.journal = journal;
    this.jobs = jobs;
    this.vault = vault;
    this.bills = bills;
  }

  @Override
  public void submit(JobId id) {
    submitting.submit(id);
  }

  @Override
  public void fetchVideo(JobId id) {
    Job job = jobs.find(id).orElseThrow(() -> new JobForgotten(id));
    if (job.state() == JobState.READY) {
      return; // An earlier attempt stored it, and its answer got lost.
    }
    Egress egress =
        journal.find(id).orElseThrow(() -> EndingFailure.of(Ending.failed(Reason.INTERNAL)));
    FalRequest request = AcceptedRequest.of(egress).orElseThrow();
    ActivityExecutionContext step = Activity.getExecutionContext();
    try {
      if (!(queue.status(request) instanceof FalStatus.Completed completed)) {
        throw notReady(step.getInfo().getAttempt());
      }
      FalResult result = finished(egress, request, completed);
      warnIfServedFromAnother(id, request, result);
      traces.ended(egress.id(), TraceEnd.VIDEO, result.video().toString());
      bills.made(id);
      store(id, result, step);
      forgetAtOnce(egress);
    } catch (FalFailure failure) {
      throw FalFailures.of(failure);
    } catch (UnusableVideo unusable) {
      throw EndingFailure.of(Ending.failed(Reason.VIDEO_UNUSABLE));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void cancelRendering(JobId id) {
    try {
      journal.find(id).ifPresent(following::cancel);
    } catch (FalFailure failure) {
      throw FalFailures.of(failure);
    }
  }

  private FalResult finished(Egress egress, FalRequest request, FalStatus.Completed completed) {
    try {
      completed.failure().ifPresent(FalGeneration::fail);
      return queue.result(request);
    } catch (FalFailure failure) {
      if (failure.permanent()) {
        traces.ended(egress.id(), TraceEnd.NO_VIDEO, null);
        bills.failed(egress.job(), failure);
      }
      throw failure;
    }
  }

  /** The sooner the better, but no reason to withhold a video: what fails here is swept later. */
  private void forgetAtOnce(Egress egress) {
    try {
      following.forget(egress);
    } catch (FalFailure later) {
      log.info("The deletion at fal.ai is left to the sweeper: {}", later.getMessage());
    }
  }

  private void store(JobId id, FalResult result, ActivityExecutionContext step) throws IOException {
    try (Download download = files.download(result.video());
        InputStream video = new Heartbeats(Mp4Check.watch(download.body()), step)) {
      vault.store(NewMedia.video(id, VIDEO_TYPE), video);
    }
  }

  private static void fail(FalFailure failure) {
    throw failure;
  }

  /** Not trouble, so it counts in no error metric and fills no log. */
  private static ApplicationFailure notReady(int questions) {
    Duration pause = AskingPace.after(questions);
    return ApplicationFailure.newBuilder()
        .setType("NOT_READY")
        .setMessage("The video is not ready yet.")
        .setCategory(ApplicationErrorCategory.BENIGN)
        .setNextRetryDelay(pause)
        .build();
  }

  private static void warnIfServedFromAnother(JobId id, FalRequest request, FalResult result) {
    if (result.servedFrom().filter(model -> !model.equals(request.endpoint().id())).isPresent()) {
      log.error("Job {} was served from another model than the one ordered", id);
    }
  }
}
