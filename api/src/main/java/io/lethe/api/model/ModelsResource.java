package io.lethe.api.model;

import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelId;
import io.lethe.storage.model.MakingTime;
import io.lethe.storage.model.MakingTimes;
import io.lethe.storage.model.ModelFact;
import io.lethe.storage.model.ModelFacts;
import io.lethe.storage.upload.UploadLimits;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/**
 * What can be ordered: all that a client needs to build its form, and nothing that tells of a
 * person. Public.
 */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelsResource {
  private final Models models;
  private final ModelFacts facts;
  private final MakingTimes times;
  private final UploadLimits photos;

  public ModelsResource(Models models, ModelFacts facts, MakingTimes times, UploadLimits photos) {
    this.models = models;
    this.facts = facts;
    this.times = times;
    this.photos = photos;
  }

  /** Prices and times change slowly: half a minute old is fresh. */
  @GET
  public Response list() {
    Map<ModelId, ModelFact> known = facts.all();
    Map<ModelId, MakingTime> made = times.of(models.all().stream().map(Model::id).toList());
    List<ModelView> views =
        models.all().stream()
            .map(
                model ->
                    ModelView.of(
                        model,
                        photos,
                        known.get(model.id()),
                        made.getOrDefault(model.id(), MakingTime.UNKNOWN)))
            .toList();
    return Response.ok(new ModelsView(views)).header("Cache-Control", "public, max-age=30").build();
  }

  /** In the order of the configuration. */
  record ModelsView(List<ModelView> models) {}
}
