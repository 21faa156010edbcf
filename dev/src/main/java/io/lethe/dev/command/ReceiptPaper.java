package io.lethe.dev.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.client.LetheClient;
import io.lethe.dev.client.ReceiptSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A receipt whose signature was checked, for reading and for keeping. */
final class ReceiptPaper {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode signed;
  private final JsonNode receipt;

  private ReceiptPaper(JsonNode signed, JsonNode receipt) {
    this.signed = signed;
    this.receipt = receipt;
  }

  /**
   * @param signed as the API answers it: the receipt and its signed form
   * @throws ExplainedFailure if the signature is not made with a published key, or if what was
   *     signed is not what is shown
   */
  static ReceiptPaper of(JsonNode signed, LetheClient client) throws IOException {
    String keys = client.get("/v1/privacy/receipt-keys").toString();
    JsonNode opened = JSON.readTree(ReceiptSeal.open(signed.path("jws").asText(), keys));
    if (!opened.equals(signed.path("receipt"))) {
      throw new ExplainedFailure("The receipt that was signed is not the receipt that is shown.");
    }
    return new ReceiptPaper(signed, opened);
  }

  String text() throws IOException {
    return """

        The receipt, whose signature was checked with the published key:
        %s
        """
        .formatted(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(receipt));
  }

  /** Saves it, with its signed form, beside the video. */
  Path save(Path video) throws IOException {
    String name = String.valueOf(video.getFileName()).replaceFirst("\\.[^.]*$", "");
    Path file = video.resolveSibling(name + ".receipt.json");
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(signed));
    return file;
  }
}
