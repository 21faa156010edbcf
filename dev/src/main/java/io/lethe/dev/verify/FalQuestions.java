package io.lethe.dev.verify;

import io.lethe.fal.FalClient;
import io.lethe.fal.FalEndpoint;
import io.lethe.fal.FalFailure;
import io.lethe.fal.FalRequest;
import io.lethe.fal.FalWebhooks;
import io.lethe.fal.ModelPrice;
import io.lethe.fal.PayloadDeletion;
import io.lethe.fal.RecentRequest;
import io.lethe.fal.WebhookCheck;
import io.lethe.fal.WebhookHeaders;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The questions that cost nothing, in the order of the document. */
final class FalQuestions {
  private final FalClient fal;
  private final List<FalEndpoint> endpoints;
  private final URI noFile;
  private final Clock clock;

  /**
   * @param noFile an address on the file server where no file is
   */
  FalQuestions(FalClient fal, List<FalEndpoint> endpoints, URI noFile, Clock clock) {
    this.fal = fal;
    this.endpoints = List.copyOf(endpoints);
    this.noFile = noFile;
    this.clock = clock;
  }

  List<Question> free() {
    return List.of(
        new Question(1, "Do the models exist, and are they enterprise-ready?", this::models),
        new Question(2, "What do the models cost?", this::prices),
        new Question(3, "May the key list the account's requests?", this::requests),
        new Question(4, "Are the webhooks' keys where they are looked for?", this::webhookKeys),
        new Question(5, "Does the key get a token for restricted files?", this::token),
        new Question(6, "What is answered about a request that does not exist?", this::unknown),
        new Question(7, "What does deleting the payloads of such a request say?", this::deletion));
  }

  private String models() {
    List<String> lines = new ArrayList<>();
    for (FalEndpoint endpoint : endpoints) {
      lines.add(
          endpoint.id()
              + ": "
              + fal.platform()
                  .model(endpoint)
                  .map(
                      facts ->
                          word(facts.status()) + ", enterprise " + word(facts.enterpriseStatus()))
                  .orElse("not known to fal.ai"));
    }
    return String.join("\n     ", lines);
  }

  private String prices() {
    List<String> lines = new ArrayList<>();
    for (FalEndpoint endpoint : endpoints) {
      lines.add(
          endpoint.id()
              + ": "
              + fal.platform().price(endpoint).map(FalQuestions::price).orElse("no price named"));
    }
    return String.join("\n     ", lines);
  }

  private static String price(ModelPrice price) {
    return price.unitPrice().toPlainString() + " " + price.currency() + " per " + price.unit();
  }

  private String requests() {
    Instant now = clock.instant();
    List<RecentRequest> listed =
        fal.platform().requests(endpoints.get(0), now.minus(Duration.ofHours(24)), now);
    long timed = listed.stream().filter(request -> request.sentAt().isPresent()).count();
    return "Yes: "
        + listed.size()
        + " in the last day, "
        + timed
        + " of them with a time of sending.";
  }

  /** A webhook of nobody's: whether it is refused or can't be checked tells about the keys. */
  private String webhookKeys() {
    FalWebhooks webhooks = fal.webhooks();
    WebhookHeaders headers =
        WebhookHeaders.of(
            "verify", "verify", Long.toString(clock.instant().getEpochSecond()), "00".repeat(64));
    WebhookCheck check = webhooks.check(headers, new byte[32]);
    if (check instanceof WebhookCheck.NotCheckable away) {
      throw away.failure();
    }
    return "Yes: a signature of nobody's was refused.";
  }

  private String token() {
    return "Yes; with it the file server says of a file that is not there: "
        + fal.files().probeAsOwner(noFile)
        + ", and without it: "
        + fal.files().probe(noFile);
  }

  private String unknown() {
    FalRequest nobody = FalRequest.byId(endpoints.get(0), UUID.randomUUID().toString());
    try {
      return "A status: " + fal.queue().status(nobody);
    } catch (FalFailure failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  private String deletion() {
    if (!fal.platform().canDelete()) {
      return "Not asked: FAL_ADMIN_KEY is not set.";
    }
    PayloadDeletion deletion = fal.platform().deletePayloads(UUID.randomUUID().toString());
    return deletion.known() ? "As if there had been one: " + deletion : "404: nothing is stored.";
  }

  private static String word(String text) {
    return text.isEmpty() ? "not said" : text;
  }
}
