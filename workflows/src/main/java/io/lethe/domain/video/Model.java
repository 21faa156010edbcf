package io.lethe.domain.video;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model that can be ordered: data from the configuration, never code.
 *
 * @param id what clients order
 * @param endpoint the provider's full endpoint id, as {@code
 *     fal-ai/kling-video/v2.5-turbo/standard/image-to-video}
 * @param uploads which role goes to which field of the provider's input; each of them is required
 * @param durations the lengths it can make, in whole seconds
 * @param maxPromptCharacters the provider's limit on the prompt, in UTF-16 code units as the
 *     provider counts them
 * @param parameters what is sent beside prompt, duration and file, in every submission, such as
 *     {@code generate_audio}
 */
public record Model(
    ModelId id,
    String endpoint,
    Map<UploadRole, String> uploads,
    List<Integer> durations,
    int maxPromptCharacters,
    Map<String, Object> parameters) {

  public Model {
    uploads = Map.copyOf(uploads);
    durations = List.copyOf(durations);
    parameters = Map.copyOf(parameters);
    if (uploads.isEmpty() || durations.isEmpty() || maxPromptCharacters < 1) {
      throw new IllegalArgumentException(
          "model " + id + " needs uploads, durations and a prompt limit");
    }
  }

  /** The roles that must be uploaded before the job can go on. */
  public Set<UploadRole> requiredRoles() {
    return uploads.keySet();
  }
}
