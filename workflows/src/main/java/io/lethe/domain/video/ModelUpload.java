package io.lethe.domain.video;

import org.jspecify.annotations.Nullable;

/**
 * Where an upload goes in a model's input, and what the model asks of it.
 *
 * @param field the field of the provider's input
 * @param optional whether a job can be without it; an order says which of these it brings
 * @param list whether the field takes a list, which all roles with this field fill together
 * @param minSide for a picture: the shortest side that this model takes, in pixels; absent where
 *     the rule for all photos will do
 * @param maxRatio for a picture: longest side divided by shortest, at most; absent likewise
 * @param clip what a clip may be like; present for a clip, and only then
 */
public record ModelUpload(
    String field,
    boolean optional,
    boolean list,
    @Nullable Integer minSide,
    @Nullable Double maxRatio,
    @Nullable ClipLimits clip) {

  /** A picture that every job needs, with the limits of all photos. */
  public static ModelUpload photo(String field) {
    return new ModelUpload(field, false, false, null, null, null);
  }
}
