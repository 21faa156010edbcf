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
   * @param signed as the API answers it: the receipt and its signed form, with its amendments
   * @throws ExplainedFailure if the signature is not made with a published key, or if what was
   *     signed is not what is shown
   */
  static ReceiptPaper of(JsonNode signed, LetheClient client) throws IOException {
    String keys = client.get("/v1/privacy/receipt-keys").toString();
    JsonNode opened = JSON.readTree(ReceiptSeal.open(signed.path("jws").asText(), keys));
    if (!opened.equals(signed.path("receipt"))) {
      throw new ExplainedFailure("The receipt that was signed is not the receipt that is shown.");
    }
    for (JsonNode amendment : signed.path("amendments")) {
      requireAmends(opened, amendment, keys);
    }
    return new ReceiptPaper(signed, opened);
  }

  private static void requireAmends(JsonNode receipt, JsonNode amendment, String keys)
      throws IOException {
    JsonNode opened = JSON.readTree(ReceiptSeal.open(amendment.path("jws").asText(), keys));
    if (!opened.equals(amendment.path("amendment"))
        || !opened.path("receiptId").equals(receipt.path("id"))) {
      throw new ExplainedFailure("An amendment is shown that was not signed for this receipt.");
    }
  }

  String text() throws IOException {
    return """

        The receipt, whose signature was checked with the published key:
        %s
        It is amended when every place was looked at a second time, and when what is named as a
        residual is confirmed gone: %s
        """
        .formatted(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(receipt), amendments());
  }

  private String amendments() {
    JsonNode amendments = signed.path("amendments");
    if (amendments.isEmpty()) {
      return "not yet.";
    }
    JsonNode newest = amendments.get(amendments.size() - 1).path("amendment");
    return "%d so far, the newest of %s says %s."
        .formatted(
            amendments.size(), newest.path("issuedAt").asText(), newest.path("result").asText());
  }

  /** Saves it, with its signed form, beside the video. */
  Path save(Path video) throws IOException {
    String name = String.valueOf(video.getFileName()).replaceFirst("\\.[^.]*$", "");
    Path file = video.resolveSibling(name + ".receipt.json");
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(signed));
    return file;
  }
}
