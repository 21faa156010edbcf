package io.lethe.workers.provider;

import io.lethe.domain.video.UploadRole;
import io.lethe.fal.FalField;
import io.lethe.storage.egress.AttemptToken;
import io.lethe.storage.egress.EgressId;
import io.lethe.storage.provider.HandOffs;
import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.Vault;
import java.net.URI;
import java.nio.channels.Channels;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hands sanitised files over to fal.ai: inside the submission, or by an address of ours that is
 * good only while the job renders and its subject consents.
 */
public final class HandingOver {
  private final Vault vault;
  private final HandOffs handOffs;
  private final Duration lifetime;
  private final @Nullable URI publicAddress;

  /**
   * @param lifetime of an address: over fal.ai's queue and retries
   * @param publicAddress where fal.ai fetches files; without it they go inside the submission
   */
  public HandingOver(
      Vault vault, HandOffs handOffs, Duration lifetime, @Nullable URI publicAddress) {
    this.vault = vault;
    this.handOffs = handOffs;
    this.lifetime = lifetime;
    this.publicAddress = publicAddress;
  }

  /**
   * @param name the field of the model's input that takes the file
   */
  public FalField field(EgressId egress, UploadRole role, String name, Media file) {
    if (publicAddress == null) {
      return new FalField.File(
          name, file.contentType(), file.size(), () -> Channels.newInputStream(vault.open(file)));
    }
    AttemptToken token = handOffs.open(egress, role, lifetime);
    return new FalField.Link(name, publicAddress.resolve("/handoff/" + token.value()));
  }
}
