package io.lethe.api.video;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.erasure.SignedReceipt;
import io.lethe.storage.video.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as its subject sees it: where it is, why, and what comes next. Never the prompt. Once the
 * erasure has begun, nothing of what was ordered either.
 *
 * @param why one sentence: what the state means or, once it ends, why it ended so
 * @param whatComesNext one sentence: what the client should do
 * @param dataRemoved true once absence was read back and the receipt is signed
 * @param atProvider one sentence: what became of its work at the provider; only of a job whose
 *     erasure has begun, and where a single video is read
 * @param receipt the evidence; only where a single video is read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VideoView(
    JobId id,
    JobState state,
    String why,
    String whatComesNext,
    @Nullable Outcome outcome,
    @Nullable Reason reason,
    @Nullable ModelId model,
    @Nullable Integer durationSeconds,
    Instant orderedAt,
    Instant eraseBy,
    @Nullable Instant readyAt,
    @Nullable Instant collectedAt,
    @Nullable Instant erasedAt,
    @Nullable List<UploadView> uploads,
    LinksView links,
    boolean dataRemoved,
    @Nullable String atProvider,
    @Nullable SignedReceipt receipt) {

  private static final String AWAIT_RECEIPT = JobState.ERASING.whatComesNext();

  /** Where to upload, and whether it arrived whole. */
  record UploadView(UploadRole role, String href, boolean received) {}

  /** Addresses that answer with something useful in the present state. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LinksView(
      String self, String events, @Nullable String content, @Nullable String receipt) {}

  static VideoView of(Job job) {
    return of(job, stage(job), Optional.empty(), null);
  }

  /** Once the erasure has begun. */
  static VideoView forgotten(
      Job job, Optional<SignedReceipt> receipt, @Nullable String atProvider) {
    boolean erased = job.state() == JobState.ERASED;
    return of(job, stage(job), erased ? receipt : Optional.empty(), atProvider);
  }

  /** Right after its end was asked for; the guardian, who is told, is not there yet. */
  static VideoView ending(Job job) {
    return of(
        job,
        job.ending() == null
            ? new Stage("Its end was asked for; the erasure begins in a moment.", AWAIT_RECEIPT)
            : stage(job),
        Optional.empty(),
        null);
  }

  private static VideoView of(
      Job job, Stage stage, Optional<SignedReceipt> receipt, @Nullable String atProvider) {
    boolean forgotten = job.state().isForgotten();
    Ending ending = job.ending();
    return new VideoView(
        job.id(),
        job.state(),
        stage.why(),
        stage.whatComesNext(),
        ending == null ? null : ending.outcome(),
        ending == null ? null : ending.reason(),
        forgotten ? null : job.model(),
        forgotten ? null : job.durationSeconds(),
        job.orderedAt(),
        job.eraseBy(),
        job.readyAt(),
        job.collectedAt(),
        job.erasedAt(),
        forgotten ? null : uploads(job),
        links(job),
        job.state() == JobState.ERASED,
        atProvider,
        receipt.orElse(null));
  }

  /** The words for a state, or finer ones where the ledger knows more than the state tells. */
  private static Stage stage(Job job) {
    Ending ending = job.ending();
    if (ending != null) {
      Reason reason = ending.reason();
      String outcome = ending.outcome().meaning();
      return new Stage(
          reason == null ? outcome : outcome + " " + reason.meaning(), job.state().whatComesNext());
    }
    if (job.state() == JobState.AWAITING_UPLOAD && job.uploaded().containsAll(job.roles())) {
      return new Stage("The upload has arrived; it is about to be inspected.", "Wait.");
    }
    if (job.state() == JobState.READY && job.collectedAt() != null) {
      return new Stage("The video was collected; it is erased next.", AWAIT_RECEIPT);
    }
    return new Stage(job.state().meaning(), job.state().whatComesNext());
  }

  private record Stage(String why, String whatComesNext) {}

  private static List<UploadView> uploads(Job job) {
    return job.roles().stream()
        .sorted()
        .map(
            role ->
                new UploadView(
                    role,
                    address(job.id()) + "/uploads/" + role.pathName(),
                    job.uploaded().contains(role)))
        .toList();
  }

  private static LinksView links(Job job) {
    String self = address(job.id());
    return new LinksView(
        self,
        self + "/events",
        job.state() == JobState.READY ? self + "/content" : null,
        job.state() == JobState.ERASED ? self + "/receipt" : null);
  }

  static String address(JobId job) {
    return "/v1/videos/" + job;
  }
}
