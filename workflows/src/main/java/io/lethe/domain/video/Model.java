package io.lethe.domain.video;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model that can be ordered: data from the configuration, never code. One that could not work is
 * refused when the configuration is read, with a sentence.
 *
 * @param id what clients order
 * @param title what people read
 * @param endpoint the provider's full endpoint id, as {@code
 *     fal-ai/kling-video/v2.5-turbo/standard/image-to-video}
 * @param uploads which role goes where
 * @param durations the lengths it can make, in whole seconds; empty if the video is as long as the
 *     clip
 * @param prompt what it asks of the prompt
 * @param parameters what an order may choose, by the names of the provider's fields
 * @param price what a second costs; absent where only the provider knows
 */
public record Model(
    ModelId id,
    String title,
    String endpoint,
    Map<UploadRole, ModelUpload> uploads,
    List<Integer> durations,
    PromptRule prompt,
    Map<String, ModelParameter> parameters,
    @Nullable ModelPrice price) {

  /** The parameter that says whether the model makes sound, which has a price of its own. */
  public static final String AUDIO = "generate_audio";

  public Model(
      ModelId id,
      @Nullable String title,
      @Nullable String endpoint,
      @Nullable Map<UploadRole, ModelUpload> uploads,
      @Nullable List<Integer> durations,
      @Nullable PromptRule prompt,
      @Nullable Map<String, ModelParameter> parameters,
      @Nullable ModelPrice price) {
    this.id = id;
    this.title = title == null ? id.value() : title;
    this.endpoint = endpoint == null ? "" : endpoint;
    this.uploads = uploads == null ? Map.of() : Map.copyOf(uploads);
    this.durations = durations == null ? List.of() : List.copyOf(durations);
    this.prompt = prompt == null ? new PromptRule(false, 2_500) : prompt;
    this.parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    this.price = price;
    ModelRules.require(this);
  }

  /** The roles without which there is no job. */
  public Set<UploadRole> requiredRoles() {
    Set<UploadRole> roles = EnumSet.noneOf(UploadRole.class);
    uploads.forEach(
        (role, upload) -> {
          if (!upload.optional()) {
            roles.add(role);
          }
        });
    return roles;
  }

  /** Whether the video becomes as long as the clip, so that no duration is ordered. */
  public boolean isAsLongAsItsClip() {
    return durations.isEmpty();
  }

  /** What a clip may be like under these parameters; absent if the model takes none. */
  public Optional<ClipLimits> clipLimits(Parameters chosen) {
    ModelUpload upload = uploads.get(UploadRole.CLIP);
    ClipLimits limits = upload == null ? null : upload.clip();
    if (limits == null) {
      return Optional.empty();
    }
    double longest = limits.maxSeconds();
    for (Map.Entry<String, Object> set : chosen.values().entrySet()) {
      if (parameters.get(set.getKey()) instanceof ModelParameter.Choice choice) {
        Double capped = choice.longestClip().get(String.valueOf(set.getValue()));
        longest = capped == null ? longest : Math.min(longest, capped);
      }
    }
    return Optional.of(
        new ClipLimits(
            limits.maxBytes(),
            limits.minSeconds(),
            longest,
            limits.minFramesPerSecond(),
            limits.maxFramesPerSecond(),
            limits.minSide(),
            limits.maxSide()));
  }

  /** What is sent beside prompt, duration and files: what was chosen, and every default. */
  public Map<String, Object> settings(Parameters chosen) {
    Map<String, Object> settings = new LinkedHashMap<>();
    new TreeMap<>(parameters)
        .forEach(
            (name, parameter) ->
                Optional.ofNullable(chosen.values().get(name))
                    .or(parameter::standard)
                    .ifPresent(value -> settings.put(name, value)));
    return settings;
  }

  /** Whether the model is told to make sound. */
  public boolean makesAudio(Parameters chosen) {
    return Boolean.TRUE.equals(settings(chosen).get(AUDIO));
  }
}
