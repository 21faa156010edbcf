package io.lethe.api.video;

import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.api.problem.JobRefusal;
import io.lethe.api.problem.ProblemType;
import io.lethe.domain.JobId;
import io.lethe.domain.video.JobState;
import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.MediaKind;
import io.lethe.storage.vault.Vault;
import io.lethe.storage.video.Job;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives the video out. A whole download counts as collected, and then the video is erased; asking
 * for ranges, as a player does that seeks, does not.
 */
@Path("/v1/videos/{id}/content")
public final class ContentResource {
  private static final String RANGE = "Range";
  private static final String IF_RANGE = "If-Range";

  private final OwnJobs jobs;
  private final Vault vault;
  private final Collection collection;

  public ContentResource(OwnJobs jobs, Vault vault, Collection collection) {
    this.jobs = jobs;
    this.vault = vault;
    this.collection = collection;
  }

  @GET
  public Response content(
      @Auth Bearer bearer,
      @PathParam("id") JobId id,
      @HeaderParam(RANGE) @Nullable String range,
      @HeaderParam(IF_RANGE) @Nullable String ifRange,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
    Media video = video(jobs.require(bearer, id));
    if (IfNoneMatch.parse(ifNoneMatch).matches(quoted(video))) {
      return headers(Response.notModified(), video).build();
    }
    boolean sameVideo = ifRange == null || ifRange.equals(quoted(video));
    Optional<ByteRange> part = sameVideo ? ByteRange.parse(range, video.size()) : Optional.empty();
    if (part.isPresent()) {
      return headers(Response.status(Response.Status.PARTIAL_CONTENT), video)
          .header(HttpHeaders.CONTENT_LENGTH, part.get().length())
          .header("Content-Range", part.get().of(video.size()))
          .entity(VideoStream.open(vault, video, part.get()))
          .build();
    }
    VideoStream whole = VideoStream.open(vault, video, ByteRange.all(video.size()));
    StreamingOutput thenCollected =
        out -> {
          whole.write(out);
          out.flush();
          collection.recordQuietly(id);
        };
    return headers(Response.ok(), video)
        .header(HttpHeaders.CONTENT_LENGTH, video.size())
        .entity(thenCollected)
        .build();
  }

  /** Without the bytes; collects nothing. */
  @HEAD
  public Response head(@Auth Bearer bearer, @PathParam("id") JobId id) {
    Media video = video(jobs.require(bearer, id));
    return headers(Response.ok(), video).header(HttpHeaders.CONTENT_LENGTH, video.size()).build();
  }

  private Media video(Job job) {
    if (job.state().isForgotten()) {
      throw new JobRefusal.Erased(job.id()).asException();
    }
    if (job.state() != JobState.READY) {
      throw new JobRefusal.Elsewhere(ProblemType.NOT_READY, job.state()).asException();
    }
    return vault
        .find(job.id(), MediaKind.VIDEO, null)
        .orElseThrow(() -> new JobRefusal.Erased(job.id()).asException());
  }

  private static Response.ResponseBuilder headers(Response.ResponseBuilder answer, Media video) {
    return answer
        .type(video.contentType())
        .tag(new EntityTag(video.id().toString()))
        .header("Accept-Ranges", "bytes")
        .header("Content-Disposition", "inline; filename=\"video.mp4\"");
  }

  private static String quoted(Media video) {
    return "\"" + video.id() + "\"";
  }
}
