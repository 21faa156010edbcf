package io.lethe.storage.egress;

import io.lethe.domain.JobId;
import java.util.List;

/**
 * What is about to be sent, to whom.
 *
 * @param recipient by the name that the notice gives it
 * @param bytes size of the body to be sent
 */
public record NewEgress(
    JobId job, String recipient, String endpoint, List<EgressContent> content, long bytes) {
  public NewEgress {
    content = List.copyOf(content);
  }
}
