package io.lethe.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.ModelOff;
import io.lethe.storage.model.MakingTime;
import io.lethe.storage.model.ModelFact;
import io.lethe.storage.upload.UploadLimits;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model as a client offers it.
 *
 * @param available whether it can be ordered now
 * @param unavailable why not
 * @param durationsSeconds the lengths it makes; absent if the video becomes as long as the clip
 * @param price absent where neither the configuration nor the provider names one
 * @param time how long its videos took lately
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelView(
    ModelId id,
    String title,
    boolean available,
    @Nullable UnavailableView unavailable,
    List<ModelUploadView> uploads,
    PromptView prompt,
    @Nullable List<Integer> durationsSeconds,
    List<ParameterView> parameters,
    @Nullable PriceView price,
    TimeView time) {

  /** Why a model can't be ordered: a name for programs, a sentence for people. */
  record UnavailableView(ModelOff reason, String why) {}

  record PromptView(boolean required, int maxCharacters) {}

  /**
   * From the last upload to the moment the video can be collected.
   *
   * @param videos how many of our own were looked at
   * @param p50Seconds half of them took at most this long; absent while they are too few to say
   * @param p80Seconds four of five took at most this long; absent likewise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TimeView(int videos, @Nullable Long p50Seconds, @Nullable Long p80Seconds) {
    static TimeView of(MakingTime time) {
      return new TimeView(time.videos(), seconds(time.half()), seconds(time.mostly()));
    }

    /** Rounded up: who is told a second too much is not disappointed. */
    private static @Nullable Long seconds(@Nullable Duration time) {
      return time == null ? null : (Long) time.plusMillis(999).toSeconds();
    }
  }

  static ModelView of(Model model, UploadLimits photos, @Nullable ModelFact fact, MakingTime time) {
    // What was learned of another endpoint says nothing about this one.
    ModelFact known = fact != null && fact.endpoint().equals(model.endpoint()) ? fact : null;
    ModelOff off = known == null ? null : known.offBecause();
    return new ModelView(
        model.id(),
        model.title(),
        off == null,
        off == null ? null : new UnavailableView(off, off.meaning()),
        model.uploads().entrySet().stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(upload -> ModelUploadView.of(upload.getKey(), upload.getValue(), photos))
            .toList(),
        new PromptView(!model.prompt().optional(), model.prompt().maxCharacters()),
        model.isAsLongAsItsClip() ? null : model.durations(),
        new TreeMap<>(model.parameters())
            .entrySet().stream()
                .map(parameter -> ParameterView.of(parameter.getKey(), parameter.getValue()))
                .toList(),
        PriceView.of(model, known == null ? null : known.pricePerSecond()),
        TimeView.of(time));
  }
}
