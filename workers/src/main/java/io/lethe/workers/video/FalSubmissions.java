package io.lethe.workers.video;

import static java.util.Objects.requireNonNull;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.ModelUpload;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Prompt;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.fal.FalEndpoint;
import io.lethe.fal.FalField;
import io.lethe.fal.FalSubmission;
import io.lethe.storage.egress.BeginResult.Begun;
import io.lethe.storage.egress.EgressId;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.MediaKind;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Job;
import io.lethe.storage.video.Jobs;
import io.lethe.workers.provider.HandingOver;
import io.lethe.workers.provider.SubmissionTerms;
import io.lethe.workflows.EndingFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts together what is sent for one job, in two steps: whatever can fail on our side before leave
 * to send is asked for, the rest once it is given.
 */
public final class FalSubmissions {
  private static final Logger log = LoggerFactory.getLogger(FalSubmissions.class);

  private final Jobs jobs;
  private final Vault vault;
  private final Map<ModelId, Model> models;
  private final HandingOver handingOver;
  private final SubmissionTerms terms;

  public FalSubmissions(
      Jobs jobs,
      Vault vault,
      Map<ModelId, Model> models,
      HandingOver handingOver,
      SubmissionTerms terms) {
    this.jobs = jobs;
    this.vault = vault;
    this.models = Map.copyOf(models);
    this.handingOver = handingOver;
    this.terms = terms;
  }

  /** What is known before leave to send is given. Does not print the prompt. */
  record Prepared(
      Job job, Model model, Prompt prompt, Parameters chosen, Map<UploadRole, Media> files) {
    FalEndpoint endpoint() {
      return new FalEndpoint(model.endpoint());
    }

    long bytes() {
      return files.values().stream().mapToLong(Media::size).sum();
    }

    /** Length of the video that is to be made. */
    BigDecimal seconds() {
      Integer ordered = job.durationSeconds();
      if (ordered != null) {
        return BigDecimal.valueOf(ordered);
      }
      Media clip = files.get(UploadRole.CLIP);
      Integer milliseconds = clip == null ? null : clip.milliseconds();
      return BigDecimal.valueOf(milliseconds == null ? 0 : milliseconds, 3);
    }

    @Override
    public String toString() {
      return "Prepared[" + job.id() + "]";
    }
  }

  Prepared prepare(JobId id) {
    Job job = jobs.find(id).orElseThrow(() -> new JobForgotten(id));
    Model model = models.get(job.model());
    if (model == null) {
      log.error("Job {} wants model {}, which is not configured any more", id, job.model());
      throw EndingFailure.of(Ending.failed(Reason.INTERNAL));
    }
    Map<UploadRole, Media> files = new EnumMap<>(UploadRole.class);
    job.roles().forEach(role -> files.put(role, file(id, model, role)));
    return new Prepared(job, model, jobs.prompt(id), jobs.parameters(id), files);
  }

  private Media file(JobId id, Model model, UploadRole role) {
    if (!model.uploads().containsKey(role)) {
      log.error("Job {} has an upload {} that {} takes no more", id, role, model.id());
      throw EndingFailure.of(Ending.failed(Reason.INTERNAL));
    }
    return vault
        .find(id, MediaKind.SANITISED, role)
        .orElseThrow(() -> EndingFailure.of(Ending.failed(Reason.INTERNAL)));
  }

  FalSubmission build(Prepared prepared, Begun leave) {
    return new FalSubmission(
        prepared.endpoint(),
        FalInput.of(
            prepared.model(),
            prepared.prompt(),
            prepared.job().durationSeconds(),
            prepared.chosen(),
            files(prepared, leave.id())),
        terms.startTimeout(),
        terms.outputLifetime(),
        terms.webhook(leave.token()).orElse(null));
  }

  /** In the order of the roles: the first reference is the first in its list. */
  private List<FalField> files(Prepared prepared, EgressId egress) {
    List<FalField> files = new ArrayList<>();
    Map<String, List<FalField>> lists = new LinkedHashMap<>();
    prepared
        .files()
        .forEach(
            (role, file) -> {
              ModelUpload upload = requireNonNull(prepared.model().uploads().get(role));
              FalField field = handingOver.field(egress, role, upload.field(), file);
              if (upload.list()) {
                lists.computeIfAbsent(upload.field(), name -> new ArrayList<>()).add(field);
              } else {
                files.add(field);
              }
            });
    lists.forEach((name, list) -> files.add(new FalField.Files(name, list)));
    return files;
  }

  int atOnce() {
    return terms.atOnce();
  }
}
