package io.lethe.fal;

import org.jspecify.annotations.Nullable;

/**
 * The four headers that a webhook is signed by, as they came; empty where one is missing.
 *
 * @param timestamp seconds since 1970
 * @param signature in hexadecimal
 */
public record WebhookHeaders(String requestId, String userId, String timestamp, String signature) {
  public static final String REQUEST_ID = "X-Fal-Webhook-Request-Id";
  public static final String USER_ID = "X-Fal-Webhook-User-Id";
  public static final String TIMESTAMP = "X-Fal-Webhook-Timestamp";
  public static final String SIGNATURE = "X-Fal-Webhook-Signature";

  public static WebhookHeaders of(
      @Nullable String requestId,
      @Nullable String userId,
      @Nullable String timestamp,
      @Nullable String signature) {
    return new WebhookHeaders(
        orEmpty(requestId), orEmpty(userId), orEmpty(timestamp), orEmpty(signature));
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  boolean complete() {
    return !requestId.isEmpty()
        && !userId.isEmpty()
        && !timestamp.isEmpty()
        && !signature.isEmpty();
  }
}
