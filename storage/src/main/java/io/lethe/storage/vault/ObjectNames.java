package io.lethe.storage.vault;

import io.lethe.domain.JobId;
import java.nio.charset.StandardCharsets;

/** What objects are called, and what their encryption is bound to. */
final class ObjectNames {
  private ObjectNames() {}

  static String prefix(JobId job) {
    return "jobs/" + job + "/";
  }

  static String of(JobId job, MediaId media) {
    return prefix(job) + media;
  }

  static byte[] boundTo(Media media) {
    return boundTo(media.job(), media.id(), media.kind());
  }

  /** Associated data: under any other job, id or kind the object does not open. */
  static byte[] boundTo(JobId job, MediaId media, MediaKind kind) {
    return ("lethe/media/" + job + "/" + media + "/" + kind).getBytes(StandardCharsets.UTF_8);
  }
}
