package io.lethe.fal;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One paid job: the model, its input, and the conditions under which fal.ai may work on it. Those
 * that protect the subject are not parameters; a submission cannot be built without them.
 *
 * @param input the fields of the JSON body, in this order
 * @param startTimeout fal.ai drops the job if it did not start by then; whole seconds, at least one
 * @param outputLifetime how long fal.ai's CDN keeps the output; whole seconds, at least one, for
 *     zero means for ever there
 * @param webhook where fal.ai says that the job is over: https, or an address on this machine for a
 *     simulated one. A token in it that is made for this submission alone lets a job whose answer
 *     got lost name itself. Without one, only asking tells
 */
public record FalSubmission(
    FalEndpoint endpoint,
    List<FalField> input,
    Duration startTimeout,
    Duration outputLifetime,
    @Nullable URI webhook) {

  public FalSubmission {
    input = List.copyOf(input);
    Set<String> names = new HashSet<>();
    for (FalField field : input) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("A field stands twice in a model's input");
      }
    }
    if (startTimeout.toSeconds() < 1 || outputLifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("Start timeout and output lifetime are a second at least");
    }
    if (webhook != null && !"https".equals(webhook.getScheme()) && !Hosts.isLoopback(webhook)) {
      throw new IllegalArgumentException("A webhook's address is https");
    }
  }

  /**
   * The headers every submit carries: keep no input or output JSON, let output files expire and let
   * nobody without a token read them, never pass the job to another model than the one consented
   * to, give up in time, and never run (and bill) it a second time.
   */
  Map<String, String> headers() {
    String startLimit = Long.toString(startTimeout.toSeconds());
    return Map.of(
        "X-Fal-Store-IO",
        "0",
        "X-Fal-Object-Lifecycle-Preference",
        "{\"expiration_duration_seconds\":"
            + outputLifetime.toSeconds()
            + ",\"initial_acl\":{\"default\":\"forbid\",\"rules\":[]}}",
        "x-app-fal-disable-fallback",
        "1",
        // The reference names it so; fal.ai's own clients send it under the second name.
        "X-Fal-Request-Start-Timeout",
        startLimit,
        "X-Fal-Request-Timeout",
        startLimit,
        "X-Fal-No-Retry",
        "1");
  }

  Optional<URI> webhookAddress() {
    return Optional.ofNullable(webhook);
  }

  /** Leaves the webhook's address out: its token is a secret. */
  @Override
  public String toString() {
    return "FalSubmission[" + endpoint.id() + ", " + input + "]";
  }
}
