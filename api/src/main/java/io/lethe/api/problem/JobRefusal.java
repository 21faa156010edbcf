package io.lethe.api.problem;

import io.lethe.domain.JobId;
import io.lethe.domain.consent.Notice;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.ModelOff;
import io.lethe.storage.upload.UploadFault;
import io.lethe.storage.video.Quota;
import java.time.Duration;
import java.util.Map;

/** A job that can't be ordered, can't be made of this upload, or is elsewhere on its way. */
public sealed interface JobRefusal extends Refusal {
  /** The notice a subject must be shown first: none was answered yet, or an older one. */
  record AboutNotice(ProblemType type, Notice notice) implements JobRefusal {
    @Override
    public Map<String, Object> members() {
      return Map.of(
          "notice",
          Map.of(
              "purpose", notice.purpose(),
              "version", notice.version(),
              "hash", notice.hash(),
              "href", "/v1/privacy/notices",
              "consentHref", "/v1/consents/" + notice.purpose()));
    }
  }

  /** The model's provider does not offer it in the way that it must. */
  record ModelIsOff(ModelOff reason) implements JobRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.MODEL_OFF;
    }

    @Override
    public String detail() {
      return reason.meaning();
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("pointer", "/model", "reason", reason);
    }
  }

  /** The subject has as many jobs as it may have (RFC 6585, 4). */
  record QuotaReached(Quota.Limit limit, int most, Duration retryAfter) implements JobRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.QUOTA_REACHED;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("limit", limit, "most", most);
    }

    @Override
    public Map<String, String> headers() {
      return Map.of("Retry-After", Long.toString(retryAfter.plusMillis(999).toSeconds()));
    }
  }

  /** The job is not where the request needs it to be. */
  record Elsewhere(ProblemType type, JobState state) implements JobRefusal {
    @Override
    public Map<String, Object> members() {
      return Map.of("state", state);
    }
  }

  /** All that the job had is erased, or is being erased. */
  record Erased(JobId job) implements JobRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.ERASED;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("receiptHref", "/v1/videos/" + job + "/receipt");
    }
  }

  /** The bytes are not a photo that can be worked with. */
  record UnusableUpload(UploadFault fault) implements JobRefusal {
    @Override
    public ProblemType type() {
      return switch (fault) {
        case EMPTY -> ProblemType.UPLOAD_EMPTY;
        case NOT_AN_IMAGE -> ProblemType.NOT_AN_IMAGE;
        case NOT_A_CLIP -> ProblemType.NOT_A_CLIP;
        case TYPE_MISMATCH -> ProblemType.TYPE_MISMATCH;
        case NOT_SUPPORTED -> ProblemType.IMAGE_NOT_SUPPORTED;
        case TRUNCATED -> ProblemType.IMAGE_TRUNCATED;
        case DAMAGED -> ProblemType.IMAGE_DAMAGED;
        case TOO_LARGE -> ProblemType.TOO_LARGE;
        case TOO_MANY_PIXELS -> ProblemType.TOO_MANY_PIXELS;
        case TOO_SMALL -> ProblemType.TOO_FEW_PIXELS;
        case BAD_RATIO -> ProblemType.BAD_RATIO;
        case POLYGLOT -> ProblemType.POLYGLOT;
      };
    }
  }

  /** The bytes are not a clip that can be worked with. */
  record UnusableClip(UploadFault fault) implements JobRefusal {
    @Override
    public ProblemType type() {
      return switch (fault) {
        case NOT_SUPPORTED -> ProblemType.CLIP_NOT_SUPPORTED;
        case TRUNCATED -> ProblemType.CLIP_TRUNCATED;
        case DAMAGED -> ProblemType.CLIP_DAMAGED;
        case EMPTY,
            NOT_AN_IMAGE,
            NOT_A_CLIP,
            TYPE_MISMATCH,
            TOO_LARGE,
            TOO_MANY_PIXELS,
            TOO_SMALL,
            BAD_RATIO,
            POLYGLOT ->
            new UnusableUpload(fault).type();
      };
    }
  }
}
