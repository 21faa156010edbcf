package io.lethe.api.provider;

import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.api.problem.RequestRefusal;
import io.lethe.fal.FalWebhooks;
import io.lethe.fal.WebhookCheck;
import io.lethe.fal.WebhookHeaders;
import io.lethe.storage.egress.AttemptToken;
import io.lethe.storage.egress.Egress;
import io.lethe.storage.egress.EgressJournal;
import io.lethe.storage.egress.EgressStatus;
import io.lethe.storage.egress.ProviderHandle;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from fal.ai that a request is over. What is said here is believed in one thing only: that
 * the request exists, which settles a submission whose answer got lost. For everything else the
 * workflow is woken, and asks fal.ai itself.
 *
 * <p>fal.ai repeats what is not answered with 2xx for an hour. So what is genuine is answered 204
 * even if it is late, a repetition, or of a job that nobody knows here any more; what is not
 * genuine is refused; and what can't be checked just now is asked for again.
 */
@Path("/v1/providers/fal/webhooks/{token}")
public final class FalWebhooksResource {
  private static final Logger log = LoggerFactory.getLogger(FalWebhooksResource.class);

  /** An error may echo its input, a photo inline with it. It is hashed as it comes, never kept. */
  private static final long MOST_BYTES = 32L << 20;

  private static final Duration KEYS_AWAY = Duration.ofSeconds(30);

  private static final int BUFFER = 16_384;

  private final FalWebhooks webhooks;
  private final EgressJournal journal;
  private final Wakeups wakeups;

  public FalWebhooksResource(FalWebhooks webhooks, EgressJournal journal, Wakeups wakeups) {
    this.webhooks = webhooks;
    this.journal = journal;
    this.wakeups = wakeups;
  }

  @POST
  public Response hear(
      @PathParam("token") String token,
      @HeaderParam(WebhookHeaders.REQUEST_ID) @Nullable String requestId,
      @HeaderParam(WebhookHeaders.USER_ID) @Nullable String userId,
      @HeaderParam(WebhookHeaders.TIMESTAMP) @Nullable String timestamp,
      @HeaderParam(WebhookHeaders.SIGNATURE) @Nullable String signature,
      InputStream body)
      throws IOException {
    WebhookHeaders headers = WebhookHeaders.of(requestId, userId, timestamp, signature);
    WebhookCheck check = webhooks.check(headers, sha256(body));
    if (check instanceof WebhookCheck.Forged forged) {
      log.warn("A webhook was refused: {}", forged.why());
      throw new Refusal.Plain(ProblemType.NOT_GENUINE).asException();
    }
    if (check instanceof WebhookCheck.NotCheckable notNow) {
      log.warn("A webhook could not be checked: {}", notNow.failure().getMessage());
      throw new Refusal.Unavailable(Refusal.Unavailable.Part.PROVIDER, KEYS_AWAY).asException();
    }
    settle(new AttemptToken(token), ((WebhookCheck.Genuine) check).requestId());
    return Response.noContent().build();
  }

  private void settle(AttemptToken token, String requestId) {
    Optional<Egress> found = journal.find(token);
    if (found.isEmpty()) {
      log.warn("fal.ai told of a request that nothing here stands for: {}", requestId);
      return;
    }
    Egress attempt = found.get();
    ProviderHandle known = attempt.handle();
    if (attempt.status() == EgressStatus.NOT_ACCEPTED
        || (known != null && !known.requestId().equals(requestId))) {
      log.error(
          "fal.ai took a submission that counted as not accepted, or took one twice: request {} of"
              + " egress {}. Look for it among the account's requests",
          requestId,
          attempt.id());
      return;
    }
    if (known == null) {
      journal.accepted(attempt.id(), new ProviderHandle(requestId, "", "", ""));
    }
    wakeups.wake(attempt.job());
  }

  private static byte[] sha256(InputStream body) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      long seen = 0;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        digest.update(buffer, 0, read);
        seen += read;
        if (seen > MOST_BYTES) {
          throw new RequestRefusal.TooLarge(MOST_BYTES).asException();
        }
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
