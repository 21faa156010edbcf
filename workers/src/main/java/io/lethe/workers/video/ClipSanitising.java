package io.lethe.workers.video;

import io.lethe.domain.JobId;
import io.lethe.domain.video.ClipLimits;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.vault.Dimensions;
import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.MediaKind;
import io.lethe.storage.vault.NewMedia;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Job;
import io.lethe.storage.video.Jobs;
import io.lethe.workflows.EndingFailure;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;

/** Sanitises clips from the vault into the vault, as streams. */
public final class ClipSanitising {
  /** By any of these names an order says that the clip's own sound is to be used. */
  private static final List<String> WITH_SOUND = List.of("keep_audio", "keep_original_sound");

  private final ClipSanitiser sanitiser = new ClipSanitiser();
  private final Jobs jobs;
  private final Vault vault;
  private final Map<ModelId, Model> models;

  public ClipSanitising(Jobs jobs, Vault vault, Map<ModelId, Model> models) {
    this.jobs = jobs;
    this.vault = vault;
    this.models = Map.copyOf(models);
  }

  void sanitise(JobId id) {
    Job job = jobs.find(id).orElseThrow(() -> new JobForgotten(id));
    Model model = models.get(job.model());
    Parameters chosen = jobs.parameters(id);
    Media upload = vault.find(id, MediaKind.UPLOAD, UploadRole.CLIP).orElse(null);
    if (model == null || upload == null) {
      throw EndingFailure.of(Ending.failed(Reason.INTERNAL));
    }
    ClipLimits limits =
        model
            .clipLimits(chosen)
            .orElseThrow(() -> EndingFailure.of(Ending.failed(Reason.INTERNAL)));
    ActivityExecutionContext step = Activity.getExecutionContext();
    try (SeekableByteChannel clip = new HeartbeatingChannel(vault.open(upload), step)) {
      SanitisedClip clean = sanitiser.sanitise(clip, limits, wantsSound(model, chosen));
      vault.store(
          NewMedia.sanitisedClip(
              id,
              UploadRole.CLIP,
              SanitisedClip.MEDIA_TYPE,
              new Dimensions(clean.width(), clean.height()),
              clean.milliseconds()),
          clean.bytes(clip));
    } catch (UnusableClip unusable) {
      throw EndingFailure.of(Ending.of(Outcome.UNUSABLE_UPLOAD, unusable.reason()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static boolean wantsSound(Model model, Parameters chosen) {
    Map<String, Object> settings = model.settings(chosen);
    return WITH_SOUND.stream().anyMatch(name -> Boolean.TRUE.equals(settings.get(name)));
  }
}
