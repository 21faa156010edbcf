package io.lethe.dev.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The development mailbox, as somebody reads their mail in it. */
public final class Mailbox {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
  private static final int MOST_LOOKS = 100;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI page;

  /**
   * @param page where the mailbox shows itself
   */
  public Mailbox(URI page) {
    this.page = page;
  }

  /** The links in mails to that address, newest first. */
  public List<String> links(String address) {
    List<String> links = new ArrayList<>();
    for (JsonNode mail : messages()) {
      if (mail.path("to").asText().equals(address)) {
        mail.path("text")
            .asText()
            .lines()
            .filter(line -> line.startsWith("http"))
            .forEach(links::add);
      }
    }
    return links;
  }

  /**
   * The newest link, as soon as there is one more than were known.
   *
   * @throws ExplainedFailure if no mail comes
   */
  public String awaitLink(String address, int known) throws InterruptedException {
    for (int look = 0; look < MOST_LOOKS; look++) {
      List<String> links = links(address);
      if (links.size() > known) {
        return links.get(0);
      }
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    }
    throw new ExplainedFailure("No mail came to " + address + ": look at the log of ./lethe up.");
  }

  private JsonNode messages() {
    try {
      HttpRequest request = HttpRequest.newBuilder(page.resolve("/messages")).build();
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new ExplainedFailure("The mailbox at " + page + " does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExplainedFailure("Interrupted.", e);
    }
  }
}
