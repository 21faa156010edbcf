package io.lethe.storage.vault;

import io.lethe.domain.JobId;
import io.lethe.domain.video.UploadRole;
import org.jspecify.annotations.Nullable;

/**
 * An object that lies whole in the vault, or lay there.
 *
 * @param role present for uploads and their sanitised form
 * @param size plain bytes
 * @param digest HMAC-SHA-256 of the plain bytes under the job's key, in hexadecimal: serves as an
 *     ETag, and says nothing to who lacks the key
 * @param dimensions known for sanitised pictures and clips only
 * @param milliseconds length of a sanitised clip
 * @param erased whether the bytes are erased already while the job goes on
 */
public record Media(
    MediaId id,
    JobId job,
    MediaKind kind,
    @Nullable UploadRole role,
    String contentType,
    long size,
    String digest,
    @Nullable Dimensions dimensions,
    @Nullable Integer milliseconds,
    boolean erased) {}
