package io.lethe.workers.video;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Prompt;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.fal.Accepted;
import io.lethe.fal.FalEndpoint;
import io.lethe.fal.FalFailure;
import io.lethe.fal.FalField;
import io.lethe.fal.FalQueue;
import io.lethe.fal.FalRequest;
import io.lethe.fal.FalSubmission;
import io.lethe.storage.egress.BeginResult;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.EgressId;
import io.lethe.storage.egress.EgressJournal;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.MediaKind;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Job;
import io.lethe.storage.video.Jobs;
import io.lethe.workflows.EndingFailure;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one job to fal.ai, at most once. fal.ai knows no idempotency key, so a second POST would be
 * a second bill and a second copy of a face:
 *
 * <ol>
 *   <li>whatever can fail on our side (prompt, key, file) is fetched first;
 *   <li>the egress row is written, in the transaction that checks tombstone and consent;
 *   <li>the POST; after it the row says what came of it.
 * </ol>
 *
 * A row of which nothing more is known than that sending began stands for a process that died in
 * between: nothing is sent again. fal.ai's id is left with Temporal too, as the step's heartbeat,
 * so that a ledger that fails right then loses no paid video.
 */
public final class FalSubmitting {
  private static final Logger log = LoggerFactory.getLogger(FalSubmitting.class);

  /** As the notice names it. */
  private static final String RECIPIENT = "fal.ai";

  private static final List<EgressContent> CONTENT =
      List.of(EgressContent.FILE, EgressContent.PROMPT, EgressContent.PARAMETERS);

  private final FalQueue queue;
  private final EgressJournal journal;
  private final Jobs jobs;
  private final Vault vault;
  private final Map<ModelId, Model> models;
  private final Duration startTimeout;
  private final Duration outputLifetime;

  public FalSubmitting(
      FalQueue queue,
      EgressJournal journal,
      Jobs jobs,
      Vault vault,
      Map<ModelId, Model> models,
      Duration startTimeout,
      Duration outputLifetime) {
    this.queue = queue;
    this.journal = journal;
    this.jobs = jobs;
    this.vault = vault;
    this.models = Map.copyOf(models);
    this.startTimeout = startTimeout;
    this.outputLifetime = outputLifetime;
  }

  void submit(JobId id) {
    Job job = jobs.find(id).orElseThrow(() -> new JobForgotten(id));
    Model model = modelOf(job);
    FalEndpoint endpoint = new FalEndpoint(model.endpoint());
    Prompt prompt = jobs.prompt(id);
    List<FalField.File> files = files(id, model);
    List<FalField> input = FalInput.of(model, prompt, job.durationSeconds(), files);
    long bytes = files.stream().mapToLong(FalField.File::length).sum();

    BeginResult begin = journal.begin(new NewEgress(id, RECIPIENT, endpoint.id(), CONTENT, bytes));
    if (begin instanceof BeginResult.ConsentMissing) {
      throw EndingFailure.of(Ending.of(Outcome.CONSENT_WITHDRAWN));
    }
    if (begin instanceof BeginResult.FateUnknown unknown) {
      reconcile(id, unknown.egress().id(), endpoint);
    }
    if (begin instanceof BeginResult.Begun begun) {
      FalSubmission submission =
          new FalSubmission(endpoint, input, startTimeout, outputLifetime, null);
      send(id, begun.id(), submission);
    }
  }

  private void send(JobId id, EgressId egress, FalSubmission submission) {
    Accepted accepted;
    try {
      accepted = queue.submit(submission);
    } catch (FalFailure failure) {
      throw failed(id, egress, failure);
    } catch (RuntimeException unforeseen) {
      throw unknown(id, egress);
    }
    remember(accepted.request().id());
    journal.accepted(egress, AcceptedRequest.handle(accepted.request()));
    if (accepted
        .servedFrom()
        .filter(model -> !model.equals(submission.endpoint().id()))
        .isPresent()) {
      log.error("Job {} is served from another model than the one ordered", id);
    }
  }

  private ApplicationFailure failed(JobId id, EgressId egress, FalFailure failure) {
    if (failure.acceptance() != FalFailure.Acceptance.NOT_ACCEPTED) {
      return unknown(id, egress);
    }
    journal.notAccepted(egress);
    if (failure.fault() == FalFailure.Fault.OURS) {
      log.error("fal.ai takes no job of ours: {}, HTTP {}", failure.kind(), failure.httpStatus());
    }
    return FalFailures.of(failure);
  }

  private ApplicationFailure unknown(JobId id, EgressId egress) {
    journal.unknown(egress);
    log.error(
        "Job {} may or may not be with fal.ai (egress {}); it is not sent twice. Look for it among"
            + " the account's requests",
        id,
        egress);
    return EndingFailure.of(Ending.failed(Reason.SUBMISSION_UNKNOWN));
  }

  /** An earlier attempt began to send and wrote no more; perhaps it left fal.ai's id. */
  private void reconcile(JobId id, EgressId egress, FalEndpoint endpoint) {
    Optional<String> left = Activity.getExecutionContext().getHeartbeatDetails(String.class);
    if (left.isEmpty()) {
      throw unknown(id, egress);
    }
    FalRequest request = FalRequest.byId(endpoint, left.get());
    journal.accepted(egress, AcceptedRequest.handle(request));
  }

  private static void remember(String requestId) {
    try {
      Activity.getExecutionContext().heartbeat(requestId);
    } catch (ActivityCompletionException cancelled) {
      // Accepted all the same: the journal must say so, and cancelling it is a step of its own.
      log.debug("A submission was cancelled after it was accepted");
    }
  }

  private Model modelOf(Job job) {
    Model model = models.get(job.model());
    if (model == null) {
      log.error("Job {} wants model {}, which is not configured any more", job.id(), job.model());
      throw EndingFailure.of(Ending.failed(Reason.INTERNAL));
    }
    return model;
  }

  private List<FalField.File> files(JobId id, Model model) {
    List<FalField.File> files = new ArrayList<>();
    model.uploads().forEach((role, field) -> files.add(file(id, role, field)));
    return files;
  }

  private FalField.File file(JobId id, UploadRole role, String field) {
    Media media =
        vault
            .find(id, MediaKind.SANITISED, role)
            .orElseThrow(() -> EndingFailure.of(Ending.failed(Reason.INTERNAL)));
    return new FalField.File(
        field, media.contentType(), media.size(), () -> Channels.newInputStream(vault.open(media)));
  }
}
