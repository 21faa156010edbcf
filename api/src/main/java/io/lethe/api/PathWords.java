package io.lethe.api;

import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.domain.JobId;
import io.lethe.domain.campaign.CampaignId;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.video.UploadRole;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the words of the business where they stand in a path. What is none is a 404. */
// Before the framework's own reader of enums, which would answer 400.
@Priority(1)
final class PathWords implements ParamConverterProvider {

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, @Nullable Type genericType, Annotation @Nullable [] annotations) {
    if (type == JobId.class) {
      return (ParamConverter<T>) new Word<>(PathWords::jobId, ProblemType.NO_SUCH_VIDEO);
    }
    if (type == RequestId.class) {
      return (ParamConverter<T>) new Word<>(PathWords::requestId, ProblemType.NO_SUCH_REQUEST);
    }
    if (type == CampaignId.class) {
      return (ParamConverter<T>) new Word<>(PathWords::campaignId, ProblemType.NO_SUCH_CAMPAIGN);
    }
    if (type == Purpose.class) {
      return (ParamConverter<T>) new Word<>(PathWords::purpose, ProblemType.NO_SUCH_PURPOSE);
    }
    if (type == UploadRole.class) {
      return (ParamConverter<T>) new Word<>(UploadRole::find, ProblemType.NO_SUCH_ROLE);
    }
    return null;
  }

  private static Optional<JobId> jobId(String text) {
    try {
      JobId id = JobId.of(text);
      // Other spellings of the same number are not its address.
      return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private static Optional<RequestId> requestId(String text) {
    return jobId(text).map(id -> new RequestId(id.value()));
  }

  private static Optional<CampaignId> campaignId(String text) {
    return jobId(text).map(id -> new CampaignId(id.value()));
  }

  private static Optional<Purpose> purpose(String text) {
    return Stream.of(Purpose.values()).filter(purpose -> purpose.name().equals(text)).findFirst();
  }

  private record Word<T>(Function<String, Optional<T>> find, ProblemType otherwise)
      implements ParamConverter<T> {
    @Override
    public T fromString(String text) {
      return find.apply(text).orElseThrow(() -> new Refusal.Plain(otherwise).asException());
    }

    @Override
    public String toString(T word) {
      return word.toString();
    }
  }
}
