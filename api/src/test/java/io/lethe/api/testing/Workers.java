package io.lethe.api.testing;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.storage.Stores;
import io.lethe.storage.egress.BeginResult;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.erasure.SignedReceipt;
import io.lethe.storage.vault.NewMedia;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves jobs along in the ledger and the vault, as the workers do. */
public final class Workers {
  private final Stores stores;

  Workers(Stores stores) {
    this.stores = stores;
  }

  /** From the upload to the moment the video can be collected. */
  public void makeReady(JobId job, byte[] video) {
    prepare(job);
    submit(job);
    try {
      stores.vault().store(NewMedia.video(job, "video/mp4"), new ByteArrayInputStream(video));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void prepare(JobId job) {
    stores.jobs().requireConsent(job);
  }

  /** To RENDERING. */
  public void submit(JobId job) {
    BeginResult begun =
        stores
            .egress()
            .begin(
                new NewEgress(job, "fal.ai", "some/endpoint", List.of(EgressContent.FILE), 1_000));
    if (!(begun instanceof BeginResult.Begun)) {
      throw new IllegalStateException("not begun: " + begun);
    }
  }

  /** To ERASING: the key is destroyed. */
  public void beginErasure(JobId job, @Nullable Ending ending) {
    stores.erasures().begin(job, ending);
  }

  /** To ERASED. */
  public SignedReceipt erase(JobId job, @Nullable Ending ending) {
    return stores.erasures().erase(job, ending);
  }

  /** As the guardian does after the longest writer's time. */
  public void lookAgain(JobId job) {
    stores.erasures().lookAgain(job);
  }
}
