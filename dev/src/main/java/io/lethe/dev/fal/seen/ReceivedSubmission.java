package io.lethe.dev.fal.seen;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A submit that arrived, accepted or not.
 *
 * @param headers by lower-case name, without the key
 * @param query what stood behind the question mark
 * @param fields the JSON values as text, without the inline files
 * @param files the inline files by field name
 * @param request the id it was given; null where it was refused
 */
public record ReceivedSubmission(
    Instant at,
    String endpoint,
    Map<String, String> headers,
    String query,
    Map<String, String> fields,
    Map<String, ReceivedFile> files,
    @Nullable String request) {

  public ReceivedSubmission {
    headers = Map.copyOf(headers);
    fields = Map.copyOf(fields);
    files = Map.copyOf(files);
  }

  public Optional<String> acceptedAs() {
    return Optional.ofNullable(request);
  }
}
