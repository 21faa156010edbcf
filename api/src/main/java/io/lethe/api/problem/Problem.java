package io.lethe.api.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/**
 * A body of {@code application/problem+json} (RFC 9457).
 *
 * @param type a relative reference, see {@link ProblemType}
 * @param members what this type of problem says beside
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @JsonAnyGetter Map<String, Object> members) {

  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  static Problem of(Refusal refusal) {
    return new Problem(
        refusal.type().address(),
        refusal.type().title(),
        refusal.type().status(),
        refusal.detail(),
        refusal.members());
  }

  static Problem of(ProblemType type, Map<String, Object> members) {
    return new Problem(type.address(), type.title(), type.status(), type.remedy(), members);
  }
}
