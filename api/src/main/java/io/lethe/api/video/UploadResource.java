package io.lethe.api.video;

import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.api.model.Models;
import io.lethe.api.problem.JobRefusal;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal;
import io.lethe.api.problem.Refused;
import io.lethe.api.problem.RequestRefusal;
import io.lethe.domain.JobId;
import io.lethe.domain.video.ModelUpload;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.upload.UploadFault;
import io.lethe.storage.upload.UploadLimits;
import io.lethe.storage.upload.UploadRefused;
import io.lethe.storage.vault.NewMedia;
import io.lethe.storage.vault.StoreResult;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Job;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the raw bytes of an upload. They are scanned and encrypted while they stream in; what is
 * refused leaves nothing behind. Never multipart: that would spool plain bytes to a disk.
 */
@Path("/v1/videos/{id}/uploads/{role}")
@Produces(MediaType.APPLICATION_JSON)
public final class UploadResource {
  private final OwnJobs jobs;
  private final Models models;
  private final Vault vault;
  private final JobWorkflows workflows;
  private final UploadLimits photos;

  public UploadResource(
      OwnJobs jobs, Models models, Vault vault, JobWorkflows workflows, UploadLimits photos) {
    this.jobs = jobs;
    this.models = models;
    this.vault = vault;
    this.workflows = workflows;
    this.photos = photos;
  }

  /** 201 the first time; 200 when the very same bytes are sent again, so a repeat is safe. */
  @PUT
  public Response upload(
      @Auth Bearer bearer,
      @PathParam("id") JobId id,
      @PathParam("role") UploadRole role,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
      @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
      InputStream body)
      throws IOException {
    Job job = jobs.require(bearer, id);
    UploadBody sent = new UploadBody(body);
    boolean first;
    try {
      first = take(job, role, type, encoding, length, sent);
    } catch (Refused refused) {
      sent.readOn();
      throw refused;
    }
    workflows.uploaded(job, role);
    return Response.status(first ? Response.Status.CREATED : Response.Status.OK)
        .entity(jobs.view(jobs.again(id)))
        .build();
  }

  private boolean take(
      Job job,
      UploadRole role,
      @Nullable String type,
      @Nullable String encoding,
      @Nullable Long length,
      UploadBody body)
      throws IOException {
    if (!job.roles().contains(role)) {
      throw new Refusal.Plain(ProblemType.NO_SUCH_ROLE).asException();
    }
    UploadDoor door = doorOf(job, role);
    String admitted = admitted(door, type, encoding);
    if (length != null && length > door.maxBytes()) {
      throw new RequestRefusal.TooLarge(door.maxBytes()).asException();
    }
    requireOpen(job);
    return store(job, role, door, admitted, body);
  }

  /** A job outlives the configuration it was ordered under: then the rule for all counts. */
  private UploadDoor doorOf(Job job, UploadRole role) {
    ModelUpload upload =
        models.find(job.model()).map(model -> model.uploads().get(role)).orElse(null);
    return UploadDoor.of(role.isClip(), photos, upload);
  }

  private static String admitted(
      UploadDoor door, @Nullable String type, @Nullable String encoding) {
    if (type == null || encoding != null) {
      throw new RequestRefusal.UnsupportedType(door.types()).asException();
    }
    return door.admit(type)
        .orElseThrow(() -> new RequestRefusal.UnsupportedType(door.types()).asException());
  }

  private static void requireOpen(Job job) {
    if (job.state().isForgotten()) {
      throw new JobRefusal.Erased(job.id()).asException();
    }
    if (!job.guarded()) {
      throw new JobRefusal.Elsewhere(ProblemType.ORDER_IN_FLIGHT, job.state()).asException();
    }
  }

  private boolean store(Job job, UploadRole role, UploadDoor door, String type, UploadBody body)
      throws IOException {
    InputStream scanned = door.watch(body, type);
    try {
      StoreResult result = vault.store(NewMedia.upload(job.id(), role, type), scanned);
      if (result instanceof StoreResult.OtherBytes) {
        throw new JobRefusal.Elsewhere(ProblemType.UPLOAD_ALREADY_THERE, job.state()).asException();
      }
      return result instanceof StoreResult.Stored;
    } catch (UploadRefused refused) {
      throw refused.fault() == UploadFault.TOO_LARGE
          ? new RequestRefusal.TooLarge(door.maxBytes()).asException()
          : door.refusal(refused.fault()).asException();
    }
  }
}
