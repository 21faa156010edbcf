package io.lethe.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.domain.video.ClipLimits;
import io.lethe.domain.video.ModelUpload;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.upload.ClipFormat;
import io.lethe.storage.upload.PhotoFormat;
import io.lethe.storage.upload.UploadLimits;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload that a model takes, and what it may be like.
 *
 * @param required whether every order needs it; an order names the others that it brings
 * @param types media types
 * @param maxRatio longest side divided by shortest
 * @param minSeconds of a clip, as the rest; a parameter may say less for the longest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelUploadView(
    UploadRole role,
    boolean required,
    List<String> types,
    long maxBytes,
    int minSide,
    int maxSide,
    @Nullable Long maxPixels,
    @Nullable Double maxRatio,
    @Nullable Double minSeconds,
    @Nullable Double maxSeconds,
    @Nullable Double minFramesPerSecond,
    @Nullable Double maxFramesPerSecond) {

  private static final List<String> PHOTO_TYPES =
      Arrays.stream(PhotoFormat.values()).map(PhotoFormat::mediaType).toList();

  private static final List<String> CLIP_TYPES =
      Arrays.stream(ClipFormat.values()).map(ClipFormat::mediaType).toList();

  static ModelUploadView of(UploadRole role, ModelUpload upload, UploadLimits photos) {
    ClipLimits clip = upload.clip();
    return clip == null ? photo(role, upload, photos) : clip(role, upload, clip);
  }

  private static ModelUploadView clip(UploadRole role, ModelUpload upload, ClipLimits clip) {
    return new ModelUploadView(
        role,
        !upload.optional(),
        CLIP_TYPES,
        clip.maxBytes(),
        clip.minSide(),
        clip.maxSide(),
        null,
        null,
        clip.minSeconds(),
        clip.maxSeconds(),
        clip.minFramesPerSecond(),
        clip.maxFramesPerSecond());
  }

  private static ModelUploadView photo(UploadRole role, ModelUpload upload, UploadLimits photos) {
    UploadLimits limits = photos.narrowedTo(upload);
    return new ModelUploadView(
        role,
        !upload.optional(),
        PHOTO_TYPES,
        limits.maxBytes(),
        limits.minSide(),
        limits.maxSide(),
        limits.maxPixels(),
        limits.maxRatio(),
        null,
        null,
        null,
        null);
  }
}
