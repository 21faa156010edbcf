package io.lethe.api.video;

import io.lethe.api.problem.JobRefusal;
import io.lethe.api.problem.Refusal;
import io.lethe.domain.video.ClipLimits;
import io.lethe.domain.video.ModelUpload;
import io.lethe.storage.upload.ClipFormat;
import io.lethe.storage.upload.ClipScan;
import io.lethe.storage.upload.PhotoFormat;
import io.lethe.storage.upload.UploadFault;
import io.lethe.storage.upload.UploadLimits;
import io.lethe.storage.upload.UploadScan;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an upload has to pass on its way in: one for photos, another for clips. */
sealed interface UploadDoor {
  /** The media types that are let in. */
  List<String> types();

  long maxBytes();

  /** The type as it is kept; absent if it is not let in. */
  Optional<String> admit(String contentType);

  /** The same bytes, looked at while they are read. */
  InputStream watch(InputStream body, String admitted);

  Refusal refusal(UploadFault fault);

  /**
   * @param upload what the model asks of it; absent if the model is not configured any more
   */
  static UploadDoor of(boolean isClip, UploadLimits photos, @Nullable ModelUpload upload) {
    if (!isClip) {
      return new Photo(upload == null ? photos : photos.narrowedTo(upload));
    }
    ClipLimits limits = upload == null ? null : upload.clip();
    return new Clip(limits == null ? photos.maxBytes() : limits.maxBytes());
  }

  /** A still picture. */
  record Photo(UploadLimits limits) implements UploadDoor {
    static final List<String> TYPES =
        Arrays.stream(PhotoFormat.values()).map(PhotoFormat::mediaType).toList();

    @Override
    public List<String> types() {
      return TYPES;
    }

    @Override
    public long maxBytes() {
      return limits.maxBytes();
    }

    @Override
    public Optional<String> admit(String contentType) {
      return PhotoFormat.ofMediaType(contentType).map(PhotoFormat::mediaType);
    }

    @Override
    public InputStream watch(InputStream body, String admitted) {
      PhotoFormat format = PhotoFormat.ofMediaType(admitted).orElseThrow();
      return new UploadScan(format, limits).watch(body);
    }

    @Override
    public Refusal refusal(UploadFault fault) {
      return new JobRefusal.UnusableUpload(fault);
    }
  }

  /** Moving pictures. */
  record Clip(long maxBytes) implements UploadDoor {
    static final List<String> TYPES =
        Arrays.stream(ClipFormat.values()).map(ClipFormat::mediaType).toList();

    @Override
    public List<String> types() {
      return TYPES;
    }

    @Override
    public Optional<String> admit(String contentType) {
      return ClipFormat.ofMediaType(contentType).map(ClipFormat::mediaType);
    }

    @Override
    public InputStream watch(InputStream body, String admitted) {
      return new ClipScan(ClipFormat.ofMediaType(admitted).orElseThrow(), maxBytes).watch(body);
    }

    @Override
    public Refusal refusal(UploadFault fault) {
      return new JobRefusal.UnusableClip(fault);
    }
  }
}
