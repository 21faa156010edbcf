package io.lethe.workers;

import io.lethe.process.StartUpFailure;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the workers need of the section {@code api}.
 *
 * @param publicAddress where the API is reached from outside; empty if it is not
 */
public record ApiSection(@Nullable URI publicAddress) {

  /**
   * @throws StartUpFailure if it is no address that fal.ai could call
   */
  Optional<URI> publicly() {
    if (publicAddress == null || publicAddress.toString().isEmpty()) {
      return Optional.empty();
    }
    if (publicAddress.getHost() == null) {
      throw new StartUpFailure(
          "api.publicAddress is not an address such as https://videos.example.");
    }
    return Optional.of(publicAddress);
  }
}
