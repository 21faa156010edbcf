package io.lethe.api.erasure;

import io.dropwizard.auth.Auth;
import io.lethe.api.identity.Bearer;
import io.lethe.api.problem.JobRefusal;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.video.OwnJobs;
import io.lethe.domain.JobId;
import io.lethe.storage.erasure.Erasures;
import io.lethe.storage.video.Job;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * The signed receipt of a job's erasure, with its amendments. Each can be verified without us, and
 * shown to anyone.
 */
@Path("/v1/videos/{id}/receipt")
@Produces(MediaType.APPLICATION_JSON)
public final class ReceiptResource {
  private final OwnJobs jobs;
  private final Erasures erasures;

  public ReceiptResource(OwnJobs jobs, Erasures erasures) {
    this.jobs = jobs;
    this.erasures = erasures;
  }

  @GET
  public ReceiptView receipt(@Auth Bearer bearer, @PathParam("id") JobId id) {
    Job job = jobs.require(bearer, id);
    return erasures
        .receipt(id)
        .map(signed -> ReceiptView.of(signed, erasures.amendments(id)))
        .orElseThrow(
            () -> new JobRefusal.Elsewhere(ProblemType.NOT_ERASED_YET, job.state()).asException());
  }
}
