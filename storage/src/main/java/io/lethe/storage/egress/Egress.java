package io.lethe.storage.egress;

import io.lethe.domain.JobId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time data left for a recipient. Holds none of the data.
 *
 * @param bytes size of the body sent
 * @param consentId the record of consent that allowed it
 * @param handle where the recipient can be asked about it; present once accepted
 */
public record Egress(
    EgressId id,
    JobId job,
    String recipient,
    String endpoint,
    List<EgressContent> content,
    long bytes,
    long consentId,
    EgressStatus status,
    @Nullable ProviderHandle handle,
    Instant sentAt) {

  public Egress {
    content = List.copyOf(content);
  }
}
